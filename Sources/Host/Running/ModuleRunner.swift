import Foundation
import Platform
import ReportKit
import Warehouse

/// How modules are run, in processes apart from this one: on which warehouse, which files, and within which limits.
///
/// Questions to the modules themselves need no warehouse; reports are made in a ``ReportSession``.
public struct ModuleRunner {
    public var target: ConnectionTarget
    /// Path of this program.
    public var program: String
    /// The time limit of one module.
    public var timeLimit: Duration
    /// The memory limit of one module, in bytes.
    public var memoryLimit = WorkerProcess.defaultMemoryLimit
    /// Which files may be run.
    public var trust: ModuleTrust
    /// The maximum number of modules that run at a time; each has its own database session.
    public var width = min(ProcessInfo.processInfo.activeProcessorCount, 32)
    /// Whether modules are run on a distributed warehouse although their figures there were not compared: in order to do so.
    public var runsUncompared = false
    /// Called where modules run with more rights than they should.
    public var warn: @Sendable (String) -> Void = { _ in }

    public init(target: ConnectionTarget, program: String, timeLimit: Duration) {
        self.target = target
        self.program = program
        self.timeLimit = timeLimit
        trust = ModuleTrust(
            environment: ProcessInfo.processInfo.environment, programFolder: Path.folder(of: program))
    }

    /// The query that a module sends to the warehouse. It is not run.
    public func query(of module: ModuleSubject) async throws -> ModuleQuery {
        let order = WorkOrder.query(try module.trusted(by: trust))
        let worker = WorkerProcess(program: program, order: order, timeLimit: timeLimit, memoryLimit: memoryLimit)
        switch await worker.query() {
        case .success(let query): return query
        case .failure(let failure): throw HostError.worker(failure)
        }
    }

    /// For each module, one entry per quarter: the day its data become complete and the extracts that it needs, or nil
    /// if the module does not cover that quarter. The warehouse is not used.
    public func completion(of modules: [ModuleSubject], for quarters: [Quarter]) async throws -> [[ModuleCompletion?]] {
        let files = try modules.map { module in
            ReportOrder.Module(file: try module.trusted(by: trust), settings: module.settings)
        }
        // Nothing is counted, so only a module that hangs can take this long.
        let worker = WorkerProcess(
            program: program, order: .completion(files, quarters), timeLimit: .seconds(60), memoryLimit: memoryLimit)
        switch await worker.completion() {
        case .success(let answers): return answers
        case .failure(let failure): throw HostError.worker(failure)
        }
    }

    /// How modules access the warehouse, whose schema must be this program's.
    func access() throws -> ModuleAccess {
        let connection = try Connection.open(target, applicationName: "laa")
        defer { connection.close() }
        return try access(through: connection)
    }

    /// The same, through an open session.
    func access(through connection: Connection) throws -> ModuleAccess {
        try Migrator.current.checkCurrent(on: connection)
        // Workers get this connection string, not the target: one whose server is gone must not start another.
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
