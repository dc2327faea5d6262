import Foundation
import ReportKit
import Testing

@testable import Warehouse

/// One private cluster for the whole run, made in a folder of its own and removed at the end.
enum Fixture {
    static let home = "/tmp/laa-warehouse-tests-\(getpid())"
    static let cluster: PrivateCluster = {
        let cluster = PrivateCluster(home: home, isDurable: false)
        atexit { Fixture.remove(PrivateCluster(home: Fixture.home)) }
        return cluster
    }()

    /// Ends a cluster's server without its last checkpoint, and removes all of it.
    static func remove(_ cluster: PrivateCluster) {
        if case .running(let process) = try? cluster.status() { kill(process, SIGQUIT) }
        _ = try? cluster.stop(interrupt: Interrupt())
        if let folder = try? cluster.folder() { try? FileManager.default.removeItem(atPath: folder) }
        try? FileManager.default.removeItem(atPath: cluster.home)
    }

    /// The connection string of a new, empty database.
    static func database() throws -> String {
        let conninfo = try cluster.ensureRunning(interrupt: Interrupt())
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        let connection = try Connection.open(.conninfo(conninfo), applicationName: "tests", interrupt: Interrupt())
        try connection.execute("create database \(name)")
        return conninfo.replacing("dbname=laa", with: "dbname=\(name)")
    }

    /// A connection to a database of its own.
    static func connection(to database: String? = nil, interrupt: Interrupt = Interrupt()) throws -> Connection {
        try Connection.open(
            .conninfo(database ?? Self.database()), applicationName: "tests", interrupt: interrupt)
    }

    /// A home for a cluster of its own; it names its process, so that what is left over is known by it.
    static func freshHome() -> String {
        "/tmp/laa-cluster-tests-\(getpid())-\(UUID().uuidString.prefix(8))"
    }

    /// A query of a file that does not exist.
    static func query(_ sql: String, _ parameters: [String: ParameterValue] = [:]) -> Query {
        Query(file: "test.sql", sql: sql, parameters: parameters)
    }
}
