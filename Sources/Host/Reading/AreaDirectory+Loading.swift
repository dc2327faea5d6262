import ReportKit
import Text
import Warehouse

extension AreaDirectory {
    /// The areas as they were on a day, their names without control characters, whoever wrote them into the table.
    public init(on day: Day, from connection: Connection) throws {
        let sql = String(decoding: PackageResources.areas_sql, as: UTF8.self)
        self.init(
            entries: try connection.query(sql, [.day(day)], source: "areas.sql").map { row in
                let levelName: String = try row.get("level")
                guard let level = AreaLevel(rawValue: levelName) else {
                    throw WarehouseError.result(column: "level", problem: "holds '\(levelName)', which is not a level")
                }
                let code: String? = try row.get("code")
                let codes: String? = try row.get("codes")
                let parents: String? = try row.get("parents")
                let id: Int = try row.get("area_id")
                let area = Area(
                    code: Printable.line(code ?? String(id)), name: Printable.line(try row.get("name")), level: level)
                return Entry(
                    id: id, area: area,
                    codes: (codes ?? "").split(separator: ",").map(String.init), current: try row.get("current"),
                    parents: AreaDirectory.parsed(parents ?? ""), successor: try row.get("successor"))
            })
    }

    /// The days on which anything about areas changed, earliest first. From each of them to the day before the next,
    /// every day has the same directory.
    static func changes(from connection: Connection) throws -> [Day] {
        let sql = String(decoding: PackageResources.area_changes_sql, as: UTF8.self)
        return try connection.query(sql, [], source: "area_changes.sql").map { try $0.get("day") }
    }

    /// Reads `region=12,trust=201` as a dictionary.
    private static func parsed(_ parents: String) -> [AreaLevel: Int] {
        Dictionary(
            parents.split(separator: ",").compactMap { pair in
                let parts = pair.split(separator: "=")
                guard parts.count == 2, let level = AreaLevel(rawValue: String(parts[0])), let id = Int(parts[1])
                else { return nil }
                return (level, id)
            }, uniquingKeysWith: { first, _ in first })
    }
}
