import Foundation
import ReportKit
import Warehouse

/// A run of modules over one snapshot of the warehouse, each in a process of its own.
public struct ReportRun {
    public var target: ConnectionTarget
    /// Path of this program.
    public var program: String
    /// How long one module may take.
    public var timeLimit: Duration
    /// Whether predictions of several models may stand in one cohort.
    public var allowsMixedModels = false
    /// The most modules at a time.
    public var width = ProcessInfo.processInfo.activeProcessorCount

    public init(target: ConnectionTarget, program: String, timeLimit: Duration) {
        self.target = target
        self.program = program
        self.timeLimit = timeLimit
    }

    /// Runs the modules of those files.
    ///
    /// - Parameters:
    ///   - earlier: earlier periods to report the areas asked for in as well; one that has no report is left out.
    ///   - asOf: an earlier state of the warehouse to report from; nil for the latest.
    ///   - select: which areas and levels, given the areas as they stood on the last day asked about.
    ///   - ended: called as each module ends.
    /// - Returns: an outcome a file, in their order. A module that fails in whatever way costs only its own.
    public func run(
        _ files: [String], period: ReportPeriod, breakdown: Breakdown?, earlier: [ReportPeriod] = [], asOf: AsOf? = nil,
        selecting select: (AreaDirectory) throws -> AreaSelection,
        ended: @escaping @Sendable (ModuleOutcome) -> Void = { _ in }
    ) async throws -> [ModuleOutcome] {
        let connection = try Connection.open(target, applicationName: "laa")
        // A worker whose server is gone must not start another one.
        let conninfo: String? = if case .environment = target { nil } else { try target.conninfo() }
        // Ends the transaction too, which changed nothing.
        defer { connection.close() }
        try Migrator.current.checkCurrent(on: connection)
        try connection.execute("begin isolation level repeatable read, read only")
        let selection = try select(try AreaDirectory(on: period.lastDay, from: connection))
        let vintage = try asOf?.vintage(in: connection)
        let snapshot = try connection.exportSnapshot()
        func worker(
            _ file: String, _ period: ReportPeriod, levels: [AreaLevel], areas: Set<String>?, skips: Bool
        ) -> WorkerProcess {
            WorkerProcess(
                program: program,
                order: .report(
                    ReportOrder(
                        moduleFile: file, database: conninfo, snapshot: snapshot,
                        request: ReportRequest(
                            period: period, levels: levels, breakdown: breakdown,
                            allowsMixedModels: allowsMixedModels),
                        asOfVintage: vintage, skipsLevelsNotOffered: skips, areas: areas,
                        statementSeconds: timeLimit / .seconds(1))),
                timeLimit: timeLimit)
        }
        let workers = files.map {
            worker($0, period, levels: selection.levels, areas: selection.codes, skips: selection.isReturn)
        }
        var outcomes = await uninterrupted { [pool = WorkerPool(width: width)] in
            await pool.run(workers, ended: ended)
        }
        try Interrupt.shared.check()
        // A module that failed at what was asked is not asked for more.
        let history = outcomes.indices.filter { (try? outcomes[$0].result.get()) != nil }.flatMap { index in
            earlier.map {
                let levels = selection.history.levels
                return (index, worker(files[index], $0, levels: levels, areas: selection.history.codes, skips: true))
            }
        }
        let past = await uninterrupted { [pool = WorkerPool(width: width)] in
            await pool.run(history.map(\.1), ended: { _ in })
        }
        try Interrupt.shared.check()
        for ((index, _), outcome) in zip(history, past) {
            if case .success(let report) = outcome.result { outcomes[index].earlier.append(report) }
        }
        return outcomes
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
