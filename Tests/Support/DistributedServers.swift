import Foundation
import Glibc
import Platform
import Sample
import Testing
import Warehouse

/// A coordinator and its workers, with Citus: made in a folder of their own, and removed when the run ends.
///
/// Citus is no package of Debian's: a test that needs these servers is skipped with a word where the server does not offer it.
public final class DistributedServers: Sendable {
    /// For every test that leaves all of them running.
    public static let shared: DistributedServers = {
        do {
            return try DistributedServers(workers: 2)
        } catch {
            fatalError("the servers for the tests of a distributed warehouse cannot be made: \(error)")
        }
    }()

    /// Whether the server on this machine offers Citus.
    public static let isThere: Bool = {
        guard let shared = try? said(by: "--sharedir") else { return false }
        return FileManager.default.fileExists(atPath: "\(shared)/extension/citus.control")
    }()

    /// Why a test is skipped.
    public static let missing: Comment =
        "SKIPPED: this server offers no Citus, so nothing was shown of a distributed warehouse"

    private let home: String
    /// The coordinator's port, then the workers'.
    private let ports: [Int]
    private let account: User?
    private let programs: String

    /// - Parameter workers: how many servers there are besides the coordinator.
    public init(workers: Int) throws {
        home = "/tmp/laa-distributed-tests-\(getpid())-\(UUID().uuidString.prefix(8))"
        account = User.isRoot ? User.named("postgres") ?? User.named("nobody") : nil
        programs = try Self.said(by: "--bindir")
        ports = try Self.freePorts(workers + 1)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        if let account { chown(home, account.id, account.group) }
        Self.removeAtExit(home)
        try run(
            "\(programs)/initdb",
            [
                "--pgdata=\(data(0))", "--username=laa", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                "--no-sync",
            ])
        for number in ports.indices.dropFirst() { try run("/bin/cp", ["-r", data(0), data(number)]) }
        for number in ports.indices { try start(number) }
    }

    /// How many workers there are.
    public var workers: Int { ports.count - 1 }

    // MARK: - Databases

    /// The connection string of a new database, which every server has and whose coordinator knows its workers.
    public func database() throws -> String {
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        for number in ports.indices {
            try order("create database \(name)", of: number)
            try order("create extension citus", of: number, in: name)
        }
        try order("select citus_set_coordinator_host('localhost', \(ports[0]))", of: 0, in: name)
        for port in ports.dropFirst() { try order("select citus_add_node('localhost', \(port))", of: 0, in: name) }
        return conninfo(0, name)
    }

