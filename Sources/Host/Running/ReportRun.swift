import Dispatch
import Foundation
import ReportKit
import Synchronization
import Warehouse

/// A run of modules over one snapshot of the warehouse, each in a process of its own.
public struct ReportRun {
    public var target: ConnectionTarget
    /// As given on the command line; the workers resolve it for themselves.
    public var database: String?
    /// Path of this program.
    public var program: String
    /// How long one module may take.
    public var timeLimit: Duration
    /// The most modules at a time.
    public var width = ProcessInfo.processInfo.activeProcessorCount

    public init(target: ConnectionTarget, database: String?, program: String, timeLimit: Duration) {
        self.target = target
        self.database = database
        self.program = program
        self.timeLimit = timeLimit
    }

    /// Runs the modules of those files.
    ///
    /// - Parameters:
    ///   - select: which areas and levels, given the areas as they stood on the last day asked about.
    ///   - ended: called as each module ends.
    /// - Returns: an outcome a file, in their order. A module that fails in whatever way costs only its own.
    public func run(
        _ files: [String], period: ReportPeriod, breakdown: Breakdown?,
        selecting select: (AreaDirectory) throws -> AreaSelection,
        ended: @escaping @Sendable (ModuleOutcome) -> Void = { _ in }
    ) throws -> [ModuleOutcome] {
        let connection = try Connection.open(target, applicationName: "laa")
        defer { connection.close() }
        try Migrator.current.checkCurrent(on: connection)
        return try connection.readOnlyTransaction {
            let selection = try select(try AreaDirectory(on: period.lastDay, from: connection))
            let snapshot = try connection.exportSnapshot()
            let workers = files.map { file in
                WorkerProcess(
                    program: program,
                    order: WorkOrder(
                        moduleFile: file, database: database, snapshot: snapshot,
                        request: ReportRequest(period: period, levels: selection.levels, breakdown: breakdown),
                        areas: selection.codes,
                        statementSeconds: timeLimit / .seconds(1)),
                    timeLimit: timeLimit)
            }
            return waiting { [pool = WorkerPool(width: width)] in await pool.run(workers, ended: ended) }
        }
    }

    /// Waits for asynchronous work, so that the snapshot stays open around it.
    private func waiting<Value: Sendable>(for work: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<Value?>(nil)
        let task = Task {
            let value = await work()
            answer.withLock { $0 = value }
            done.signal()
        }
        while done.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
            if Interrupt.shared.isRequested { task.cancel() }
        }
        guard let value = answer.withLock(\.self) else { preconditionFailure("signalled before its answer was there") }
        return value
    }
}
