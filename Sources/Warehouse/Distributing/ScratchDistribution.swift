import Glibc
import ReportKit

/// An empty warehouse on the servers of a distributed one, in a database of its own that lasts as long as this object.
///
/// It is on one server until ``distribute()``. Making it takes a role that may make databases and extensions, and its session on
/// each of the servers.
///
/// ### Making and using it
/// ``init(beside:)``, ``target``, ``distribute()``
/// ### Ending it
/// ``close()``
public final class ScratchDistribution {
    /// The warehouse.
    public let target: ConnectionTarget
    private let name: String
    /// A session with the distributed warehouse's own database on each server, the coordinator's first.
    private let sessions: [Connection]
    private let servers: [Server]
    private var isOpen = true

    private struct Server {
        let host: String
        let port: Int
    }

    private static let names = "laa_compared_"

    /// Makes an empty warehouse with this program's schema and areas.
    ///
    /// - Throws: ``WarehouseError/notDistributable(reasons:)`` where a server cannot be reached, or the role may not make
    ///   databases there.
    public init(beside connection: Connection) throws {
        let settings = try connection.settings()
        name = Self.names + "\(getpid())_\(UInt32.random(in: 0...UInt32.max))"
        servers = try Script("distribution_servers.sql", PackageResources.distribution_servers_sql)
            .query(on: connection).map { Server(host: try $0.get("host"), port: try $0.get("port")) }
        target = .conninfo(Self.conninfo(settings, database: name))
        var sessions: [Connection] = []
        do {
            for (index, server) in servers.enumerated() {
                let place = index == 0 ? settings : Self.settings(settings, on: server)
                sessions.append(try Connection.open(.conninfo(place.conninfo), applicationName: "laa"))
            }
            self.sessions = sessions
            for (index, session) in sessions.enumerated() {
                try Self.dropLeftOvers(session)
                try session.execute("set citus.enable_ddl_propagation = off")
                try session.execute("create database \(name)")
                let place = index == 0 ? settings : Self.settings(settings, on: servers[index])
                let own = try Connection.open(
                    .conninfo(Self.conninfo(place, database: name)), applicationName: "laa")
                defer { own.close() }
                try own.execute("create extension citus")
            }
        } catch {
            for session in sessions {
                _ = try? session.execute("drop database if exists \(name) with (force)")
                session.close()
            }
            guard let error = error as? WarehouseError else { throw error }
            throw WarehouseError.notDistributable(reasons: [
                "no database for comparing could be made on each of its servers, by this session's role: \(error.message)"
            ])
        }
        let own = try Connection.open(target, applicationName: "laa")
        defer { own.close() }
        try WarehouseSchema.update(own)
    }

    /// Divides its rows among the servers, in as many parts for each as to be divided there too.
    public func distribute() throws {
        let own = try Connection.open(target, applicationName: "laa")
        defer { own.close() }
        for (index, server) in servers.enumerated() {
            let script =
                index == 0
                ? Script("name_coordinator.sql", PackageResources.name_coordinator_sql)
                : Script("add_worker.sql", PackageResources.add_worker_sql)
            try script.query(on: own, [.text(server.host), .integer(server.port)])
        }
        try Distribution.distribute(own, parts: 4 * max(1, servers.count - 1))
    }

    deinit { close() }

    /// Removes it from every server.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        for session in sessions {
            _ = try? session.execute("drop database if exists \(name) with (force)")
            session.close()
        }
    }

    /// Removes what a process left behind that was killed; not those in which somebody has a session.
    private static func dropLeftOvers(_ session: Connection) throws {
        for row in try session.query(
            """
            select d.datname::text as name from pg_catalog.pg_database d
            where starts_with(d.datname::text, $1)
            and not exists (
                select from pg_catalog.pg_stat_activity a where a.datname = d.datname and a.application_name like 'laa%')
            """, [.text(names)])
        {
            _ = try? session.execute("drop database if exists \(try row.get("name", as: String.self)) with (force)")
        }
    }

    private static func settings(_ settings: ConnectionSettings, on server: Server) -> ConnectionSettings {
        var place = settings
        place["hostaddr"] = nil
        place["host"] = server.host
        place["port"] = "\(server.port)"
        return place
    }

    private static func conninfo(_ settings: ConnectionSettings, database: String) -> String {
        var place = settings
        place["dbname"] = database
        return place.conninfo
    }
}
