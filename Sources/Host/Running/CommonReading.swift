import ReportKit
import Warehouse

/// What the reports of one session need besides their own rows, read from the server when first needed.
///
/// All of a session's transactions see one snapshot, so that what was read in one holds in the next.
final class CommonReading {
    /// The rows last read for an indicator that is judged person by person, which another such indicator may share.
    let cohort = SharedCohort()
    private let connection: Connection
    private var changesOfAreas: [Day]?
    /// Directories by the first day on which each holds; nil for the one before every change.
    private var areas: [Day?: AreaDirectory] = [:]
    private var knownSources: [DataQuality.Source]?
    private var knownCoverage: ExtractCoverage?
    private var knownAccounts: RowAccounts?
    private var knownSizes: SnapshotSizes?
    /// The tables that queries read, by the queries' texts.
    var knownTables: [String: Set<String>] = [:]
    private var knownThresholds: QualityThresholds?

    /// - Parameter connection: must be inside a read-only transaction whenever something is read.
    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The areas as they were on a day.
    func areas(on day: Day) throws -> AreaDirectory {
        let changes = try changesOfAreas ?? AreaDirectory.changes(from: connection)
        changesOfAreas = changes
        let since = changes.last { $0 <= day }
        if let known = areas[since] { return known }
        let read = try AreaDirectory(on: day, from: connection)
        areas[since] = read
        return read
    }

    /// Every extract loaded.
    func sources() throws -> [DataQuality.Source] {
        try once(\.knownSources) { try DataQuality.Source.all(in: connection) }
    }

    /// For which areas and days the extracts are complete.
    func coverage() throws -> ExtractCoverage { try once(\.knownCoverage) { try ExtractCoverage(from: connection) } }

    /// How many rows of the extracts were read and rejected.
    func accounts() throws -> RowAccounts {
        try once(\.knownAccounts) { try RowAccounts(from: connection, coverage()) }
    }

    /// How many people each trust's snapshots have.
    func snapshotSizes() throws -> SnapshotSizes { try once(\.knownSizes) { try SnapshotSizes(from: connection) } }

    /// The thresholds set in this warehouse.
    func thresholds() throws -> QualityThresholds {
        try once(\.knownThresholds) { try QualityThresholds(from: connection) }
    }

    /// What is kept there, read when it is first asked for.
    private func once<Value>(
        _ known: ReferenceWritableKeyPath<CommonReading, Value?>, _ read: () throws -> Value
    ) throws -> Value {
        if let value = self[keyPath: known] { return value }
        let value = try read()
        self[keyPath: known] = value
        return value
    }
}
