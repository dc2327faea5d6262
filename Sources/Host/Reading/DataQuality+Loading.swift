import ReportKit
import Warehouse

extension DataQuality.Source {
    /// Every extract loaded.
    static func all(in connection: Connection) throws -> [DataQuality.Source] {
        let sql = String(decoding: PackageResources.vintages_sql, as: UTF8.self)
        return try connection.query(sql, [], source: "vintages.sql").compactMap { row in
            guard let kind = ExtractKind(rawValue: try row.get("kind")) else { return nil }
            return DataQuality.Source(
                kind: kind, vintage: try row.get("vintage_id"), system: try row.get("source_system"),
                coversFrom: try row.get("covers_from"), coversThrough: try row.get("covers_through"),
                extractedOn: try row.get("extracted_on"), synthetic: try row.get("synthetic"))
        }
    }

    /// The days that the extract covers; nil where it does not say.
    var span: Period? {
        guard let coversFrom, let coversThrough else { return nil }
        return Period(from: coversFrom, to: coversThrough)
    }
}
