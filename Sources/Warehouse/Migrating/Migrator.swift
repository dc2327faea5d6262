import ReportKit

/// Brings a warehouse's schema up to date, one numbered file after another, each once.
///
/// Each migration is a transaction of its own together with its entry in `laa.migration`, so that it is applied and
/// recorded as a whole, or not at all. An advisory lock keeps two processes from migrating at once.
public struct Migrator: Sendable {
    /// In the order of their numbers.
    public let migrations: [Migration]

    /// "laa" and "migr" in ASCII; every process that migrates requests the same lock.
    static let lockKey = 0x006C_6161_6D69_6772

    /// - Precondition: no two migrations have the same number.
    public init(migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.number < $1.number }
        precondition(Set(migrations.map(\.number)).count == migrations.count, "two migrations with the same number")
    }

    /// The state of each migration, including those that this program does not know, in order of number.
    public func status(on connection: Connection) throws -> [MigrationStatus] {
        let applied = try applied(on: connection)
        let known = migrations.map { migration in
            guard let entry = applied[migration.number] else {
                return MigrationStatus(
                    number: migration.number, name: migration.name, state: .pending, appliedAt: nil,
                    checksum: migration.checksum)
            }
            let state: MigrationStatus.State = entry.checksum == migration.checksum ? .applied : .edited
            return MigrationStatus(
                number: migration.number, name: migration.name, state: state, appliedAt: entry.appliedAt,
                checksum: entry.checksum)
        }
        let knownNumbers = Set(migrations.map(\.number))
        let unknown = applied.values.filter { !knownNumbers.contains($0.number) }
        return (known + unknown).sorted { $0.number < $1.number }
    }

    /// Applies what is pending.
    ///
    /// - Returns: the migrations applied now, in order.
    /// - Throws: ``WarehouseError`` where an applied file was edited, the warehouse is newer, or a migration fails;
    ///   those before the failing one stay applied.
    @discardableResult
    public func apply(on connection: Connection) throws -> [Migration] {
        try connection.holdingLock(Self.lockKey) { try applyPending(on: connection) }
    }

    private func applyPending(on connection: Connection) throws -> [Migration] {
        _ = try connection.transaction {
            try connection.execute(
                String(decoding: PackageResources.migration_table_sql, as: UTF8.self), source: "migration_table.sql")
        }
        let status = try status(on: connection)
        try refuseUnexpected(status)
        let pending = Set(status.filter { $0.state == .pending }.map(\.number))
        let due = migrations.filter { pending.contains($0.number) }
        if let first = due.first, let later = status.last(where: { $0.state == .applied && $0.number > first.number }) {
            throw WarehouseError.migrationOutOfOrder(number: first.number, name: first.name, applied: later.number)
        }
        for migration in due {
            try connection.transaction {
                try connection.execute(migration.sql, source: migration.file)
                _ = try connection.query(
                    "insert into laa.migration (number, name, checksum) values ($1, $2, $3)",
                    [.integer(migration.number), .text(migration.name), .text(migration.checksum)])
            }
        }
        return due
    }

    /// Checks that the warehouse has all of this program's migrations and no others.
    ///
    /// - Throws: ``WarehouseError/schemaMissing``, ``WarehouseError/schemaOlder(found:needed:)``,
    ///   ``WarehouseError/schemaNewer(found:known:)`` or ``WarehouseError/migrationEdited(number:name:)``.
    public func checkCurrent(on connection: Connection) throws {
        let status = try status(on: connection)
        let applied = status.filter { $0.state != .pending }.map(\.number)
        guard let found = applied.last else {
            if migrations.isEmpty { return }
            throw WarehouseError.schemaMissing
        }
        try refuseUnexpected(status)
        if let needed = status.last(where: { $0.state == .pending }) {
            throw WarehouseError.schemaOlder(found: found, needed: needed.number)
        }
    }

    private func refuseUnexpected(_ status: [MigrationStatus]) throws {
        if let newer = status.last(where: { $0.state == .unknown }) {
            throw WarehouseError.schemaNewer(found: newer.number, known: migrations.last?.number ?? 0)
        }
        if let edited = status.first(where: { $0.state == .edited }) {
            throw WarehouseError.migrationEdited(number: edited.number, name: edited.name)
        }
    }

    /// The warehouse's migrations by number, each in state `unknown`, as if this program knew none of them.
    private func applied(on connection: Connection) throws -> [Int: MigrationStatus] {
        let exists: Bool = try connection.query("select to_regclass('laa.migration') is not null")[0].get(0)
        guard exists else { return [:] }
        let rows = try connection.query(String(decoding: PackageResources.applied_sql, as: UTF8.self))
        let entries = try rows.map { row in
            MigrationStatus(
                number: try row.get("number"), name: try row.get("name"), state: .unknown,
                appliedAt: try row.get("applied_at"), checksum: try row.get("checksum"))
        }
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.number, $0) })
    }
}
