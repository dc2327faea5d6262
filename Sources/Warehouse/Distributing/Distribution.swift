import ReportKit

/// A warehouse whose rows about people are divided among several servers by Citus, an extension of PostgreSQL.
///
/// The session's server is the coordinator: it takes every query and has the other servers, the workers, answer their parts. What
/// each table's place is, ``TablePlacement`` says.
///
/// ### Finding out
/// ``Connection/isDistributed``
/// ### Distributing
/// ``distribute(_:parts:progress:)``
public enum Distribution {
    /// Into how many parts the people are divided, if nobody says: enough for a few servers more than one begins with.
    public static let usualParts = 32

    /// Divides the rows of a warehouse among the servers that its coordinator knows.
    ///
    /// Each table is moved by a transaction of its own. Where this ends early, the next call goes on with the tables that are
    /// left; until then nothing can be loaded or reported. Where the warehouse is distributed already, whatever a migration has
    /// added is, and the modules' role gets its rights on servers that are new.
    ///
    /// - Parameters:
    ///   - connection: of the owner of the warehouse, outside of a transaction.
    ///   - parts: into how many parts the people are divided, at least as many as there are or will be servers; it counts when
    ///     the first table is divided.
    ///   - progress: is told of each step, and how far that is, from 0 to 1.
    /// - Throws: ``WarehouseError/notDistributable(reasons:)`` where the server has no Citus or no workers, or an object of the
    ///   warehouse would lose what it guarantees; nothing is changed then.
    public static func distribute(
        _ connection: Connection, parts: Int = usualParts, progress: (String, Double) -> Void = { _, _ in }
    ) throws {
        try connection.holdingLock(Migrator.lockKey) {
            try prepare(connection)
            try settings.run(on: connection)
            let placed = try connection.placedTables()
            if placed.isEmpty {
                try connection.transaction { try rebuild.run(on: connection) }
            }
            try connection.transaction { try keep.run(on: connection) }
            let everywhere = TablePlacement.everywhere.filter { placed[$0] == nil }
            let byPerson = TablePlacement.byPerson.filter { placed[$0] == nil }
            let count = Double(everywhere.count + byPerson.count + 2)
            for (index, table) in (everywhere + byPerson).enumerated() {
                progress("warehouse.\(table)", Double(index) / count)
                if index < everywhere.count {
                    try Distribution.everywhere.query(on: connection, [.text(table)])
                } else {
                    try person.query(
                        on: connection, [.text(table), .text(table == TablePlacement.byPerson[0] ? "\(parts)" : nil)])
                }
            }
            progress("views and rights", (count - 2) / count)
            for table in everywhere + byPerson { try free.query(on: connection, [.text(table)]) }
            try connection.transaction { try views.run(on: connection) }
        }
        try WarehouseSchema.admitModules(to: connection)
        progress("statistics", 0.95)
        try connection.execute("analyze", source: "statistics")
        progress("done", 1)
    }

    /// Refuses a database that cannot be distributed.
    private static func prepare(_ connection: Connection) throws {
        let isThere: Bool = try hasCitus.query(on: connection)[0].get("is_there")
        guard try isThere || offered.query(on: connection)[0].get("is_offered") else {
            throw WarehouseError.notDistributable(reasons: [
                "its server offers no Citus, the extension that distributes a database"
            ])
        }
        guard isThere else {
            throw WarehouseError.notDistributable(reasons: [
                "the database does not have the extension citus: run 'create extension citus' in it, and in databases of the "
                    + "same name on each worker"
            ])
        }
        let nodes = try Distribution.nodes.query(on: connection)[0]
        var reasons: [String] = []
        if try nodes.get("workers", as: Int.self) == 0 {
            reasons.append("the coordinator knows no worker: run 'select citus_add_node(...)' for each")
        }
        if try !nodes.get("knows_coordinator", as: Bool.self) {
            reasons.append("the coordinator does not know itself: run 'select citus_set_coordinator_host(...)'")
        }
        if reasons.isEmpty {
            reasons = try check.query(on: connection, places).map { try $0.get("problem") }
        }
        guard reasons.isEmpty else { throw WarehouseError.notDistributable(reasons: reasons) }
    }

    private static let places = [TablePlacement.byPerson, TablePlacement.everywhere, TablePlacement.coordinator]
        .map(ParameterValue.texts)

    private static let check = Script("distribute_check.sql", PackageResources.distribute_check_sql)
    private static let everywhere = Script("distribute_everywhere.sql", PackageResources.distribute_everywhere_sql)
    private static let free = Script("distribute_free.sql", PackageResources.distribute_free_sql)
    private static let keep = Script("distribute_keep.sql", PackageResources.distribute_keep_sql)
    fileprivate static let nodes = Script("distribution_nodes.sql", PackageResources.distribution_nodes_sql)
    private static let person = Script("distribute_person.sql", PackageResources.distribute_person_sql)
    private static let rebuild = Script("distribute_rebuild.sql", PackageResources.distribute_rebuild_sql)
    private static let settings = Script("distribute_settings.sql", PackageResources.distribute_settings_sql)
    private static let views = Script("distribute_views.sql", PackageResources.distribute_views_sql)
    private static let rights = Script("distribute_rights.sql", PackageResources.distribute_rights_sql)
    private static let offered = Script("distribution_offered.sql", PackageResources.distribution_offered_sql)
    fileprivate static let hasCitus = Script("has_citus.sql", PackageResources.has_citus_sql)
    fileprivate static let parts = Script("tables_of_parts.sql", PackageResources.tables_of_parts_sql)
    fileprivate static let tables = Script("distribution.sql", PackageResources.distribution_sql)

    /// Gives the modules' role its rights on other servers, where there are any.
    static func admitModules(to connection: Connection) throws {
        guard try connection.hasDistributedTables else { return }
        try rights.run(on: connection)
    }
}

extension Connection {
    /// Whether the warehouse is distributed over several servers.
    ///
    /// - Throws: ``WarehouseError/distributionUnfinished(tables:)`` where only some of its tables are.
    public var isDistributed: Bool {
        get throws {
            let placed = try placedTables()
            guard !placed.isEmpty else { return false }
            let left = (TablePlacement.byPerson + TablePlacement.everywhere).filter { placed[$0] == nil }
            guard left.isEmpty else { throw WarehouseError.distributionUnfinished(tables: left) }
            return true
        }
    }

    /// Whether any of the warehouse's tables is.
    package var hasDistributedTables: Bool {
        get throws { try !placedTables().isEmpty }
    }

    /// The parts that tables on other servers have, which bear a number, with the tables' names; asked once a session.
    func tablesOfParts() throws -> [String: String] {
        if let known = knownParts { return known }
        var names: [String: String] = [:]
        if try Distribution.hasCitus.query(on: self)[0].get("is_there") {
            for row in try Distribution.parts.query(on: self) {
                names[try row.get("part")] = try row.get("name", as: String.self)
            }
        }
        knownParts = names
        return names
    }

    /// Whether reading has other servers' rows, as it was when the session first asked.
    package func readsSeveralServers() throws -> Bool {
        try !tablesOfParts().isEmpty
    }

    /// How many servers hold rows of distributed tables.
    var workers: Int {
        get throws { try Distribution.nodes.query(on: self)[0].get("workers") }
    }

    /// How each table that is not on this server alone is distributed; empty where there is no Citus.
    fileprivate func placedTables() throws -> [String: String] {
        guard try Distribution.hasCitus.query(on: self)[0].get("is_there") else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try Distribution.tables.query(on: self).map {
                (try $0.get("name"), try $0.get("method"))
            })
    }
}
