import CConfinement
import Foundation
import ReportKit
import Subprocess
import Text

/// A worker: another process that runs this program, and that always ends when its host does.
struct WorkerProcess {
    /// Path of this program.
    var program: String
    var order: WorkOrder
    /// How long each answer may take.
    var timeLimit: Duration
    /// Bytes of memory that the module may use.
    var memoryLimit = WorkerProcess.defaultMemoryLimit
    /// Time beyond the limit that the worker is given, where the server is expected to end what takes too long.
    var grace = Duration.zero

    static let defaultMemoryLimit = 1 << 30

    /// How many bytes of what a module prints are kept for a failure message, from the beginning and from the end each.
    private static let keptOutput = 1000

    /// An order that the worker ended without answering.
    struct Unanswered {
        let item: ReportQueue.Item
        let failure: WorkerFailure
        /// Whether the order itself is to blame, since it reached the time limit.
        let timedOut: Bool
    }

    /// Requests reports, one after another, until there are no more orders or the worker ends.
    ///
    /// - Parameters:
    ///   - next: the next order; nil where there are no more.
    ///   - answered: called with each order's report.
    /// - Returns: nil where every order has an answer.
    func reports(
        next: () -> ReportQueue.Item?,
        answered: (ReportQueue.Item, Result<Report, WorkerFailure>) -> Void
    ) async -> Unanswered? {
        var open: ReportQueue.Item?
        let ended = await run { ask in
            while let item = next() {
                open = item
                guard let answer = try await ask(try JSONEncoder().encode(item.order)) else { return }
                answered(item, report(answer))
                open = nil
            }
        }
        return open.map { item in
            let file = item.order.module.path
            switch ended {
            case .success(let ended):
                return Unanswered(item: item, failure: failure(of: ended, file), timedOut: ended.timedOut)
            case .failure(let failure):
                return Unanswered(item: item, failure: failure, timedOut: false)
            }
        }
    }

    private func report(_ answer: WorkAnswer) -> Result<Report, WorkerFailure> {
        switch answer {
        case .report(let report): .success(report)
        case .failure(let failure): .failure(failure)
        default: .failure(unexpected)
        }
    }

    /// The module's query, as the worker reports it.
    func query() async -> Result<ModuleQuery, WorkerFailure> {
        await run().flatMap { answer in
            guard case .query(let query) = answer else { return .failure(unexpected) }
            return .success(query)
        }
    }

    /// When the modules' data for each quarter become complete.
    func completion() async -> Result<[[ModuleCompletion?]], WorkerFailure> {
        await run().flatMap { answer in
            guard case .completion(let completion) = answer else { return .failure(unexpected) }
            return .success(completion)
        }
    }