    /// The connection string of a new warehouse that is distributed, with areas and no extract.
    public func warehouse() throws -> String {
        let made = try madeOnce.made {
            let database = try self.database()
            let connection = try Fixture.connection(to: database)
            defer { connection.close() }
            try WarehouseSchema.update(connection)
            try Distribution.distribute(connection, parts: 4)
            let name = Fixture.name(of: database)
            for number in self.ports.indices {
                try self.order("alter database \(name) allow_connections false", of: number)
            }
            return String(name)
        }
        let name = "test_\(UUID().uuidString.lowercased().prefix(8))"
        for number in ports.indices {
            // Citus has a process of its own in every database that it is in.
            try order(
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '\(made)'", of: number)
            try order("create database \(name) template \(made)", of: number)
            try order(Template.rights(from: Substring(made), to: Substring(name)), of: number)
        }
        return conninfo(0, name)
    }

    /// The connection strings of two new warehouses with the same sample: on the coordinator alone, and distributed.
    public func sample(parts: Int) throws -> (undivided: String, distributed: String) {
        let databases = try (0..<2).map { _ in
            let database = try self.database()
            let connection = try Fixture.connection(to: database)
            defer { connection.close() }
            try WarehouseSchema.update(connection)
            _ = try Sample(offenders: 1).load(into: connection)
            return database
        }
        let connection = try Fixture.connection(to: databases[1])
        defer { connection.close() }
        try Distribution.distribute(connection, parts: parts)
        return (databases[0], databases[1])
    }

    private let madeOnce = MadeOnce()
    private let running = Running()

    /// The connection string of a worker's part of a database; workers are counted from 1.
    public func worker(_ number: Int, of database: String) -> String {
        conninfo(number, String(Fixture.name(of: database)))
    }

    // MARK: - Accidents

    /// Ends a worker's server at once, as a crash does.
    public func kill(worker number: Int) throws {
        let server = try #require(running.server(number))
        server.kill(SIGQUIT)
        try server.waitForEnd()
    }

    /// Starts a worker's server again.
    public func start(worker number: Int) throws { try start(number) }

    // MARK: - Servers

    private func data(_ number: Int) -> String { "\(home)/\(number)" }

    private func conninfo(_ number: Int, _ database: String) -> String {
        "host=\(home) port=\(ports[number]) dbname=\(database) user=laa"
    }

    private func start(_ number: Int) throws {
        let settings = [
            "port=\(ports[number])", "listen_addresses=localhost", "unix_socket_directories=\(home)",
            "shared_preload_libraries=citus", "max_connections=200", "max_prepared_transactions=200",
            "shared_buffers=64MB", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
            "jit=off",
            "citus.node_conninfo=sslmode=disable", "citus.enable_statistics_collection=off",
            // What a crash left prepared is ended by the program, and by nobody else.
            "citus.recover_2pc_interval=-1",
        ]
        let started = try begin("\(programs)/postgres", ["-D", data(number)] + settings.flatMap { ["-c", $0] })
        running.set(started, at: number)
        try eventually("a server that answers", of: started) {
            (try? Fixture.connection(to: conninfo(number, "postgres"))) != nil
        }
    }

    private func order(_ sql: String, of number: Int, in database: String = "postgres") throws {
        let connection = try Fixture.connection(to: conninfo(number, database))
        defer { connection.close() }
        try connection.execute(sql)
    }

    /// Runs a program to its end.
    private func run(_ program: String, _ arguments: [String]) throws {
        let started = try begin(program, arguments)
        guard try started.waitForEnd() == 0 else { throw WaitedInVain(description: started.output) }
    }

    /// Begins a program as the account that may run a server.
    private func begin(_ program: String, _ arguments: [String]) throws -> Started {
        let prefix =
            account.map { ["setpriv", "--reuid=\($0.id)", "--regid=\($0.group)", "--init-groups", "--"] } ?? []
        return try Started("/usr/bin/env", ["--chdir=/", "LC_ALL=C"] + prefix + [program] + arguments)
    }

    private static func said(by option: String) throws -> String {
        let started = try Started("/usr/bin/env", ["pg_config", option], streams: .outputAlone)
        guard try started.waitForEnd() == 0 else { throw WaitedInVain(description: "there is no pg_config") }
        return started.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Ports of this machine that nobody listens at.
    private static func freePorts(_ count: Int) throws -> [Int] {
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        return try (0..<count).map { _ in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            sockets.append(descriptor)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
                }
            }
            guard isBound else { throw WaitedInVain(description: "there is no free port") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    // MARK: - The end

    /// The servers end with the process that started them; their folders are removed then.
    private static func removeAtExit(_ home: String) {
        if homes.add(home) { atexit { DistributedServers.removeAll() } }
    }

    private static let homes = Homes()

    private static func removeAll() {
        for home in homes.all {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: home)) ?? [] {
                guard let file = try? String(contentsOfFile: "\(home)/\(entry)/postmaster.pid", encoding: .utf8),
                    let process = pid_t(file.prefix { $0.isNumber })
                else { continue }
                Glibc.kill(process, SIGQUIT)
                try? eventually("the end of a server", within: .seconds(10)) { !isAlive(process) }
            }
            try? FileManager.default.removeItem(atPath: home)
        }
    }
}

/// The folders to remove at the end.
private final class Homes: @unchecked Sendable {
    private let lock = NSLock()
    private var paths: [String] = []

    var all: [String] { lock.withLock { paths } }

    /// - Returns: whether it is the first.
    func add(_ path: String) -> Bool {
        lock.withLock {
            paths.append(path)
            return paths.count == 1
        }
    }
}

/// The servers that were started, by their numbers.
private final class Running: @unchecked Sendable {
    private let lock = NSLock()
    private var servers: [Int: Started] = [:]

    func server(_ number: Int) -> Started? { lock.withLock { servers[number] } }

    func set(_ server: Started, at number: Int) { lock.withLock { servers[number] = server } }
}

/// What the first who asks makes for all.
private final class MadeOnce: @unchecked Sendable {
    private let lock = NSLock()
    private var name: String?

    func made(_ make: () throws -> String) throws -> String {
        try lock.withLock {
            if let name { return name }
            let new = try make()
            name = new
            return new
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests of a distributed warehouse.
    public static var withCitus: Self { .enabled(if: DistributedServers.isThere, DistributedServers.missing) }
}
