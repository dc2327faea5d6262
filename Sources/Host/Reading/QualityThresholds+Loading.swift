import ReportKit
import Warehouse

extension QualityThresholds {
    /// The thresholds that this warehouse has set.
    init(from connection: Connection) throws {
        let sql = String(decoding: PackageResources.quality_thresholds_sql, as: UTF8.self)
        var shares: [QualityMeasure.Kind: Double] = [:]
        for row in try connection.query(sql, [], source: "quality_thresholds.sql") {
            let name: String = try row.get("measure")
            guard let measure = QualityMeasure.Kind(rawValue: name) else {
                throw WarehouseError.result(column: "measure", problem: "holds '\(name)', which is not a measure")
            }
            shares[measure] = try row.get("largest_share")
        }
        self.init(shares)
    }
}
