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
        try connection.transaction {
            try connection.execute(WarehouseSQL.referenceStaging, source: "staging.sql")
            for file in WarehouseSQL.referenceFiles {
                try connection.copyIn(file.table, csv: file.csv)
            }
            try connection.execute(WarehouseSQL.referenceAreas, source: "areas.sql")
        }
        try connection.transaction {
            // Two processes that grant the same rights at once would make the server fail one of them.
            _ = try connection.query("select pg_advisory_xact_lock($1)::text", [.integer(Migrator.lockKey)])
            try connection.execute(
                String(decoding: PackageResources.module_role_sql, as: UTF8.self), source: "module_role.sql")
            try connection.execute(
                String(decoding: PackageResources.portal_role_sql, as: UTF8.self), source: "portal_role.sql")
        }
        return applied
    }

    /// The names of prediction models whose horizon no extract has stated, so that nothing is judged by them.
    public static func modelsWithoutHorizon(on connection: Connection) throws -> [String] {
        try Script("models_without_horizon.sql", PackageResources.models_without_horizon_sql)
            .query(on: connection).map { try $0.get("model") }
    }
}
