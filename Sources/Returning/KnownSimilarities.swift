import Host
import ReportKit

/// How alike caseloads are, by the vintage and day that they are of: many returns in a row are of the same.
final class KnownSimilarities {
    private struct State: Hashable {
        let vintage: Int
        let day: Day
    }

    private var known: [State: CaseloadSimilarity] = [:]

    /// Nothing is looked up where no area asked for is of a level that is compared. Without a vintage the warehouse may have
    /// changed since, and is asked again.
    func of(_ session: ReportSession, on day: Day, for asked: [Area]) throws -> CaseloadSimilarity {
        guard asked.contains(where: { CaseloadSimilarity.counts[$0.level] != nil }) else { return .none }
        let state = session.vintage.map { State(vintage: $0, day: day) }
        if let state, let similarity = known[state] { return similarity }
        let similarity = try session.caseloadSimilarity(on: day)
        if let state { known[state] = similarity }
        return similarity
    }
}
