import Foundation
import Glibc
import ReportKit
import Warehouse

/// The far side of a worker process: reads one order, makes one report, writes one answer.
public enum Worker {
    /// The hidden subcommand by which the program runs itself as a worker.
    public static let subcommand = "__worker"

    /// Serves one order and ends the process.
    ///
    /// Standard input carries the order on one line and then stays open for as long as the host lives: once it ends,
    /// so does the worker. Standard output carries the answer; whatever a module prints goes to standard error.
    public static func serve() -> Never {
        let answers = dup(STDOUT_FILENO)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        guard CommandLine.arguments.count == 3, let memory = Int(CommandLine.arguments[2]), let line = readLine(),
            let order = try? JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8))
        else { exit(64) }
        let answer: WorkAnswer
        do {
            answer =
                switch order {
                case .report(let order): try reports([order], memory: memory)[0]
                case .reports(let orders): .reports(try reports(orders, memory: memory))
                case .query(let file): .query(try query(file, memory: memory))
                case .describe(let files): .description(try describe(files, memory: memory))
                case .completion(let files, let quarters):
                    .completion(try completion(files, quarters, memory: memory))
                case .check(let order): .checked(try check(order, memory: memory))
                }
        } catch {
            answer = .failure(WorkerFailure(error, moduleFile: order.subject))
        }
        guard let data = try? JSONEncoder().encode(answer) else { _exit(70) }
        var rest = data[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(answers, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { _exit(70) }
            rest = rest.dropFirst(count)
        }
        // Whatever a module left running ends here too.
        _exit(0)
    }

    private static func describe(_ files: [ModuleFile], memory: Int) throws -> Description {
        var description = Description(modules: [], problems: [])
        var sound: [(file: ModuleFile, bytes: ModuleBytes)] = []
        for file in files {
            do throws(ModuleProblem) { sound.append((file, try ModuleBytes(of: file))) } catch {
                description.problems.append(error)
            }
        }
        try confine(files, memory: memory)
        for (file, bytes) in sound {
            do throws(ModuleProblem) {
                if ModuleFolders.isDeclared(file.path) {
                    let declared = DeclaredFile(file: file.path, content: Data(bytes.contents))
                    if let sameAs = SameAs(declared) {
                        description.sameAs.append(sameAs)
                    } else {
                        description.modules.append(DescribedModule(try declared.module()))
                    }
                } else {
                    let loaded = try LoadedModule(file: file.path, bytes: bytes)
                    description.modules.append(DescribedModule(compiled: loaded))
                }
            } catch {
                description.problems.append(error)
            }
        }
        return description
    }

    private static func check(_ order: CheckOrder, memory: Int) throws -> [DeclaredProblem] {
        let connection = try order.access.open(applicationName: "laa modules check")
        let bytes = try ModuleBytes(of: order.module)
        try confine([order.module], memory: memory)
        let declared = DeclaredFile(file: order.module.path, content: Data(bytes.contents))
        guard let header = declared.header, let text = declared.text else { return declared.problems }
        return try QueryCheck.problems(
            of: DeclaredModule(file: order.module.path, header: header, text: text), on: connection,
            timeout: .seconds(order.statementSeconds))
    }

    /// Gives up what no module needs, and then sees that the process ends with its host.
    private static func confine(_ files: [ModuleFile], memory: Int) throws(Confinement.Failure) {
        let program = CommandLine.arguments[0]
        let folders = Set(files.map { ModuleFile.folder(of: $0.path) })
        try Confinement(memory: memory, readable: folders.sorted() + [ModuleFile.folder(of: program)]).apply()
        // A thread is confined as the one is that starts it.
        Thread.detachNewThread {
            while readLine() != nil {}
            _exit(75)
        }
    }

    /// What a module asks for in a quarter like any other; the text does not depend on it.
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

    /// What each module says of each quarter; nil of one that it has not.
    private static func completion(
        _ files: [ModuleFile], _ quarters: [Quarter], memory: Int
    ) throws -> [[ModuleCompletion?]] {
        let bytes = try files.map { file throws(ModuleProblem) in try ModuleBytes(of: file) }
        try confine(files, memory: memory)
        return try zip(files, bytes).map { file, bytes in
            let module = try LoadedModule(file: file.path, bytes: bytes).module
            return quarters.map { quarter in
                (try? module.coverage(of: .quarter(quarter))).map { coverage in
                    ModuleCompletion(completeOn: coverage.completeOn, extracts: coverage.needs.map(\.kind))
                }
            }
        }
    }

    /// An answer an order, all in one session.
    private static func reports(_ orders: [ReportOrder], memory: Int) throws -> [WorkAnswer] {
        guard let first = orders.first else { return [] }
        // Before anything of a module runs, so that no more than an open session is left for it to find.
        let connection = try first.access.open(applicationName: "laa \(first.moduleName)")
        let bytes = orders.map { order in
            Result { () throws(ModuleProblem) in try ModuleBytes(of: order.module) }
        }
        try confine(orders.map(\.module), memory: memory)
        return zip(orders, bytes).map { order, bytes in
            do {
                return .report(try report(order, try bytes.get(), connection))
            } catch {
                return .failure(WorkerFailure(error, moduleFile: order.module.path))
            }
        }
    }

    private static func report(_ order: ReportOrder, _ bytes: ModuleBytes, _ connection: Connection) throws -> Report {
        let loaded = try LoadedModule(file: order.module.path, bytes: bytes).renamed(order.indicator)
        return try connection.readOnlyTransaction(
            snapshot: order.snapshot, statementTimeout: .seconds(order.statementSeconds)
        ) {
            if let vintage = order.asOfVintage {
                _ = try connection.query("select set_config('laa.as_of', $1, true)", [.text(String(vintage))])
            }
            let maker = ReportMaker(module: loaded.module, connection: connection)
            var request = order.request
            if order.skipsLevelsNotOffered {
                request.levels.removeAll { !loaded.indicator.offers($0) }
                if !loaded.module.takesModel { request.model = nil }
            }
            var report = try maker.report(request)
            if let vintage = order.asOfVintage {
                report.caveats.append(
                    "From the warehouse as it was after vintage \(vintage); later loads are not seen."
                        + (request.model == nil ? "" : " Predictions made here are the latest: they have no vintage."))
            }
            if let areas = order.areas {
                report.others = report.findings.filter { !areas.contains($0.area.code) }
                    .compactMap(\.comparator).unnamed()
                report.findings.removeAll { !areas.contains($0.area.code) }
            }
            return report
        }
    }
}

extension WorkerFailure {
    init(_ error: any Error, moduleFile: String) {
        let kind: Kind =
            switch error {
            case ReportError.notComplete: .notComplete
            case ReportError.noData, ReportError.noPredictions: .noData
            case ReportError.notHeld: .notHeld
            case ReportError.mixedModels: .badData
            case ReportError.notOffered, HostError.levelNotOffered, HostError.breakdownNotOffered: .notOffered
            case WarehouseError.cancelled: .cancelled
            case let problem as ModuleProblem where problem.isOfTrust: .notTrusted
            // The host's snapshot is gone, and so is its server or its session.
            case WarehouseError.server(let error) where error.sqlState == "22023" && error.message.contains("snapshot"):
                .warehouse
            case WarehouseError.server, WarehouseError.statementTimeout, WarehouseError.refusedQuery: .module
            case is WarehouseError: .warehouse
            default: .module
            }
        // The others name their indicator themselves.
        let message = kind == .warehouse ? "\(moduleFile): \(error)" : "\(error)"
        self.init(kind: kind, module: moduleFile, message: message)
    }
}
