import Crypto
import Platform
import WarehouseSQL

extension Migrator {
    /// The migrations that this program is built with.
    public static let current = Migrator(
        migrations: WarehouseSQL.migrations.map { Migration(number: $0.number, name: $0.name, sql: $0.sql) })
}

/// Bringing a database to the state that this program needs: its migrations, its reference data, the roles of modules and of the portal.
public enum WarehouseSchema {
    /// Applies what is pending, then adds the areas that are missing, and gives the roles of modules and of the portal their rights.
    ///
    /// - Returns: the migrations that were applied.
    @discardableResult
    public static func update(_ connection: Connection) throws -> [Migration] {
        let applied = try Migrator.current.apply(on: connection)
        // A migration may have made tables and views that other servers do not have.
        if !applied.isEmpty, try connection.hasDistributedTables { try Distribution.distribute(connection) }
        try connection.transaction {
            try connection.execute(WarehouseSQL.referenceStaging, source: "staging.sql")
            for file in WarehouseSQL.referenceFiles {
                try connection.copyIn(file.table, csv: file.csv)
            }
            try connection.execute(WarehouseSQL.referenceAreas, source: "areas.sql")
        }
        try connection.publishPendingVintages()
        try admitModules(to: connection)
        return applied
    }

    /// Gives the modules' role its rights in the database of a session. What they are in a database goes with the
    /// database when the server copies it; who may connect to it does not.
    package static func admitModules(to connection: Connection) throws {
        try connection.transaction {
            // Two processes that grant the same rights at once would make the server fail one of them.
            _ = try connection.query("select pg_advisory_xact_lock($1)::text", [.integer(Migrator.lockKey)])
            try connection.execute(moduleRole, source: "module_role.sql")
            try connection.execute(portalRole, source: "portal_role.sql")
            try Distribution.admitModules(to: connection)
        }
    }

    private static let moduleRole = String(decoding: PackageResources.module_role_sql, as: UTF8.self)
    private static let portalRole = String(decoding: PackageResources.portal_role_sql, as: UTF8.self)

    /// SHA-256, in hexadecimal, of everything that an empty warehouse is made from: it is another one where any
    /// migration, reference file or right of a role differs.
    package static let fingerprint: String = {
        var hash = SHA256()
        for text in Migrator.current.migrations.map(\.sql) + [
            WarehouseSQL.referenceStaging, WarehouseSQL.referenceAreas,
        ] {
            hash.update(data: Array(text.utf8))
        }
        for file in WarehouseSQL.referenceFiles { hash.update(data: file.csv) }
        for text in [moduleRole, portalRole] { hash.update(data: Array(text.utf8)) }
        return Hexadecimal.text(hash.finalize())
    }()

    /// The names of prediction models whose horizon no extract has stated, so that nothing is judged by them.
    public static func modelsWithoutHorizon(on connection: Connection) throws -> [String] {
        try Script("models_without_horizon.sql", PackageResources.models_without_horizon_sql)
            .query(on: connection).map { try $0.get("model") }
    }
}
