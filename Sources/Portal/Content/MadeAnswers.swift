import ReportKit

/// Answers that were made a moment ago, for whoever asks for the same and may read the same.
///
/// What somebody may read is a part of what an answer is kept under, and is found out for each request anew: whoever's token
/// was revoked never comes here, and an answer is passed over as soon as an edition is added.
final class MadeAnswers: Sendable {
    private struct Key: Hashable {
        let holdings: String
        let day: Day
        let origin: String
        let target: String
    }

    /// By their bytes. A file's are elsewhere; what it costs is that it is kept open.
    private let answers = LeastRecent<Key, Answer>(most: 4 << 20)

    /// - Parameter make: makes it, of nothing but the request's address and the holdings.
    func answer(to ask: Ask, _ holdings: Holdings, make: () async throws -> Answer) async throws -> Answer {
        let key = Key(holdings: holdings.version, day: .today, origin: ask.origin, target: ask.target)
        if let known = answers.known(key) { return known }
        let answer = try await make()
        if answer.status == .ok, answer.hash != nil {
            answers.keep(answer, of: key, cost: answer.keptBytes + ask.target.utf8.count + 500)
        }
        return answer
    }
}

extension Answer {
    fileprivate var keptBytes: Int { if case .bytes(let bytes) = content { bytes.count } else { 32 << 10 } }
}
