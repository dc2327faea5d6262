import Glibc
import Platform
import Warehouse

/// An empty warehouse that lasts as long as this object: what a test puts into it is gone with it.
///
/// The server copies it from a template, a database with this program's schema and areas that it keeps, in a fraction of
/// the time that making one takes. The template is made at first use, and again where a migration, the areas or the
/// modules' rights have changed; nobody can connect to it. Both are of the private cluster, never of a server that
/// somebody has named: invented rows do not belong beside an agency's own.
///
/// ### Making and using it
/// ``init(in:interrupt:)``, ``target``
/// ### Ending it
/// ``close()``
public final class ScratchWarehouse {
    /// The warehouse.
    public let target: ConnectionTarget
    private let server: String
    private let name: String
    private var isOpen = true

    private static let templates = "laa_template_"
    private static let copies = "laa_scratch_"
    /// "laa" and "scra" in ASCII: processes that make the template take turns.
    private static let lockKey = 0x006C_6161_7363_7261

    /// Makes one.
    ///
    /// - Throws: `WarehouseError`, where the private cluster cannot be made, started or asked.
    public init(in cluster: PrivateCluster, interrupt: Interrupt = .shared) throws {
        server = try cluster.ensureRunning(interrupt: interrupt)
        let connection = try Connection.open(.conninfo(server), applicationName: "laa scratch", interrupt: interrupt)
        defer { connection.close() }
        let template = try Self.template(connection, server, interrupt)
        // The process, so that what a killed one left behind is known.
        name = Self.copies + "\(getpid())_\(UInt32.random(in: 0...UInt32.max))"
        try connection.execute("create database \(name) template \(template)")
        // Nothing in it need outlive the process, so no commit waits for the disk.
        target = .conninfo("\(server) dbname=\(name) options='-c synchronous_commit=off'")
        let own = try Connection.open(target, applicationName: "laa scratch", interrupt: interrupt)
        defer { own.close() }
        try WarehouseSchema.admitModules(to: own)
    }

    deinit { close() }

    /// Removes it, and ends the sessions that use it.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        // Also where the program is asked to stop.
        let interrupt = Interrupt()
        guard
            let connection = try? Connection.open(
                .conninfo(server), applicationName: "laa scratch", interrupt: interrupt)
        else { return }
        defer { connection.close() }
        Self.drop(name, connection)
    }

    /// The name of the template, which is made where it is not there.
    private static func template(
        _ connection: Connection, _ server: String, _ interrupt: Interrupt
    ) throws -> String {
        let name = templates + WarehouseSchema.fingerprint.prefix(16)
        if try names(beginning: name, connection).contains(name) { return name }
        try connection.holdingLock(lockKey) {
            if try !names(beginning: name, connection).contains(name) {
                try makeTemplate(name, connection, server, interrupt)
            }
        }
        return name
    }

    private static func makeTemplate(
        _ name: String, _ connection: Connection, _ server: String, _ interrupt: Interrupt
    ) throws {
        try dropLeftOvers(connection)
        // It gets its name once it is complete.
        let unfinished = templates + "unfinished"
        try connection.execute("create database \(unfinished)")
        let own = try Connection.open(
            .conninfo("\(server) dbname=\(unfinished)"), applicationName: "laa scratch", interrupt: interrupt)
        do {
            defer { own.close() }
            try WarehouseSchema.update(own)
        }
        try connection.execute("alter database \(unfinished) allow_connections false")
        try connection.execute("alter database \(unfinished) rename to \(name)")
    }

    /// Removes the templates of other versions, and the copies of processes that were killed.
    private static func dropLeftOvers(_ connection: Connection) throws {
        for template in try names(beginning: templates, connection) { drop(template, connection) }
        for copy in try names(beginning: copies, connection) {
            guard let process = copy.dropFirst(copies.count).split(separator: "_").first.flatMap({ pid_t($0) }),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            drop(copy, connection)
        }
    }

    private static func names(beginning: String, _ connection: Connection) throws -> [String] {
        try connection.query("select datname::text as name from pg_catalog.pg_database order by 1")
            .map { try $0.get("name", as: String.self) }
            .filter { $0.hasPrefix(beginning) }
    }

    private static func drop(_ database: String, _ connection: Connection) {
        _ = try? connection.execute("drop database if exists \(database) with (force)")
    }
}
