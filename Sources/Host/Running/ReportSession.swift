import Platform
import ReportKit
import Warehouse

/// One state of the warehouse, from which any number of reports are made, in processes apart from this one: as it was after its
/// last published vintage, or an earlier one.
///
/// ```swift
/// let session = try ReportSession(opening: runner, on: quarter.lastDay)
/// let selection = try AreaSelection(named: ["Lancashire"], level: .localAuthority, in: session.areas)
/// let outcomes = try await session.run([module.subject], selection, period: .quarter(quarter))
/// ```
///
/// ### Opening
/// ``init(opening:on:basis:)``, ``close()``
/// ### What it holds
/// ``areas``, ``areas(on:)``, ``agreements``, ``vintage``, ``model``, ``caseloadSimilarity(on:)``
/// ### Reporting
/// ``run(_:_:period:breakdown:history:progress:)``, ``run(_:_:period:breakdown:history:beside:)``, ``run(_:)``,
/// ``grounds(on:)``
public final class ReportSession {
    /// The areas as they stood on the session's day.
    public let areas: AreaDirectory
    /// Everything that these areas agreed, for any indicator and time.
    public let agreements: [Agreement]
    /// The last vintage that is seen; nil for all.
    public let vintage: Int?
    /// Where an earlier state is seen, the last day on which people were erased whom it had; nil where nobody was.
    public let erasedOn: Day?
    /// The model whose predictions indicators are judged against; nil for those loaded with the caseload.
    public let model: PredictionModel?

    private let runner: ModuleRunner
    /// Whether verdicts allow for the uncertainty of the model's predictions.
    public let allowsForPrediction: Bool
    private let allowsMixedModels: Bool
    /// Inside the transaction whose snapshot all reports are made from.
    let connection: Connection
    /// What the worker processes are told.
    private let workers: WorkerSession
    /// Which modules may be run on a distributed warehouse; nil where all may.
    private let compared: ComparedModules?
    /// What has no vintage, as it was when the session was opened, where several servers are read; else nil.
    private let unversioned: UnversionedState?

    /// Opens the warehouse, and holds its state.
    ///
    /// - Parameters:
    ///   - day: the last day of the requested period; the areas are those of that day.
    ///   - basis: which state of the warehouse, and whose predictions.
    /// - Throws: ``HostError/nothingLoaded(asOf:)``, ``HostError/unknownModel(name:known:)``, or what keeps the
    ///   warehouse from being read.
    public init(opening runner: ModuleRunner, on day: Day, basis: ReportBasis = ReportBasis()) throws {
        self.runner = runner
        allowsForPrediction = basis.allowsForPrediction
        allowsMixedModels = basis.allowsMixedModels
        let connection = try Connection.open(runner.target, applicationName: "laa")
        self.connection = connection
        let access = try runner.access(through: connection)
        let unpublished = try connection.publishPendingVintages()
        if let unpublished { runner.warn(Self.warning(of: unpublished)) }
        compared = runner.runsUncompared ? nil : try ComparedModules(on: connection)
        // Before the transaction: none that began earlier is seen by it alone.
        unversioned = try connection.readsSeveralServers() ? UnversionedState(of: connection) : nil
        try connection.execute("begin isolation level repeatable read, read only")
        areas = try AreaDirectory(on: day, from: connection)
        vintage = try basis.asOf?.vintage(in: connection)
        let seen = String(try vintage ?? AsOf.published(in: connection))
        try connection.set(.asOf, to: seen)
        agreements = try Agreement.all(in: areas, from: connection)
        model = try basis.model?.model(in: connection)
        workers = WorkerSession(
            modules: [], access: access, snapshot: try connection.exportSnapshot(), asOfVintage: vintage, seen: seen,
            lacking: vintage == nil ? unpublished.map(Self.caveat) : nil,
            statementSeconds: runner.timeLimit / .seconds(1))
        erasedOn = try vintage.flatMap {
            try AsOf.isLast($0, in: connection) ? nil : try AsOf.erased(after: $0, in: connection)
        }
    }

    /// For whoever runs the program: that reports lack these vintages.
    private static func warning(of vintages: ClosedRange<Int>) -> String {
        "reports do not have \(vintages.asVintages) yet: loaded, but not published. The load that is under way publishes what is "
            + "missing, or the next 'laa load' or 'laa warehouse migrate'."
    }

