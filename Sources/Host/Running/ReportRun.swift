import Foundation
import Platform
import ReportKit
import Warehouse

/// A run of modules over one snapshot of the warehouse, in processes apart from this one.
public struct ReportRun {
    public var target: ConnectionTarget
    /// Path of this program.
    public var program: String
    /// How long one module may take.
    public var timeLimit: Duration
    /// Whether predictions of several models may stand in one cohort.
    public var allowsMixedModels = false
    /// The model applied here whose predictions indicators are to be judged against; nil for those loaded.
    public var model: ModelChoice?
    /// Bytes of memory that one module may take.
    public var memoryLimit = WorkerProcess.defaultMemoryLimit
    /// Which files may be run.
    public var trust: ModuleTrust
    /// The most modules at a time; each has a session of the server's.
    public var width = min(ProcessInfo.processInfo.activeProcessorCount, 32)
    /// Called where modules run with more rights than they should.
    public var warn: @Sendable (String) -> Void = { _ in }

    public init(target: ConnectionTarget, program: String, timeLimit: Duration) {
        self.target = target
        self.program = program
        self.timeLimit = timeLimit
        trust = ModuleTrust(
            environment: ProcessInfo.processInfo.environment, programFolder: Path.folder(of: program))
    }

    /// A module to be run.
    public struct Subject: Sendable {
        public let file: String
        /// The indicator's identifier; nil where the file has not been asked yet.
        public let id: String?
        /// The sheet to report under, where it is another indicator's.
        public let indicator: Indicator?
        /// The bytes to be run although nobody has trusted them yet, since the user names the file to have it checked.
        let checked: ModuleFile?

        public init(file: String, id: String? = nil, indicator: Indicator? = nil) {
            self.file = file
            self.id = id ?? indicator?.id
            self.indicator = indicator
            checked = nil
        }

        init(checked: ModuleFile) {
            file = checked.path
            id = nil
            indicator = nil
            self.checked = checked
        }

        /// A file that its user names to have it checked, whether it is trusted or not.
        public init(asItIs file: String) throws(ModuleProblem) {
            self.init(checked: try ModuleFile(asItIs: file))
        }

        func trusted(by trust: ModuleTrust) throws(ModuleProblem) -> ModuleFile {
            if let checked { return checked }
            return try trust.file(at: file)
        }
    }

    /// Runs modules.
    ///
    /// - Parameters:
    ///   - earlier: earlier periods to report the areas asked for in as well; one that has no report is left out.
    ///   - followed: of which modules, by the reports just made and the areas asked for, the earlier periods are wanted
    ///     too.
    ///   - asOf: an earlier state of the warehouse to report from; nil for the latest.
    ///   - agreed: called with everything agreed by any area, where that is wanted too.
    ///   - select: which areas and levels, given the areas as they stood on the last day asked about.
    ///   - ended: called as each module ends.
    /// - Returns: an outcome a module, in their order. A module that fails in whatever way costs only its own.
    /// - Throws: ``ModuleProblem/untrusted(file:)`` for a file that ``ModuleFolders/candidates()`` would not give.
    public func run(
        _ modules: [Subject], period: ReportPeriod, breakdown: Breakdown?, earlier: [ReportPeriod] = [],
        followed: @escaping @Sendable (Subject, Report, [Area]) -> Bool = { _, _, _ in true }, asOf: AsOf? = nil,
        agreed: (([Agreement]) -> Void)? = nil, selecting select: (AreaDirectory) throws -> AreaSelection,
        ended: @escaping @Sendable (ModuleOutcome) -> Void = { _ in }
    ) async throws -> [ModuleOutcome] {
        let connection = try Connection.open(target, applicationName: "laa")
        // Ends the transaction too, which changed nothing.
        defer { connection.close() }
        let access = try access(through: connection)
        try connection.execute("begin isolation level repeatable read, read only")
        let directory = try AreaDirectory(on: period.lastDay, from: connection)
        let selection = try select(directory)
        let vintage = try asOf?.vintage(in: connection)
        if let agreed { agreed(try Agreement.all(in: directory, asOf: vintage, from: connection)) }
        let model = try model?.model(in: connection)
        let snapshot = try connection.exportSnapshot()
        let session = ReportSession(
            modules: [], access: access, snapshot: snapshot, asOfVintage: vintage,
            hidesLater: try vintage.map { !(try AsOf.isLast($0, in: connection)) } ?? false,
            statementSeconds: timeLimit / .seconds(1))
        func order(
            _ module: Subject, _ file: ModuleFile, _ period: ReportPeriod, levels: [AreaLevel], areas: Set<String>?,
            skips: Bool, wantsCalibration: Bool = false
        ) -> ReportOrder {
            ReportOrder(
                module: file, id: module.id, indicator: module.indicator,
                request: ReportRequest(
                    period: period, levels: levels, breakdown: breakdown, allowsMixedModels: allowsMixedModels,
                    model: model, wantsCalibration: wantsCalibration),
                skipsLevelsNotOffered: skips, areas: areas)
        }
        let plans = try modules.map { module in
            let file = try module.trusted(by: trust)
            let (past, asked) = (selection.history, selection.asked)
            return PlannedReport(
                order: order(
                    module, file, period, levels: selection.levels, areas: selection.codes, skips: selection.isReturn,
                    wantsCalibration: selection.isReturn),
                earlier: earlier.map { order(module, file, $0, levels: past.levels, areas: past.codes, skips: true) },
                isFollowed: { followed(module, $0, asked) })
        }
        let pool = WorkerPool(
            width: width, program: program, timeLimit: timeLimit, memoryLimit: memoryLimit, session: session)
        let outcomes = await uninterrupted { await pool.run(plans, ended: ended) }
        try Interrupt.shared.check()
        return outcomes
    }

