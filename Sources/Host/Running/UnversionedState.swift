import Warehouse

/// What reports are made from and no vintage says: areas, and what was done to rows of every vintage.
///
/// On one server all sessions of a report share a snapshot. Several servers have none in common: there a report stands only where
/// this is the same before and after it.
struct UnversionedState: Equatable {
    private let areas: String
    private let migration: Int?
    private let erasure: Int?
    private let pruning: Int?
    private let prediction: Int?

    init(of connection: Connection) throws {
        areas = try Self.areas.query(on: connection)[0].get("state")
        let last = try Self.changes.query(on: connection)[0]
        migration = try last.get("migration")
        erasure = try last.get("erasure")
        pruning = try last.get("pruning")
        prediction = try last.get("prediction")
    }

    private static let areas = Script("areas_state.sql", PackageResources.areas_state_sql)
    private static let changes = Script("changes_without_vintage.sql", PackageResources.changes_without_vintage_sql)
}
