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
        guard let line = readLine(), let order = try? JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8)) else {
            exit(64)
        }
        Thread.detachNewThread {
            while readLine() != nil {}
            _exit(75)
        }
        let answer: WorkAnswer
        do {
            answer =
                switch order {
                case .report(let order): .report(try report(order))
                case .describe(let files): .description(describe(files))
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

    private static func describe(_ files: [String]) -> Description {
        var description = Description(modules: [], problems: [])
        for file in files {
            do throws(ModuleProblem) {
                let loaded = try LoadedModule(file: file)
                description.modules.append(DescribedModule(file: file, indicator: loaded.indicator))
            } catch {
                description.problems.append(error)
            }
        }
        return description
    }

    private static func report(_ order: ReportOrder) throws -> Report {
        let loaded = try LoadedModule(file: order.moduleFile)
        let target = ConnectionTarget.resolve(
            database: order.database, environment: ProcessInfo.processInfo.environment)
        let connection = try Connection.open(target, applicationName: "laa \(loaded.indicator.id)")
        return try connection.readOnlyTransaction(
            snapshot: order.snapshot, statementTimeout: .seconds(order.statementSeconds)
        ) {
            if let vintage = order.asOfVintage {
                _ = try connection.query("select set_config('laa.as_of', $1, true)", [.text(String(vintage))])
            }
            let maker = ReportMaker(module: loaded.module, connection: connection)
            var request = order.request
            if order.skipsLevelsNotOffered { request.levels.removeAll { !loaded.indicator.offers($0) } }
            var report = try maker.report(request)
            if let vintage = order.asOfVintage {
                report.caveats.append(
                    "From the warehouse as it was after vintage \(vintage); later loads are not seen.")
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
            case ReportError.noData: .noData
            case ReportError.mixedModels: .badData
            case ReportError.notOffered, HostError.levelNotOffered, HostError.breakdownNotOffered: .notOffered
            case WarehouseError.cancelled: .cancelled
            // The host's snapshot is gone, and so is its server or its session.
            case WarehouseError.server(let error) where error.sqlState == "22023" && error.message.contains("snapshot"):
                .warehouse
            case WarehouseError.server, WarehouseError.statementTimeout: .module
            case is WarehouseError: .warehouse
            default: .module
            }
        // The others name their indicator themselves.
        let message = kind == .warehouse ? "\(moduleFile): \(error)" : "\(error)"
        self.init(kind: kind, module: moduleFile, message: message)
    }
}
