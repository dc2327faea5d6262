import Foundation
import Logging
import Synchronization

/// What was asked for, by whom and when: into the warehouse a moment later, many at once.
///
/// Where requests come faster than the warehouse takes them, answers wait for it, so that none is missing from the log. While
/// the warehouse is away, or answers nothing for two seconds, nobody waits; requests are kept for it, as far as there is room,
/// and those dropped are counted.
final class AccessLog: Sendable {
    private struct State {
        var waiting: [LoggedRequest] = []
        var dropped = 0
        var isWriting = false
        var isAway = false
        /// How many batches were written, or tried.
        var batches = 0
    }

    /// So many are written at once, without waiting for the second to pass.
    private static let batch = 1_000
    /// Where so many wait, answers wait for the warehouse.
    private static let mostUnwritten = 4_000
    /// How many are kept while the warehouse is away.
    private static let mostWaiting = 20_000

    private let write: @Sendable ([LoggedRequest]) async throws -> Void
    private let executor: (any TaskExecutor)?
    /// How long an answer waits at most, and the log at the portal's end.
    private let patience: Duration
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameters:
    ///   - patience: how long an answer waits at most, and the log at the portal's end.
    ///   - write: adds requests to the warehouse's log; throws where it is away.
    init(
        executor: (any TaskExecutor)?, logger: Logger, patience: Duration = .seconds(2),
        write: @escaping @Sendable ([LoggedRequest]) async throws -> Void
    ) {
        self.patience = patience
        self.write = write
        self.executor = executor
        self.logger = logger
    }

    /// Notes a request.
    func note(_ request: LoggedRequest) async {
        let (begins, isFull) = state.withLock { state in
            state.waiting.append(request)
            if state.waiting.count > Self.mostWaiting {
                // Many at once: taking one away moves all the others.
                state.waiting.removeFirst(Self.mostWaiting / 4)
                state.dropped += Self.mostWaiting / 4
            }
            let isFull = !state.isAway && state.waiting.count >= Self.mostUnwritten
            let begins = !state.isAway && !state.isWriting && state.waiting.count >= Self.batch
            if begins { state.isWriting = true }
            return (begins, isFull)
        }
        if begins { Task(executorPreference: executor) { [self] in await writeAll() } }
        if isFull { await untilWritten() }
    }

    /// Waits until the batch is written that is being written now; a warehouse that takes too long for it counts as away.
    private func untilWritten() async {
        let deadline = ContinuousClock.now + patience
        let batch = state.withLock { $0.batches }
        while state.withLock({ $0.isWriting && !$0.isAway && $0.batches == batch }) {
            guard ContinuousClock.now < deadline else { return state.withLock { $0.isAway = true } }
            await pause()
        }
    }

    /// Adds all that waits to the warehouse's log, unless that is being done and does not end.
    func write() async {
        let deadline = ContinuousClock.now + patience
        while !begins() {
            guard ContinuousClock.now < deadline else { return }
            await pause()
        }
        await writeAll()
    }

    /// Whether nobody was writing; whoever asks is, from now on.
    private func begins() -> Bool {
        state.withLock { state in
            defer { state.isWriting = true }
            return !state.isWriting
        }
    }

    private func pause() async {
        if Task.isCancelled { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Writes what waits, batch after batch, until less than a whole one waits or the warehouse is away. Only one does so at a
    /// time.
    private func writeAll() async {
        while true {
            let (taken, dropped) = state.withLock { state in
                defer { (state.waiting, state.dropped) = ([], 0) }
                return (state.waiting, state.dropped)
            }
            if dropped > 0 {
                logger.error("\(dropped) requests are missing from the log, since the warehouse was away")
            }
            var isAway = false
            if !taken.isEmpty {
                do {
                    try await write(taken)
                } catch {
                    logger.warning("the log of requests waits: \(error)")
                    isAway = true
                }
            }
            let goesOn = state.withLock { state in
                if isAway {
                    let more = max(0, taken.count + state.waiting.count - Self.mostWaiting)
                    state.waiting = taken.dropFirst(more) + state.waiting
                    state.dropped += min(more, taken.count)
                }
                state.isAway = isAway
                state.batches += 1
                state.isWriting = !isAway && state.waiting.count >= Self.batch
                return state.isWriting
            }
            guard goesOn else { return }
        }
    }

    /// Adds what waits every second, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            await write()
        }
    }
}
