import Foundation
import Logging
import Synchronization

/// What was asked for, by whom and when: into the warehouse a moment later, many at once.
///
/// Where requests come faster than the warehouse takes them, answers wait for it, so that none is missing from the log. While
/// the warehouse is away nobody waits; the latest requests are kept for it, and older ones counted and dropped.
final class AccessLog: Sendable {
    private struct State {
        var waiting: [LoggedRequest] = []
        var dropped = 0
        var isWriting = false
        var isAway = false
        /// Those who wait until what waits now is written.
        var held: [CheckedContinuation<Void, Never>] = []
    }

    /// So many are written at once, without waiting for the second to pass.
    private static let batch = 1_000
    /// Where so many wait, answers wait for the warehouse.
    private static let mostUnwritten = 4_000
    /// How many are kept while the warehouse is away.
    private static let mostWaiting = 20_000

    private let write: @Sendable ([LoggedRequest]) async throws -> Void
    private let executor: (any TaskExecutor)?
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameter write: adds requests to the warehouse's log; throws where it is away.
    init(
        executor: (any TaskExecutor)?, logger: Logger, write: @escaping @Sendable ([LoggedRequest]) async throws -> Void
    ) {
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

    /// Waits for the end of the writing that goes on now.
    private func untilWritten() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.isWriting { state.held.append(continuation) }
                return !state.isWriting
            }
            if isOver { continuation.resume() }
        }
    }

    /// Adds all that waits to the warehouse's log.
    func write() async {
        while true {
            let begins = state.withLock { state in
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if begins { return await writeAll() }
            await untilWritten()
        }
    }

    /// Writes until nothing waits any more, or the warehouse is away. Only one does so at a time.
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
            let (held, goesOn) = state.withLock { state in
                if isAway { state.waiting = taken + state.waiting }
                state.isAway = isAway
                let goesOn = !isAway && state.waiting.count >= Self.batch
                state.isWriting = goesOn
                defer { state.held = [] }
                return (state.held, goesOn)
            }
            for continuation in held { continuation.resume() }
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
