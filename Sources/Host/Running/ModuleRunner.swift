import Foundation
import Platform
import ReportKit
import Warehouse

/// How modules are run, in processes apart from this one: on which warehouse, which files, and within which limits.
///
/// What it asks of modules alone needs no warehouse; reports are made in a ``ReportSession``.
public struct ModuleRunner {
    public var target: ConnectionTarget
    /// Path of this program.
    public var program: String
    /// How long one module may take.
    public var timeLimit: Duration
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

    /// What a module asks of the warehouse; nothing is asked of it.
    public func query(of module: ModuleSubject) async throws -> ModuleQuery {
        let order = WorkOrder.query(try module.trusted(by: trust))
        let worker = WorkerProcess(program: program, order: order, timeLimit: timeLimit, memoryLimit: memoryLimit)
        switch await worker.query() {
        case .success(let query): return query
        case .failure(let failure): throw HostError.worker(failure)
        }
    }

    /// For each module, one entry per quarter: the day its data become complete and the extracts that it needs, or nil
    /// if the module does not cover that quarter. The warehouse is not asked.
    public func completion(of modules: [ModuleSubject], for quarters: [Quarter]) async throws -> [[ModuleCompletion?]] {
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

    /// The same, through a session that is open.
    func access(through connection: Connection) throws -> ModuleAccess {
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
}