    /// The same, for whoever reads the report.
    private static func caveat(of vintages: ClosedRange<Int>) -> String {
        "Without \(vintages.asVintages): loaded, but not published yet."
    }

    /// Reads the session's state of the warehouse, with the vintages that modules see.
    func reading<R>(_ body: (Connection) throws -> R) throws -> R {
        let connection = try Connection.open(runner.target, applicationName: "laa")
        defer { connection.close() }
        return try connection.readOnlyTransaction(snapshot: workers.snapshot, settings: [.asOf: workers.seen]) {
            try body(connection)
        }
    }

    /// The last published vintage, where the state after it is the one seen; nil where an earlier one is.
    var published: Int? { vintage == nil ? Int(workers.seen) : nil }

    /// Writes to the warehouse as it is by now.
    func writing(_ body: (Connection) throws -> Void) throws {
        let connection = try Connection.open(runner.target, applicationName: "laa")
        defer { connection.close() }
        try body(connection)
    }

    /// The areas as they stood on another day.
    public func areas(on day: Day) throws -> AreaDirectory { try AreaDirectory(on: day, from: connection) }

    /// Which areas of some earlier days are of the same ground as those of ``areas``.
    public func grounds(on days: some Sequence<Day>) throws -> [Day: SameGround] {
        let common = CommonReading(connection)
        return try Dictionary(
            Set(days).map { ($0, SameGround(of: areas, in: try common.areas(on: $0))) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Ends the transaction, which changed nothing, so that nobody waits for it; no more reports can be made.
    public func close() {
        connection.close()
    }

    /// Makes reports.
    ///
    /// - Parameters:
    ///   - selection: the areas and levels, chosen among ``areas``.
    ///   - history: earlier periods for which to report the requested areas too.
    ///   - progress: called as each module ends.
    /// - Returns: one outcome per module, in the order given. A failing module affects only its own outcome.
    /// - Throws: ``HostError/worker(_:)`` where the warehouse becomes unavailable, `WarehouseError.cancelled` where the
    ///   program is asked to stop, ``HostError/changedMeanwhile``, and ``ModuleProblem/untrusted(file:)`` for a file that
    ///   ``ModuleFolders/candidates()`` would not give.
    public func run(
        _ modules: [ModuleSubject], _ selection: AreaSelection, period: ReportPeriod, breakdown: Breakdown? = nil,
        history: ReportHistory = .none, progress: @escaping @Sendable (ModuleOutcome) -> Void = { _ in }
    ) async throws -> [ModuleOutcome] {
        try await run(try modules.map { try plan($0, selection, period, breakdown, history) }, progress)
    }

    /// Makes reports, and those that must be weighed beside them.
    ///
    /// - Parameters:
    ///   - selection: the areas and levels, chosen among ``areas``.
    ///   - history: earlier periods for which to report the requested areas too.
    ///   - companions: what is weighed beside the reports.
    ///   - progress: called as each of the requested modules ends.
    /// - Returns: one outcome per module, in the order given, and the reports to be weighed beside theirs.
    /// - Throws: as ``run(_:_:period:breakdown:history:progress:)``, and ``HostError/companion(_:of:)`` where a module
    ///   failed beside which others must be weighed.
    public func run(
        _ modules: [ModuleSubject], _ selection: AreaSelection, period: ReportPeriod, breakdown: Breakdown? = nil,
        history: ReportHistory = .none, beside companions: Companions,
        progress: @escaping @Sendable (ModuleOutcome) -> Void = { _ in }
    ) async throws -> (outcomes: [ModuleOutcome], beside: [Report]) {
        let own = try modules.map { try plan($0, selection, period, breakdown, history) }
        let others = try companions.runs.map { run in
            try plan(
                run.module.subject, selection.offered(by: run.module.indicator), run.period, companions.breakdown,
                run.period == period ? history : .none)
        }
        let companion = Set(companions.runs.map(\.module.indicator.id))
        let outcomes = try await run(own + others) { outcome in
            if !(outcome.id.map(companion.contains) ?? false) { progress(outcome) }
        }
        return (
            Array(outcomes.prefix(own.count)), try companions.reports(Array(outcomes.dropFirst(own.count)))
        )
    }

    /// One report to be made among several that have little in common.
    public struct Wanted: Sendable {
        let module: ModuleSubject
        let selection: AreaSelection
        let period: ReportPeriod
        let breakdown: Breakdown?

        public init(
            _ module: ModuleSubject, _ selection: AreaSelection, period: ReportPeriod, breakdown: Breakdown? = nil
        ) {
            self.module = module
            self.selection = selection
            self.period = period
            self.breakdown = breakdown
        }
    }

    /// Makes reports on any areas and periods, with as few processes as if all were on the same.
    ///
    /// - Returns: one outcome for each, in the order given.
    /// - Throws: as ``run(_:_:period:breakdown:history:progress:)``.
    public func run(_ wanted: [Wanted]) async throws -> [ModuleOutcome] {
        try await run(wanted.map { try plan($0.module, $0.selection, $0.period, $0.breakdown, .none) }) { _ in }
    }

    private func run(
        _ plans: [PlannedReport], _ progress: @escaping @Sendable (ModuleOutcome) -> Void
    ) async throws -> [ModuleOutcome] {
        let pool = WorkerPool(
            width: runner.width, program: runner.program, timeLimit: runner.timeLimit,
            memoryLimit: runner.memoryLimit, session: workers)
        let admitted = plans.filter { $0.refusal == nil }
        var made = await Self.uninterrupted { await pool.run(admitted, ended: progress) }[...]
        let outcomes = plans.compactMap { plan -> ModuleOutcome? in
            guard let refusal = plan.refusal else { return made.popFirst() }
            let outcome = ModuleOutcome(plan.order, .failure(refusal))
            progress(outcome)
            return outcome
        }
        try Interrupt.shared.check()
        for failure in outcomes.flatMap(\.failures) {
            switch failure.kind {
            case .cancelled: throw WarehouseError.cancelled
            case .warehouse: throw HostError.worker(failure)
            default: continue
            }
        }
        try checkUnchanged()
        return outcomes
    }

    /// Where several servers were read, refuses reports that may lie on both sides of a change.
    private func checkUnchanged() throws {
        guard let unversioned else { return }
        let connection = try Connection.open(runner.target, applicationName: "laa")
        defer { connection.close() }
        guard try UnversionedState(of: connection) == unversioned else { throw HostError.changedMeanwhile }
    }

    /// The reports requested from a module's worker.
    private func plan(
        _ module: ModuleSubject, _ selection: AreaSelection, _ period: ReportPeriod, _ breakdown: Breakdown?,
        _ history: ReportHistory
    ) throws(ModuleProblem) -> PlannedReport {
        let file = try module.trusted(by: runner.trust)
        func order(
            _ period: ReportPeriod, levels: [AreaLevel], areas: Set<String>?, skips: Bool, wantsCalibration: Bool
        ) -> ReportOrder {
            ReportOrder(
                module: file, settings: module.settings, id: module.id, indicator: module.indicator,
                family: module.family,
                request: ReportRequest(
                    period: period, levels: levels, breakdown: breakdown, allowsMixedModels: allowsMixedModels,
                    model: model, allowsForPrediction: allowsForPrediction && model != nil,
                    wantsCalibration: wantsCalibration),
                skipsLevelsNotOffered: skips, areas: areas)
        }
        let past = selection.history
        return PlannedReport(
            order: order(
                period, levels: selection.levels, areas: selection.codes, skips: selection.skipsLevelsNotOffered,
                wantsCalibration: selection.isReturn),
            earlier: history.periods.map {
                order($0, levels: past.levels, areas: past.codes, skips: true, wantsCalibration: false)
            },
            refusal: compared?.refusal(of: file), isFollowed: { history.shouldFollow(module, $0) })
    }

    /// Does the work, and cancels it where the process is asked to stop.
    private static func uninterrupted<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Task { await work() }
        let watch = Task {
            while !Interrupt.shared.isRequested { try await Task.sleep(for: .milliseconds(50)) }
            task.cancel()
        }
        defer { watch.cancel() }
        return await task.value
    }
}
