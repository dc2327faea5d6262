import Synchronization

/// Finds out who asks, and what they may read; keeps that for a second, so that a page's many requests are one question to
/// the warehouse. What was revoked is refused a second later at most.
final class Gatekeeper: Sendable {
    private struct State {
        /// What tokens may read, by their key.
        var known: [String: (holdings: Holdings, until: ContinuousClock.Instant)] = [:]
        /// What is being asked of the warehouse now, by the token's key.
        var asking: [String: Task<Holdings, any Error>] = [:]
        /// When a token that opens nothing was tried, by address and by handle.
        var failures: [String: [ContinuousClock.Instant]] = [:]
    }

    /// How long what a token may read is taken to stay so.
    private static let known = Duration.seconds(1)
    /// How many tokens that open nothing may be tried from an address, or with one handle, in that time.
    private static let (mostFailures, failuresWithin) = (10, Duration.seconds(300))
    /// How many addresses and handles are remembered.
    private static let mostRemembered = 20_000

    private let database: PortalDatabase
    private let executor: (any TaskExecutor)?
    private let state = Mutex(State())

    init(_ database: PortalDatabase, executor: (any TaskExecutor)?) {
        self.database = database
        self.executor = executor
    }

    /// What a token may read.
    ///
    /// - Parameter address: from which it came.
    /// - Throws: ``Problem``: 401 where it opens nothing, 429 where too many were tried, 503 where the warehouse is away.
    func holdings(of token: AccessToken, from address: String) async throws(Problem) -> Holdings {
        let now = ContinuousClock.now
        let kept = state.withLock { state -> Holdings? in
            guard let known = state.known[token.key], known.until > now else { return nil }
            return known.holdings
        }
        if let kept { return kept }
        // A user whom the proxy signed in guesses nothing.
        let sources = token.isOfUser ? [] : ["address \(address)", "handle \(token.handle)"]
        try checkFailures(of: sources, at: now)
        do {
            // Those who ask at the same moment wait for one answer.
            let asking = state.withLock { state in
                if let asking = state.asking[token.key] { return asking }
                let asking = Task(executorPreference: executor) { [database] in try await database.holdings(of: token) }
                state.asking[token.key] = asking
                return asking
            }
            defer { state.withLock { $0.asking[token.key] = nil } }
            let holdings = try await asking.value
            state.withLock { state in
                if state.known.count > 1_000 { state.known = state.known.filter { $0.value.until > now } }
                state.known[token.key] = (holdings, now + Self.known)
            }
            return holdings
        } catch let refusal as PortalDatabase.Refusal {
            noteFailure(of: sources, at: now)
            throw .unauthorized(refusal.words)
        } catch is PortalDatabase.Away {
            throw .away
        } catch {
            throw Problem(
                .internalServerError, "The returns cannot be read; whoever keeps the portal sees why in its log.")
        }
    }

    /// Notes a text that is no token at all.
    func noteMalformed(from address: String) throws(Problem) {
        try checkFailures(of: ["address \(address)"], at: .now)
        noteFailure(of: ["address \(address)"], at: .now)
    }

    private func checkFailures(of sources: [String], at now: ContinuousClock.Instant) throws(Problem) {
        let wait = state.withLock { state -> Duration? in
            sources.compactMap { source -> Duration? in
                let recent = (state.failures[source] ?? []).filter { $0 + Self.failuresWithin > now }
                guard recent.count >= Self.mostFailures, let first = recent.first else { return nil }
                return first + Self.failuresWithin - now
            }.max()
        }
        if let wait { throw .tooMany(retryAfter: Int(wait.components.seconds) + 1) }
    }

    private func noteFailure(of sources: [String], at now: ContinuousClock.Instant) {
        state.withLock { state in
            if state.failures.count > Self.mostRemembered {
                state.failures = state.failures.filter { $0.value.contains { $0 + Self.failuresWithin > now } }
            }
            for source in sources {
                let recent = (state.failures[source] ?? []).filter { $0 + Self.failuresWithin > now }
                state.failures[source] = recent.suffix(Self.mostFailures - 1) + [now]
            }
        }
    }
}

extension PortalDatabase.Refusal {
    /// To whoever holds the token: only they can know that it was one.
    var words: String {
        switch self {
        case .unknown: "This token opens nothing. Check that it was copied whole."
        case .expired(let day): "This token expired on \(day). Ask whoever gave it to you for a new one."
        case .revoked: "This token was revoked. Ask whoever gave it to you for a new one."
        }
    }
}
