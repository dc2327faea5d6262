import Foundation
import Glibc
import Platform
import ReportKit
import Synchronization
import Warehouse

/// The worker's side of a worker process: reads an order and writes its answer, or, for reports, one after another.
public enum Worker {
    /// The hidden subcommand by which the program runs itself as a worker.
    public static let subcommand = "__worker"

    /// Serves the host and ends the process.
    ///
    /// Standard input carries the order on one line, then perhaps others, and stays open for as long as the host lives:
    /// once it ends, so does the worker. Standard output carries the answers, one per line; whatever a module prints
    /// goes to standard error.
    public static func serve() -> Never {
        let answers = Answers()
        guard CommandLine.arguments.count == 3, let memory = Int(CommandLine.arguments[2]), let line = readLine(),
            let order = try? JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8))
        else { exit(64) }
        let answer: WorkAnswer
        do {
            answer =
                switch order {
                case .reports(let session): serve(session, memory: memory, to: answers)
                case .query(let file): .query(try query(file, memory: memory))
                case .describe(let files): .description(try describe(files, memory: memory))
                case .completion(let files, let quarters):
                    .completion(try completion(files, quarters, memory: memory))
                case .check(let order): .checked(try check(order, memory: memory))
                }
        } catch {
            answer = .failure(WorkerFailure(error, moduleFile: order.subject))
        }
        answers.send(answer)
        // This also ends whatever a module left running.
        _exit(0)
    }

    private static func describe(_ files: [ModuleFile], memory: Int) throws -> Description {
        let read = ReadModules(files)
        try confine(files, memory: memory)
        return read.description(sideBySide: false)
    }

    private static func check(_ order: CheckOrder, memory: Int) throws -> [DeclaredProblem] {
        let connection = try order.access.open(applicationName: "laa modules check")
        let bytes = try ModuleBytes(of: order.module)
        try confine([order.module], memory: memory)
        let declared = DeclaredFile(file: order.module.path, content: Data(bytes.contents))
        guard let header = declared.header, let text = declared.text else { return declared.problems }
        return try QueryCheck.problems(
            of: DeclaredModule(file: order.module.path, header: header, text: text), on: connection,
            timeout: .seconds(order.statementSeconds), trying: order.quarters)
    }

    /// Gives up what no module needs, and then makes sure that the process ends when its host does.
    ///
    /// - Parameter line: called, on a thread of its own, with each further line that the host sends.
    private static func confine(
        _ files: [ModuleFile], memory: Int, line: @escaping @Sendable (String) -> Void = { _ in }
    ) throws(Confinement.Failure) {
        let program = CommandLine.arguments[0]
        let folders = Set(files.map { Path.folder(of: $0.path) })
        try Confinement(memory: memory, readable: folders.sorted() + [Path.folder(of: program)]).apply()
        // A thread inherits the confinement of the thread that starts it.
        Thread.detachNewThread {
            while let next = readLine() { line(next) }
            _exit(75)
        }
    }

    /// A module's query, for an arbitrary quarter; its text does not depend on the quarter.
    private static func query(_ file: ModuleFile, memory: Int) throws -> ModuleQuery {
        let bytes = try ModuleBytes(of: file)
        try confine([file], memory: memory)
        let module = try LoadedModule(file: file.path, bytes: bytes).module
        let period = ReportPeriod.quarter(Quarter(containing: Day(number: 14_600)))
        let query = try module.query(for: period, breakdown: nil)
        return ModuleQuery(
            file: query.file, sql: (module as? DeclaredModule)?.query ?? query.sql,
            extracts: (try? module.coverage(of: period).needs.map(\.kind)) ?? [])
    }

    /// For each module, when its data for each quarter become complete; nil for a quarter that it does not cover.
    private static func completion(
        _ modules: [ReportOrder.Module], _ quarters: [Quarter], memory: Int
    ) throws -> [[ModuleCompletion?]] {
        let bytes = try modules.map { module throws(ModuleProblem) in try ModuleBytes(of: module.file) }
        try confine(modules.map(\.file), memory: memory)
        return try zip(modules, bytes).map { named, bytes in
            let module = try LoadedModule(file: named.file.path, bytes: bytes, settings: named.settings).module
            return quarters.map { quarter in
                (try? module.coverage(of: .quarter(quarter))).map { coverage in
                    ModuleCompletion(completeOn: coverage.completeOn, extracts: coverage.needs.map(\.kind))
                }
            }
        }
    }

    /// Makes one report after another, all in one session, until the host ends.
    private static func serve(_ session: WorkerSession, memory: Int, to answers: Answers) -> Never {
        let orders = Orders()
        let maker = Result { try ReportServer(session) }
        do {
            try confine(session.modules, memory: memory) { orders.add($0) }
        } catch {
            answers.send(.failure(WorkerFailure(error, moduleFile: session.modules[0].path)))
            _exit(0)
        }
        while true {
            guard let order = try? JSONDecoder().decode(ReportOrder.self, from: Data(orders.next().utf8)) else {
                _exit(64)
            }
            do {
                answers.send(.report(try maker.get().report(order)))
            } catch {
                answers.send(.failure(WorkerFailure(error, moduleFile: order.module.path)))
            }
        }
    }
}

/// The lines that the host has sent and that have not been read yet.
private final class Orders: Sendable {
    private let lines = Mutex<[String]>([])
    private let count = DispatchSemaphore(value: 0)

    func add(_ line: String) {
        lines.withLock { $0.append(line) }
        count.signal()
    }

    /// Waits for the next line.
    func next() -> String {
        count.wait()
        return lines.withLock { $0.removeFirst() }
    }
}

/// The channel that carries answers to the host.
private struct Answers {
    private let descriptor: Int32

    /// Takes over standard output, and sends what modules print there to standard error.
    init() {
        descriptor = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
    }

    /// Writes an answer on a line; ends the process where that cannot be done.
    func send(_ answer: WorkAnswer) {
        guard let data = try? JSONEncoder().encode(answer) else { _exit(70) }
        var rest = (data + [UInt8(ascii: "\n")])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { _exit(70) }
            rest = rest.dropFirst(count)
        }
    }
}

extension WorkerFailure {
    init(_ error: any Error, moduleFile: String) {
        let kind: Kind =
            switch error {
            case ReportError.notComplete: .notComplete
            case ReportError.noData, ReportError.noPredictions, ReportError.noUncertainty: .noData
            case ReportError.notHeld: .notHeld
            case ReportError.mixedModels: .badData
            case ReportError.notOffered, HostError.levelNotOffered, HostError.breakdownNotOffered: .notOffered
            case WarehouseError.cancelled: .cancelled
            case let problem as ModuleProblem where problem.isOfTrust: .notTrusted
            // The host's snapshot is gone, and so is its server or its session.
            case WarehouseError.server(let error) where error.sqlState == "22023" && error.message.contains("snapshot"):
                .warehouse
            case let error as WarehouseError where error.isOfStoppedServer: .warehouse
            case WarehouseError.server, WarehouseError.statementTimeout, WarehouseError.refusedQuery: .module
            case is WarehouseError: .warehouse
            default: .module
            }
        // The other messages name their indicator themselves.
        let message = kind == .warehouse ? "\(moduleFile): \(error)" : "\(error)"
        self.init(kind: kind, module: moduleFile, message: message)
    }
}
