import Foundation
import ReportKit

/// What the server says about a query without running it.
public struct QueryInspection: Sendable {
    /// What is wrong with the columns that it returns, one problem per column.
    public let columnProblems: [String]
    /// Whether it would write, or lock rows as if to write.
    public let writes: Bool
    /// Tables that it would read in full for few of their rows.
    public let wastefulScans: [Scan]

    /// A table read in full.
    public struct Scan: Hashable, Sendable {
        public let table: String
        /// The rows that the planner expects to keep.
        public let kept: Double
        public let rows: Double
        /// The first columns of the table's indexes.
        public let indexed: [String]
    }
}

extension SnapshotWarehouse {
    /// Tables with fewer rows are read in full fastest.
    private static let smallTable = 20_000.0
    /// For a larger share of a table's rows, an index does not help.
    private static let smallShare = 0.1

    /// Has the server prepare and plan a query.
    ///
    /// - Throws: ``WarehouseError/server(_:)`` where it refuses the query; the error has the line.
    public func inspect(_ query: Query, columns: [ColumnRequirement]) throws -> QueryInspection {
        let bound = try bind(query)
        let described = try describe(bound.sql, file: query.file)
        let problems = try ColumnMatch(file: query.file, required: columns, found: described)
            .problems(typeName: typeName)
        let explained: String = try connection.query(
            "explain (verbose, format json) \(bound.sql)", [], source: query.file)[0]
            .get(0)
        let plans = try JSONDecoder().decode([Explained].self, from: Data(explained.utf8))
        let nodes = plans.flatMap(\.plan.all)
        let scans = try Dictionary(
            grouping: nodes.filter { $0.type == "Seq Scan" && $0.filter != nil }, by: { $0.table ?? "" }
        ).sorted { $0.key < $1.key }.compactMap { table, nodes in
            try scan(of: table, keeping: nodes.map(\.rows).min() ?? 0)
        }
        return QueryInspection(
            columnProblems: problems.map(\.description),
            writes: nodes.contains { ["ModifyTable", "LockRows"].contains($0.type) },
            wastefulScans: scans)
    }

    /// Nil where reading the whole table is not wasteful.
    private func scan(of table: String, keeping kept: Double) throws -> QueryInspection.Scan? {
        let sql = String(decoding: PackageResources.table_size_sql, as: UTF8.self)
        guard let row = try connection.query(sql, [.text(table)], source: "table_size.sql").first else { return nil }
        let rows: Double = try row.get("rows")
        guard rows >= Self.smallTable, kept < rows * Self.smallShare else { return nil }
        let indexed: String? = try row.get("indexed")
        return QueryInspection.Scan(
            table: table, kept: kept, rows: rows, indexed: indexed?.split(separator: ",").map(String.init) ?? [])
    }
}

private struct Explained: Decodable {
    let plan: Node

    enum CodingKeys: String, CodingKey {
        case plan = "Plan"
    }

    struct Node: Decodable {
        let type: String
        let schema: String?
        let relation: String?
        let filter: String?
        let rows: Double
        let plans: [Node]?

        enum CodingKeys: String, CodingKey {
            case type = "Node Type"
            case schema = "Schema"
            case relation = "Relation Name"
            case filter = "Filter"
            case rows = "Plan Rows"
            case plans = "Plans"
        }

        var table: String? { relation.map { [schema, $0].compactMap(\.self).joined(separator: ".") } }
        var all: [Node] { [self] + (plans ?? []).flatMap(\.all) }
    }
}