    /// What a module asks of the warehouse; nothing is asked of it.
    public func query(of module: Subject) async throws -> ModuleQuery {
        let order = WorkOrder.query(try module.trusted(by: trust))
        let worker = WorkerProcess(program: program, order: order, timeLimit: timeLimit, memoryLimit: memoryLimit)
        switch await worker.query() {
        case .success(let query): return query
        case .failure(let failure): throw HostError.worker(failure)
        }
    }

    /// From which day the data of each module are complete, a list a module; nil for a quarter that it has not. The
    /// warehouse is not asked.
    public func completion(of modules: [Subject], for quarters: [Quarter]) async throws -> [[ModuleCompletion?]] {
        let files = try modules.map { module in try module.trusted(by: trust) }
        // Nothing is counted, so that only a module that hangs takes as long.
        let worker = WorkerProcess(
            program: program, order: .completion(files, quarters), timeLimit: .seconds(60), memoryLimit: memoryLimit)
        switch await worker.completion() {
        case .success(let answers): return answers
        case .failure(let failure): throw HostError.worker(failure)
        }
    }

    /// How modules get at the warehouse, which must be of this program's schema.
    func access() throws -> ModuleAccess {
        let connection = try Connection.open(target, applicationName: "laa")
        defer { connection.close() }
        return try access(through: connection)
    }

    private func access(through connection: Connection) throws -> ModuleAccess {
        try Migrator.current.checkCurrent(on: connection)
        // Its own string and not the target's: a worker whose server is gone must not start another one.
        let access = try ModuleAccess(of: connection, environment: ProcessInfo.processInfo.environment)
        if let warning = access.warning { warn(warning) }
        return access
    }

    /// The latest quarters that have rows, latest first.
    func latestQuarters(_ count: Int) throws -> [Quarter] {
        let connection = try Connection.open(target, applicationName: "laa")
        defer { connection.close() }
        return Array(
            try connection.readOnlyTransaction { try QualityCheck.coveredQuarters(connection) }.suffix(count).reversed()
        )
    }

    /// Does the work, and cancels it where the process is asked to stop.
    private func uninterrupted<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Task { await work() }
        let watch = Task {
            while !Interrupt.shared.isRequested { try await Task.sleep(for: .milliseconds(50)) }
            task.cancel()
        }
        defer { watch.cancel() }
        return await task.value
    }
}
