import ReportKit
import Warehouse

/// A declared module whose query is tried for the checks, in the worker's own read-only transaction.
///
/// What the checks share is found out once: the rows without a breakdown and with each, the view that the rows come from,
/// and the days of it that the query counts.
final class ModuleTrial {
    let module: DeclaredModule
    let wording: ModuleWording
    let period: ReportPeriod
    /// The areas on the period's last day.
    let areas: AreaDirectory
    let inspection: QueryInspection
    let connection: Connection
    private var runs: [Run: Result<TrialRows, any Error>] = [:]
    private var knownSource: DrivingView??
    private var knownContent: DrivingView.Content??
    private var knownTables: [Breakdown?: Set<String>] = [:]
    /// The codes of the columns read, once they are known.
    var knownCodes: [String: Set<String>]?

    /// One way to run the query.
    private struct Run: Hashable {
        var breakdown: Breakdown?
        var snapshots: [Day]?
        var quarter: Quarter?
        var sql: String?
    }

    /// - Parameter connection: inside a read-only transaction.
    init(
        _ module: DeclaredModule, period: ReportPeriod, areas: AreaDirectory, inspection: QueryInspection,
        on connection: Connection
    ) {
        self.module = module
        wording = ModuleWording(module)
        self.period = period
        self.areas = areas
        self.inspection = inspection
        self.connection = connection
    }

    var family: Family { module.indicator.family }

    /// The days counted.
    func days() throws -> Period { try module.header.counts.days(of: period, indicator: module.indicator.id) }

    /// The snapshots counted; none where the module counts events.
    func snapshots() throws -> [Day] { module.header.counts.snapshots(of: try days()) }

    /// The rows of the whole period, without a breakdown; nil where the query fails, which ``FailingRuns`` reports.
    func rows() throws -> TrialRows? { try? run().get() }

    /// Runs the query.
    ///
    /// - Parameters:
    ///   - snapshots: the snapshots to count; the period's own where nil.
    ///   - quarter: a quarter to count in place of the period.
    ///   - sql: another text in place of the module's, for the same columns.
    /// - Throws: what ends the check itself, such as a lost connection.
    func run(
        by breakdown: Breakdown? = nil, snapshots: [Day]? = nil, in quarter: Quarter? = nil, sql: String? = nil
    ) throws -> Result<TrialRows, any Error> {
        let run = Run(breakdown: breakdown, snapshots: snapshots, quarter: quarter, sql: sql)
        if let known = runs[run] { return known }
        let query = try query(run)
        let answer = try attempt { () throws -> TrialRows in
            var rows = TrialRows(of: self.family)
            try SnapshotWarehouse(self.connection).stream(query, columns: TrialRows.columns(of: self.family)) {
                rows.add($0)
            }
            return rows
        }
        runs[run] = answer
        return answer
    }

    /// The warehouse's tables that the query reads, without a breakdown and with each that it offers.
    func tables() throws -> Set<String> {
        let breakdowns = family == .supplied ? [] : module.indicator.breakdowns
        return try breakdowns.reduce(into: inspection.tables) { all, breakdown in
            let known = try knownTables[breakdown] ?? readTables(by: breakdown)
            knownTables[breakdown] = known
            all.formUnion(known)
        }
    }

    private func readTables(by breakdown: Breakdown) throws -> Set<String> {
        let query = try query(Run(breakdown: breakdown))
        return (try? attempt { try SnapshotWarehouse(self.connection).tables(readBy: query) }.get()) ?? []
    }

    private func query(_ run: Run) throws -> Query {
        var values = try module.values(
            for: run.quarter.map(ReportPeriod.quarter) ?? period, breakdown: run.breakdown, areas: areas.ids)
        if let snapshots = run.snapshots { values["snapshots"] = .days(snapshots) }
        let sql = run.sql ?? module.sql
        let used = Set(NamedParameters(sql).names)
        return Query(file: module.file, sql: sql, parameters: values.filter { used.contains($0.key) })
    }

    /// Does what may fail on the server, which then undoes no more than that.
    func attempt<Value>(_ body: () throws -> Value) throws -> Result<Value, any Error> {
        try connection.execute("savepoint trial")
        do {
            let value = try body()
            try connection.execute("release savepoint trial")
            return .success(value)
        } catch WarehouseError.cancelled {
            throw WarehouseError.cancelled
        } catch WarehouseError.connectionLost(let reason) {
            throw WarehouseError.connectionLost(reason: reason)
        } catch {
            try connection.execute("rollback to savepoint trial")
            try connection.execute("release savepoint trial")
            return .failure(error)
        }
    }

    /// The view that the rows come from; nil where the query does not say so by a column or a day.
    func source() throws -> DrivingView? {
        if let known = knownSource { return known }
        let found = try DrivingView(of: self)
        knownSource = .some(found)
        return found
    }

    /// What that view holds for the days counted; nil where there is no such view, or it cannot be counted.
    func content() throws -> DrivingView.Content? {
        if let known = knownContent { return known }
        let found = try source()?.content(in: self)
        knownContent = .some(found)
        return found
    }
}
