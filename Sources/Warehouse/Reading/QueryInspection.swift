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
    /// Tables of people whose rows it would bring to one server one by one, where the warehouse is distributed.
    public let pulledTables: [String]
    /// The warehouse's tables that it would read, through views and functions, such as `termination`.
    public let tables: Set<String>
    /// Where columns that are passed on as they stand come from, by the name that the query returns them under.
    public let origins: [String: Origin]

    /// A column of a view.
    public struct Origin: Hashable, Sendable {
        /// The view, with its schema.
        public let view: String
        public let column: String
    }

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
        let match = ColumnMatch(file: query.file, required: columns, found: described)
        let problems = try match.problems(typeName: typeName)
        let packed =
            problems.isEmpty
            ? try PackedQuery(
                bound.sql, columns: columns, fields: match.fields(typeName: typeName), over: connection) : nil
        let plan = try plan(of: packed?.sql ?? bound.sql, file: query.file)
        let nodes = plan.nodes
        let scans = try Dictionary(
            grouping: nodes.filter { $0.type == "Seq Scan" && $0.filter != nil }, by: { $0.table ?? "" }
        ).sorted { $0.key < $1.key }.compactMap { table, nodes in
            try scan(of: table, keeping: nodes.map(\.rows).min() ?? 0)
        }
        return QueryInspection(
            columnProblems: problems.map(\.description),
            writes: nodes.contains { ["ModifyTable", "LockRows"].contains($0.type) },
            wastefulScans: scans,
            pulledTables: Set(plan.pulling.compactMap(\.relation)).intersection(TablePlacement.byPerson).sorted(),
            tables: try tables(of: nodes), origins: try origins(of: described))
    }

    /// The warehouse's tables that a query reads, by the server's own plan for it: through views, and through the
    /// functions of the schema `reporting`. What the planner leaves out, since no figure depends on it, is not among
    /// them.
    ///
    /// - Throws: ``WarehouseError/server(_:)`` where it refuses the query.
    public func tables(readBy query: Query) throws -> Set<String> {
        try tables(of: plan(of: bind(query).sql, file: query.file).nodes)
    }

    /// The server's plan for a query, line by line, without running it.
    ///
    /// - Throws: ``WarehouseError/server(_:)`` where it refuses the query.
    public func plan(of query: Query) throws -> [String] {
        try connection.query("explain \(bind(query).sql)", [], source: query.file).map { try $0.get(0) }
    }

    private func plan(of sql: String, file: String) throws -> ExplainedPlan {
        let explained: String = try connection.query(
            "explain (verbose, format json) \(sql)", [], source: file)[0].get(0)
        return try ExplainedPlan(json: explained, on: connection)
    }

    private func tables(of nodes: [ExplainedPlan.Node]) throws -> Set<String> {
        let read = nodes.filter { $0.schema == "warehouse" }.compactMap(\.relation)
        let functions = Set(nodes.filter { $0.schema == "reporting" }.compactMap(\.function))
        return try Set(read).union(tables(behind: functions))
    }

    /// The warehouse's tables behind views and functions of the schema `reporting`.
    public func tables(behind names: Set<String>) throws -> Set<String> {
        guard !names.isEmpty else { return [] }
        let sql = String(decoding: PackageResources.tables_behind_sql, as: UTF8.self)
        return Set(
            try connection.query(sql, [.texts(names.sorted())], source: "tables_behind.sql").map { try $0.get("name") })
    }

    private func origins(of columns: [ColumnMatch.Found]) throws -> [String: QueryInspection.Origin] {
        let sql = String(decoding: PackageResources.column_origin_sql, as: UTF8.self)
        var origins: [String: QueryInspection.Origin] = [:]
        for column in columns where column.relation != 0 {
            let rows = try connection.query(
                sql, [.integer(Int(column.relation)), .integer(column.number)], source: "column_origin.sql")
            for row in rows {
                origins[column.name] = QueryInspection.Origin(view: try row.get("view"), column: try row.get("name"))
            }
        }
        return origins
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
