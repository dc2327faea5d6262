import Foundation
import Platform
import PrivateCluster
import ReportKit
import Warehouse

/// One private cluster for the whole run, made in a folder of its own and removed at the end.
public enum Fixture {
    public static let home = "/tmp/laa-warehouse-tests-\(getpid())"
    public static let cluster: PrivateCluster = {
        let cluster = PrivateCluster(home: home, isDurable: false)
        atexit { Fixture.remove(PrivateCluster(home: Fixture.home)) }
        return cluster
    }()

    /// The connection string of the cluster's own database, with the server set up for databases that need not last.
    private static let server = Result {
        let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        let connection = try Connection.open(.conninfo(conninfo), applicationName: "tests", interrupt: Interrupt())
        defer { connection.close() }
        // Statistics are gathered where a load says so, and not whenever the server finds the time.
        for setting in ["synchronous_commit", "full_page_writes", "autovacuum"] {
            try connection.execute("alter system set \(setting) = off")
        }
        try connection.execute("select pg_reload_conf()")
        return conninfo
    }

    /// Ends a cluster's server without its last checkpoint, and removes all of it.
    public static func remove(_ cluster: PrivateCluster) {
        if case .running(let process) = try? cluster.status() { kill(process, SIGQUIT) }
        _ = try? cluster.stop(interrupt: Interrupt())
        if let folder = try? cluster.folder() { try? FileManager.default.removeItem(atPath: folder) }
        try? FileManager.default.removeItem(atPath: cluster.home)
    }

    /// The connection string of a new, empty database.
    public static func database() throws -> String { try database("") }

    /// The connection string of a new database.
    ///
    /// - Parameter options: those of `create database`.
    static func database(_ options: String) throws -> String {
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        try order("create database \(name) \(options)")
        return try server.get().replacing("dbname=laa", with: "dbname=\(name)")
    }

    /// Gives the server an order from its own database.
    static func order(_ sql: String) throws {
        let connection = try connection(to: server.get())
        defer { connection.close() }
        try connection.execute(sql)
    }

    /// Lets every extract cover every area, for warehouses whose vintages a test writes itself.
    public static func coverEveryArea(_ connection: Connection) throws {
        try connection.execute(
            """
            insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
            select vintage_id, null, covers_from, covers_through
            from warehouse.vintage
            where covers_from is not null
            on conflict do nothing
            """)
    }

    /// The name of the database of a connection string.
    static func name(of conninfo: String) -> Substring {
        conninfo.firstRange(of: "dbname=").map { conninfo[$0.upperBound...].prefix { $0 != " " } } ?? ""
    }

    /// A connection to a database, or to a new one.
    public static func connection(to database: String? = nil, interrupt: Interrupt = Interrupt()) throws -> Connection {
        try Connection.open(
            .conninfo(database ?? Self.database()), applicationName: "tests", interrupt: interrupt)
    }

    /// A home for a cluster of its own; it names its process, so that what is left over is known by it.
    public static func freshHome() -> String {
        "/tmp/laa-cluster-tests-\(getpid())-\(UUID().uuidString.prefix(8))"
    }

    /// A query of a file that does not exist.
    public static func query(_ sql: String, _ parameters: [String: ParameterValue] = [:]) -> Query {
        Query(file: "test.sql", sql: sql, parameters: parameters)
    }
}
