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
    /// The model applied here whose predictions indicators are to be judged against; nil for those loaded.
    public var model: ModelChoice?
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
    ///   - asOf: an earlier state of the warehouse to report from; nil for the latest.
    ///   - select: which areas and levels, given the areas as they stood on the last day asked about.
    ///   - ended: called as each module ends.
    /// - Returns: an outcome a file, in their order. A module that fails in whatever way costs only its own.
    public func run(
        _ files: [String], period: ReportPeriod, breakdown: Breakdown?, asOf: AsOf? = nil,
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
        let model = try model?.model(in: connection)
        let snapshot = try connection.exportSnapshot()
        let workers = files.map { file in
            WorkerProcess(
                program: program,
                order: .report(
                    ReportOrder(
                        moduleFile: file, database: conninfo, snapshot: snapshot,
                        request: ReportRequest(
                            period: period, levels: selection.levels, breakdown: breakdown,
                            allowsMixedModels: allowsMixedModels, model: model),
                        asOfVintage: vintage,
                        skipsLevelsNotOffered: selection.isReturn, areas: selection.codes,
                        statementSeconds: timeLimit / .seconds(1))),
                timeLimit: timeLimit)
        }
        let outcomes = await uninterrupted { [pool = WorkerPool(width: width)] in
            await pool.run(workers, ended: ended)
        }
        try Interrupt.shared.check()
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
