import ReportKit
import Warehouse

extension TargetTable {
    /// The targets agreed for an indicator, as they apply on a day.
    ///
    /// - Parameter names: the indicator's names, its main name first.
    init(for names: [String], on day: Day, from connection: Connection) throws {
        let sql = String(decoding: PackageResources.targets_sql, as: UTF8.self)
        let rows = try connection.query(sql, [.texts(names), .day(day)], source: "targets.sql")
        var targets: [Int: AgreedTarget] = [:]
        for row in rows {
            let name: String = try row.get("measure")
            guard let measure = AgreedTarget.Measure(rawValue: name) else {
                throw WarehouseError.result(column: "measure", problem: "holds '\(name)', which is not a measure")
            }
            targets[try row.get("area_id")] = AgreedTarget(
                measure: measure, value: try row.get("value"), upper: try row.get("upper"),
                designated: try row.get("designated"), source: try row.get("source"))
        }
        self.init(targets)
    }
}
