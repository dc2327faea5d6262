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
/// Each has a session of its process that bears its name, so that what a killed process left behind is known, and
/// removed at the next start.
///
/// ### Making and using it
/// ``init(in:interrupt:)``, ``target``
/// ### Ending it
/// ``close()``
public final class ScratchWarehouse {
    /// The warehouse.
    public let target: ConnectionTarget
    private let name: String
    /// The session that bears its name. It ends with the process, however that ends.
    private let holder: Connection
    private var isOpen = true

    private static let templates = "laa_template_"
    private static let copies = "laa_scratch_"
    /// "laa" and "scra" in ASCII: processes that make the template take turns.
    private static let lockKey = 0x006C_6161_7363_7261

    /// Makes one, and removes those of processes that were killed.
    ///
    /// - Throws: `WarehouseError`, where the private cluster cannot be made, started or asked.
    public init(in cluster: PrivateCluster, interrupt: Interrupt = .shared) throws {
        let server = try cluster.ensureRunning(interrupt: interrupt)
        name = Self.copies + "\(getpid())_\(UInt32.random(in: 0...UInt32.max))"
        // Its own interrupt, so that it removes the database also where the program is asked to stop.
        holder = try Connection.open(.conninfo(server), applicationName: name, interrupt: Interrupt())
        // Nothing in it need outlive the process, so no commit waits for the disk.
        target = .conninfo("\(server) dbname=\(name) options='-c synchronous_commit=off'")
        try Self.dropLeftOvers(holder)
        let template = try Self.template(holder, server, interrupt)
        try interrupt.check()
        try holder.execute("create database \(name) template \(template)")
        let own = try Connection.open(target, applicationName: "laa scratch", interrupt: interrupt)
        defer { own.close() }
        try WarehouseSchema.admitModules(to: own)
    }

    deinit { close() }

    /// Removes it, and ends the sessions that use it.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        Self.drop(name, holder)
        holder.close()
    }

    /// The name of the template, which is made where it is not there.
    private static func template(
        _ holder: Connection, _ server: String, _ interrupt: Interrupt
    ) throws -> String {
        let name = templates + WarehouseSchema.fingerprint.prefix(16)
        if try names(beginning: name, holder).contains(name) { return name }
        let connection = try Connection.open(.conninfo(server), applicationName: "laa scratch", interrupt: interrupt)
        defer { connection.close() }
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
        // Those of other versions.
        for template in try names(beginning: templates, connection) { drop(template, connection) }
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

    /// Removes the copies of processes that were killed: nobody's session bears their name.
    private static func dropLeftOvers(_ connection: Connection) throws {
        let leftOver = try connection.query(
            """
            select d.datname::text as name from pg_catalog.pg_database d
            where starts_with(d.datname::text, $1)
            and not exists (select from pg_catalog.pg_stat_activity a where a.application_name = d.datname)
            """, [.text(copies)])
        for row in leftOver { drop(try row.get("name"), connection) }
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
