import ReportKit
import Warehouse

/// The warehouse as a module sees it, which notes the tables that its queries read: a report says of its data what was
/// read, whatever the module says of itself.
final class RecordingWarehouse: ReportKit.Warehouse {
    /// The tables read so far.
    private(set) var tables: Set<String> = []
    private let warehouse: SnapshotWarehouse
    private let common: CommonReading

    /// - Parameter common: what other reports of the session have found out about the same queries.
    init(_ warehouse: SnapshotWarehouse, _ common: CommonReading) {
        self.warehouse = warehouse
        self.common = common
    }

    func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws {
        try warehouse.stream(query, columns: columns, consume)
        try note(query)
    }

    func stream(_ queries: [Query], columns: [ColumnRequirement], _ consume: (Int, Batch) throws -> Void) throws {
        try warehouse.stream(queries, columns: columns, consume)
        for query in queries { try note(query) }
    }

    /// Notes what a query reads.
    func note(_ query: Query) throws {
        tables.formUnion(try common.tables(readBy: query, in: warehouse))
    }

    /// The kinds of extract that the rows came in.
    var kinds: Set<ExtractKind> { Set(tables.compactMap(ExtractKind.init(table:))) }

    /// Whether anything that was read is made up.
    func isSynthetic(_ sources: [DataQuality.Source]) -> Bool {
        let kinds = kinds
        return sources.contains { source in
            // People come in extracts of many kinds.
            source.synthetic && (kinds.contains(source.kind) || kinds.isEmpty && tables.contains("offender"))
        }
    }
}

extension CommonReading {
    /// The warehouse's tables that a query reads, which are the same whatever values its parameters have, except for
    /// those that are null.
    func tables(readBy query: Query, in warehouse: SnapshotWarehouse) throws -> Set<String> {
        let nulls = query.parameters.filter { $0.value == .text(nil) }.keys.sorted()
        let key = "\(nulls.joined(separator: ","))\n\(query.sql)"
        if let known = knownTables[key] { return known }
        let tables = try warehouse.tables(readBy: query)
        knownTables[key] = tables
        return tables
    }
}
