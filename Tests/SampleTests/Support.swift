import ReportKit
import TestSupport

@testable import Sample
@testable import Warehouse

extension SampleWarehouse {
    /// The size of the sample that most tests read; most of it is in the areas that keep their published size.
    static let usualSize = 3_000
    /// A warehouse with a sample of ``usualSize``, loaded once, which tests only read.
    static let usual = Result { try loaded(offenders: usualSize) }

    /// The connection string of a new warehouse with a sample.
    static func loaded(offenders: Int) throws -> String {
        let database = try empty()
        _ = try Sample(offenders: offenders).load(into: Fixture.connection(to: database))
        return database
    }
}

extension Connection {
    /// The single value that a query returns.
    func value<V: RowValue>(_ sql: String, as type: V.Type = V.self) throws -> V {
        try query(sql)[0].get(0)
    }

    /// Every table of the warehouse with its number of rows and a checksum of their texts. The time of loading, which
    /// depends on the clock, is left out.
    func contents() throws -> [String] {
        let tables = try query("select tablename::text from pg_tables where schemaname = 'warehouse' order by 1")
        return try tables.map { row in
            let table: String = try row.get(0)
            let text = table.hasSuffix("vintage") ? "(to_jsonb(t) - 'loaded_at' - 'published_at')::text" : "t::text"
            let sum: String = try value(
                "select count(*) || ' ' || coalesce(sum(hashtextextended(\(text), 0)), 0) from warehouse.\(table) t")
            return "\(table): \(sum)"
        }
    }

    /// The definitions of the warehouse's constraints and indexes.
    func rules() throws -> [String] {
        try query(
            """
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where connamespace = 'warehouse'::regnamespace
            union all
            select indexdef from pg_indexes where schemaname = 'warehouse'
            order by 1
            """
        ).map { try $0.get(0) }
    }
}
