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

    /// Ends a cluster's server without its last checkpoint, and removes all of it.
    public static func remove(_ cluster: PrivateCluster) {
        if case .running(let process) = try? cluster.status() { kill(process, SIGQUIT) }
        _ = try? cluster.stop(interrupt: Interrupt())
        if let folder = try? cluster.folder() { try? FileManager.default.removeItem(atPath: folder) }
        try? FileManager.default.removeItem(atPath: cluster.home)
    }

    /// The connection string of a new, empty database.
    public static func database() throws -> String {
        let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        let connection = try Connection.open(.conninfo(conninfo), applicationName: "tests", interrupt: Interrupt())
        try connection.execute("create database \(name)")
        return conninfo.replacing("dbname=laa", with: "dbname=\(name)")
    }

    /// A connection to a database of its own.
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
