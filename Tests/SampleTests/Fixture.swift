import Foundation
import ReportKit
import Testing
import WarehouseSQL

@testable import Sample
@testable import Warehouse

/// One private cluster for the whole run, with an empty warehouse to copy and a loaded one to ask.
enum Fixture {
    /// A warehouse with a sample of 3,000, loaded once; tests only read it.
    static let loaded = Result { try loadedDatabase(offenders: 3_000) }

    private static let home = "/tmp/laa-sample-tests-\(getpid())"
    private static let cluster = {
        atexit { Fixture.remove() }
        return PrivateCluster(home: home, isDurable: false)
    }()
    /// A migrated warehouse with the reference areas, of which the tests' databases are copies.
    private static let template = Result { try makeTemplate() }
    /// A database cannot be copied twice at a time.
    private static let copying = NSLock()

    static func open(_ database: String) throws -> Connection {
        try Connection.open(.conninfo(database), applicationName: "tests", interrupt: Interrupt())
    }

    /// The connection string of a new, empty warehouse.
    static func emptyDatabase() throws -> String {
        let template = try template.get()
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        let connection = try open(cluster.ensureRunning(interrupt: Interrupt()))
        try copying.withLock { _ = try connection.execute("create database \(name) template template_warehouse") }
        return template.replacing("dbname=template_warehouse", with: "dbname=\(name)")
    }

    static func loadedDatabase(offenders: Int) throws -> String {
        let database = try emptyDatabase()
        _ = try Sample(offenders: offenders).load(into: open(database))
        return database
    }

    private static func makeTemplate() throws -> String {
        let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        try open(conninfo).execute("create database template_warehouse")
        let database = conninfo.replacing("dbname=laa", with: "dbname=template_warehouse")
        let connection = try open(database)
        defer { connection.close() }
        let migrations = WarehouseSQL.migrations.map { Migration(number: $0.number, name: $0.name, sql: $0.sql) }
        _ = try Migrator(migrations: migrations).apply(on: connection)
        try connection.transaction {
            try connection.execute(WarehouseSQL.referenceStaging)
            for file in WarehouseSQL.referenceFiles { try stage(file.table, file.csv, on: connection) }
            try connection.execute(WarehouseSQL.referenceAreas)
        }
        return database
    }

    private static func stage(_ table: String, _ bytes: [UInt8], on connection: Connection) throws {
        let firstLine = String(decoding: bytes, as: UTF8.self).prefix { !$0.isNewline }
        let heading = firstLine.split(separator: ",").map(String.init)
        try connection.copyIn(table, columns: heading) { writer in
            for row in CSV(bytes, name: table).rows {
                try writer.beginRow()
                for column in heading {
                    if column.hasPrefix("n_") {
                        writer.append(int32: Int32(try row.whole(column)))
                    } else {
                        writer.append(text: try row.text(column))
                    }
                }
            }
        }
    }

    private static func remove() {
        let cluster = PrivateCluster(home: home)
        if case .running(let process) = try? cluster.status() { kill(process, SIGQUIT) }
        _ = try? cluster.stop(interrupt: Interrupt())
        if let folder = try? cluster.folder() { try? FileManager.default.removeItem(atPath: folder) }
        try? FileManager.default.removeItem(atPath: home)
    }
}

extension Connection {
    /// The one value that a query gives.
    func value<V: RowValue>(_ sql: String, as type: V.Type = V.self) throws -> V {
        try query(sql)[0].get(0)
    }

    /// Every table of the warehouse with the number of its rows and a sum over their texts; the time of loading, which
    /// is the clock's, is left out.
    func contents() throws -> [String] {
        let tables = try query("select tablename::text from pg_tables where schemaname = 'warehouse' order by 1")
        return try tables.map { row in
            let table: String = try row.get(0)
            let text = table == "vintage" ? "(to_jsonb(t) - 'loaded_at')::text" : "t::text"
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
