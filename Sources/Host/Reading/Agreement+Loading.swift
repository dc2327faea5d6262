import ReportKit
import Warehouse

extension Agreement {
    /// All agreements of a directory's areas, in order of indicator, area, kind and time.
    static func all(in directory: AreaDirectory, from connection: Connection) throws -> [Agreement] {
        let sql = String(decoding: PackageResources.agreements_sql, as: UTF8.self)
        return try connection.query(sql, [], source: "agreements.sql").compactMap { row in
            let area: Int = try row.get("area_id")
            let from: Day = try row.get("first_day")
            let to: Day = try row.get("last_day")
            guard let entry = directory[area], let applies = Period(from: from, to: to) else { return nil }
            let kind: String = try row.get("kind")
            let measure: String = try row.get("measure")
            guard let kind = Kind(rawValue: kind) else {
                throw WarehouseError.result(
                    column: "kind", problem: "holds '\(kind)', which is not a kind of agreement")
            }
            guard let measure = AgreedTarget.Measure(rawValue: measure) else {
                throw WarehouseError.result(column: "measure", problem: "holds '\(measure)', which is not a measure")
            }
            return Agreement(
                indicator: try row.get("indicator"), area: entry.area, kind: kind,
                terms: AgreedTarget(
                    measure: measure, value: try row.get("value"), upper: try row.get("upper"),
                    designated: try row.get("designated"), source: try row.get("source")),
                applies: applies)
        }
    }
}
