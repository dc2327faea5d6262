import WarehouseSQL

extension Migrator {
    /// The migrations that this program is built with.
    public static let current = Migrator(
        migrations: WarehouseSQL.migrations.map { Migration(number: $0.number, name: $0.name, sql: $0.sql) })
}

/// Bringing a database to the state that this program needs: its migrations and its reference data.
public enum WarehouseSchema {
    /// Applies what is pending, then adds the areas that are missing.
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
        return applied
    }
}
