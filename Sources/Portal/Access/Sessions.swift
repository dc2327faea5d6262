import Crypto
import Platform
import Synchronization

/// Those who signed in by a page. Kept in memory alone: when the portal is started again, people sign in again.
final class Sessions: Sendable {
    private struct Session {
        let token: AccessToken
        let ends: ContinuousClock.Instant
        var idleUntil: ContinuousClock.Instant
    }

    /// How long a session lasts at most, and without a request.
    static let (longest, idle) = (Duration.seconds(12 * 3_600), Duration.seconds(3_600))
    private static let most = 10_000

    /// By the SHA-256 of their identifier, so that a look at memory's copy is no way in.
    private let sessions = Mutex<[String: Session]>([:])

    /// Begins a session.
    ///
    /// - Returns: its identifier, for a cookie; nil where there are too many.
    func begin(_ token: AccessToken) -> String? {
        let identifier = Hexadecimal.text((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        let now = ContinuousClock.now
        return sessions.withLock { sessions in
            if sessions.count >= Self.most {
                sessions = sessions.filter { $0.value.ends > now && $0.value.idleUntil > now }
            }
            guard sessions.count < Self.most else { return nil }
            sessions[Self.name(identifier)] = Session(
                token: token, ends: now + Self.longest, idleUntil: now + Self.idle)
            return identifier
        }
    }

    /// The token that a session was begun with; nil where it has ended.
    func token(_ identifier: String) -> AccessToken? {
        let now = ContinuousClock.now
        return sessions.withLock { sessions in
            let name = Self.name(identifier)
            guard var session = sessions[name] else { return nil }
            guard session.ends > now, session.idleUntil > now else {
                sessions[name] = nil
                return nil
            }
            session.idleUntil = now + Self.idle
            sessions[name] = session
            return session.token
        }
    }

    func end(_ identifier: String) {
        sessions.withLock { $0[Self.name(identifier)] = nil }
    }

    private static func name(_ identifier: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(identifier.utf8)))
    }
}