    /// The worker's description of the modules.
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
            kind: .module, module: order.subject, message: "\(order.subject): the worker answered another question")
    }

    /// Asks the worker the one question that it was started for.
    private func run() async -> Result<WorkAnswer, WorkerFailure> {
        var answer: WorkAnswer?
        let ended = await run { ask in answer = try await ask(nil) }
        return ended.flatMap { ended in
            switch answer {
            case .failure(let failure): .failure(failure)
            case let answer?: .success(answer)
            case nil: .failure(failure(of: ended, order.subject))
            }
        }
    }

    /// Starts the worker, and ends it once there are no more questions.
    ///
    /// - Parameter talk: asks the questions: each a line to send, or nil for the order that the worker was started
    ///   with. An answer is nil where the worker ended instead, was ended at its time limit, or gave an answer that
    ///   cannot be read; no other question may follow.
    private func run(
        _ talk: ((Data?) async throws -> WorkAnswer?) async throws -> Void
    ) async -> Result<Ended, WorkerFailure> {
        let module = order.subject
        do {
            let line = try JSONEncoder().encode(order)
            var options = PlatformOptions()
            // A group of its own, so that whatever a module starts can be ended with it.
            options.processGroupID = 0
            options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
            let ended = try await Subprocess.run(
                .path(.init(program)), arguments: [Worker.subcommand, String(memoryLimit)],
                environment: .custom(WorkerProcess.environment), platformOptions: options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                let errors = execution.standardError
                let printed = Task { try await WorkerProcess.gist(of: errors) }
                var answers = AnswerLines(execution.standardOutput)
                var timedOut = false
                var isReadable = true
                func send(_ line: Data) async {
                    // Where the worker died before it read its order, the way it ended shows that.
                    _ = try? await execution.standardInputWriter.write([UInt8](line) + [AnswerLines.end])
                }
                await send(line)
                do {
                    try await talk { question in
                        let alarm = Task {
                            try await Task.sleep(for: timeLimit + grace)
                            try? execution.send(signal: .kill, toProcessGroup: true)
                            return true
                        }
                        defer { alarm.cancel() }
                        if let question { await send(question) }
                        if let line = try await answers.next() {
                            let answer = try? JSONDecoder().decode(WorkAnswer.self, from: Data(line))
                            isReadable = answer != nil
                            return answer
                        }
                        _ = try await printed.value
                        alarm.cancel()
                        timedOut = (try? await alarm.value) ?? false
                        return nil
                    }
                } catch {
                    try? execution.send(signal: .kill, toProcessGroup: true)
                    throw error
                }
                // This has no effect where the worker has already ended.
                try? execution.send(signal: .kill, toProcessGroup: true)
                return Talk(printed: try await printed.value, timedOut: timedOut, isReadable: isReadable)
            }
            return .success(Ended(talk: ended.takeClosureResult(), status: ended.terminationStatus))
        } catch is CancellationError {
            return .failure(WorkerFailure(kind: .cancelled, module: module, message: "cancelled."))
        } catch {
            return .failure(
                WorkerFailure(kind: .module, module: module, message: "\(module): cannot start a worker: \(error)"))
        }
    }

    private struct Talk: Sendable {
        let printed: String
        let timedOut: Bool
        let isReadable: Bool
    }

    private struct Ended {
        let talk: Talk
        let status: TerminationStatus

        var timedOut: Bool { talk.timedOut }
    }

    /// Why there is no answer.
    private func failure(of ended: Ended, _ module: String) -> WorkerFailure {
        let said = ended.talk.printed.isEmpty ? "" : "\nIt printed: \(ended.talk.printed)"
        return WorkerFailure(
            kind: .module, module: module, message: "\(module): the module \(course(of: ended)).\(said)")
    }

    private func course(of ended: Ended) -> String {
        if ended.timedOut { return "ran longer than its \(timeLimit) and was ended. Allow more with --time-limit" }
        guard ended.talk.isReadable else { return "gave an answer that cannot be read" }
        switch ended.status {
        case .exited(LAA_OUT_OF_MEMORY):
            return
                "needed more than its \(memoryLimit >> 20) MB of memory and was ended. Allow more with --memory-limit"
        case .exited(let code):
            return "ended its process with exit code \(code)"
        case .signaled(let signal):
            return "crashed or was killed (signal \(signal), \(WorkerProcess.name(of: signal)))"
        }
    }

    /// The part of this process's environment that a worker gets: nothing that may hold a secret, and nothing that
    /// libpq reads, which is given all it needs.
    private static var environment: [Environment.Key: String] {
        let kept = ["PATH", "HOME", "TZ", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "KRB5_CONFIG", "KRB5CCNAME"]
        let own = ProcessInfo.processInfo.environment.filter { kept.contains($0.key) || $0.key.hasPrefix("LC_") }
        let all = own.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        return Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    }

    private static func name(of signal: Int32) -> String {
        String(cString: strsignal(signal))
    }

    /// The first two lines of a stream and its last, once it is read to its end.
    private static func gist(of stream: SubprocessOutputSequence) async throws -> String {
        var beginning: [UInt8] = []
        var end: [UInt8] = []
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
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { Printable.line(String($0)) }
    }
}

/// A worker's answers, one per line: the next is requested only when the one before has arrived.
private struct AnswerLines {
    static let end = UInt8(ascii: "\n")

    private var buffers: SubprocessOutputSequence.Iterator

    init(_ output: SubprocessOutputSequence) {
        buffers = output.makeAsyncIterator()
    }

    /// The next answer; nil where the worker ended instead.
    mutating func next() async throws -> [UInt8]? {
        var line: [UInt8] = []
        while let buffer = try await buffers.next() {
            line += buffer.withUnsafeBytes { Array($0) }
            if line.last == Self.end { return line }
        }
        return nil
    }
}
