import CConfinement
import Foundation
import ReportKit
import Subprocess

/// A worker process: this program again, ended by the host's end whatever happens.
struct WorkerProcess {
    /// Path of this program.
    var program: String
    var order: WorkOrder
    var timeLimit: Duration
    /// Bytes of memory that the module may take.
    var memoryLimit = WorkerProcess.defaultMemoryLimit

    static let defaultMemoryLimit = 1 << 30

    /// How many bytes of the beginning and of the end of what a module prints are kept, for the message of its failure.
    private static let keptOutput = 1000

    /// The reports that the worker gives, one an order; nil where it ended before it could.
    func reports(_ count: Int) async -> [Result<Report, WorkerFailure>]? {
        guard case .success(.reports(let answers)) = await run(), answers.count == count else { return nil }
        return answers.map(report)
    }

    /// The report that the worker gives.
    func report() async -> Result<Report, WorkerFailure> {
        await run().flatMap(report)
    }

    private func report(_ answer: WorkAnswer) -> Result<Report, WorkerFailure> {
        switch answer {
        case .report(let report): .success(report)
        case .failure(let failure): .failure(failure)
        default: .failure(unexpected)
        }
    }

    /// The query that the worker tells.
    func query() async -> Result<ModuleQuery, WorkerFailure> {
        await run().flatMap { answer in
            guard case .query(let query) = answer else { return .failure(unexpected) }
            return .success(query)
        }
    }

    /// What the modules say of each quarter.
    func completion() async -> Result<[[ModuleCompletion?]], WorkerFailure> {
        await run().flatMap { answer in
            guard case .completion(let completion) = answer else { return .failure(unexpected) }
            return .success(completion)
        }
    }

    /// The description that the worker gives.
    func description() async -> Result<Description, WorkerFailure> {
        await run().flatMap { answer in
            guard case .description(let description) = answer else { return .failure(unexpected) }
            return .success(description)
        }
    }

    /// What the server finds wrong with a declared module.
    func problems() async -> Result<[DeclaredProblem], WorkerFailure> {
        await run().flatMap { answer in
            guard case .checked(let problems) = answer else { return .failure(unexpected) }
            return .success(problems)
        }
    }

    private var unexpected: WorkerFailure {
        WorkerFailure(
            kind: .module, module: order.subject, message: "\(order.subject): gave an answer to another question")
    }

    /// Runs the worker to its end, or to its time limit.
    private func run() async -> Result<WorkAnswer, WorkerFailure> {
        let module = order.subject
        do {
            let line = try JSONEncoder().encode(order) + [UInt8(ascii: "\n")]
            var options = PlatformOptions()
            // A group of its own, so that whatever a module starts can be ended with it.
            options.processGroupID = 0
            options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
            let ended = try await Subprocess.run(
                .path(.init(program)), arguments: [Worker.subcommand, String(memoryLimit)],
                environment: .custom(WorkerProcess.environment), platformOptions: options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                let alarm = Task {
                    try await Task.sleep(for: timeLimit)
                    try? execution.send(signal: .kill, toProcessGroup: true)
                    return true
                }
                async let printed = WorkerProcess.gist(of: execution.standardError)
                // A worker that died before it read its order is told apart below, by its end.
                _ = try? await execution.standardInputWriter.write([UInt8](line))
                var answer: [UInt8] = []
                for try await buffer in execution.standardOutput { answer += buffer.withUnsafeBytes { Array($0) } }
                let said = try await printed
                alarm.cancel()
                let timedOut = (try? await alarm.value) ?? false
                return Ended(answer: answer, printed: said, timedOut: timedOut)
            }
            return outcome(ended.takeClosureResult(), ended.terminationStatus)
        } catch is CancellationError {
            return .failure(WorkerFailure(kind: .cancelled, module: module, message: "cancelled."))
        } catch {
            return .failure(
                WorkerFailure(kind: .module, module: module, message: "\(module): cannot start a worker: \(error)"))
        }
    }

    private struct Ended: Sendable {
        let answer: [UInt8]
        let printed: String
        let timedOut: Bool
    }

    private func outcome(_ ended: Ended, _ status: TerminationStatus) -> Result<WorkAnswer, WorkerFailure> {
        if ended.timedOut {
            return failure("ran longer than its \(timeLimit) and was ended. Allow more with --time-limit", ended)
        }
        switch status {
        case .exited(0):
            switch try? JSONDecoder().decode(WorkAnswer.self, from: Data(ended.answer)) {
            case .failure(let failure): return .failure(failure)
            case let answer?: return .success(answer)
            case nil: return failure("gave an answer that cannot be read", ended)
            }
        case .exited(LAA_OUT_OF_MEMORY):
            let limit = "\(memoryLimit >> 20) MB"
            return failure(
                "needed more than its \(limit) of memory and was ended. Allow more with --memory-limit", ended)
        case .exited(let code):
            return failure("ended its process with exit code \(code)", ended)
        case .signaled(let signal):
            return failure("crashed or was killed (signal \(signal), \(WorkerProcess.name(of: signal)))", ended)
        }
    }

    private func failure(_ what: String, _ ended: Ended) -> Result<WorkAnswer, WorkerFailure> {
        let said = ended.printed.isEmpty ? "" : "\nIt printed: \(ended.printed)"
        return .failure(
            WorkerFailure(
                kind: .module, module: order.subject, message: "\(order.subject): the module \(what).\(said)"))
    }

    /// What a worker has of this process's environment: nothing that may hold a secret, and nothing that leads libpq,
    /// which is told all it needs.
    private static var environment: [Environment.Key: String] {
        let kept = ["PATH", "HOME", "TZ", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "KRB5_CONFIG", "KRB5CCNAME"]
        let own = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) || $0.key.hasPrefix("LC_") }
        let all = own.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        return Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    }

    private static func name(of signal: Int32) -> String {
        String(cString: strsignal(signal))
    }

    /// What a stream says in a few lines, the first and the last, read to its end.
    private static func gist(of stream: SubprocessOutputSequence) async throws -> String {
        var (beginning, end): ([UInt8], [UInt8]) = ([], [])
        for try await buffer in stream {
            let bytes = buffer.withUnsafeBytes { Array($0) }
            if beginning.count < keptOutput { beginning += bytes.prefix(keptOutput - beginning.count) }
            end = (end + bytes).suffix(keptOutput)
        }
        let first = lines(beginning).prefix(2)
        let last = lines(end).suffix(1).filter { !first.contains($0) }
        return (first + last).joined(separator: "\n")
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }
}
