import Foundation
import Logging
import Synchronization

/// What was asked for, by whom and when: into the warehouse a moment later, many at once. While the warehouse is away they
/// wait; where more wait than there is room for, the oldest are counted and dropped from it, but not from the journal.
final class AccessLog: Sendable {
    private struct State {
        var waiting: [LoggedRequest] = []
        var dropped = 0
    }

    private static let mostWaiting = 20_000

    private let database: PortalDatabase
    private let logger: Logger
    private let state = Mutex(State())

    init(_ database: PortalDatabase, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    /// Notes a request.
    func note(_ request: LoggedRequest) {
        state.withLock { state in
            state.waiting.append(request)
            if state.waiting.count > Self.mostWaiting {
                // Many at once: taking one away moves all the others.
                state.waiting.removeFirst(Self.mostWaiting / 4)
                state.dropped += Self.mostWaiting / 4
            }
        }
    }

    /// Adds what waits to the warehouse's log.
    func write() async {
        let (waiting, dropped) = state.withLock { state in
            defer { (state.waiting, state.dropped) = ([], 0) }
            return (state.waiting, state.dropped)
        }
        if dropped > 0 { logger.error("\(dropped) requests were dropped from the log, since the warehouse is away") }
        guard !waiting.isEmpty else { return }
        do {
            try await database.log(waiting)
        } catch {
            logger.warning("the log of requests waits: \(error)")
            state.withLock { $0.waiting = waiting + $0.waiting }
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
