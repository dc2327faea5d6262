import ReportKit
import Warehouse

/// Which areas' caseloads are alike, at the levels whose areas are compared.
public struct CaseloadSimilarity: Sendable {
    /// How many areas an authority, and a trust, is compared with.
    public static let counts: [AreaLevel: Int] = [.localAuthority: 10, .trust: 5]

    let levels: [AreaLevel: SimilarCaseloads]

    /// Of no area.
    public static let none = CaseloadSimilarity(levels: [:])

    /// The areas that authorities and trusts are compared with: those that a file names or, without, those whose caseloads
    /// are made up most like their own.
    ///
    /// An area whose caseload is too small, that is of another level, or that hardly any can be compared with has none.
    public func groups(for asked: [Area], chosen: [ComparisonGroup]) -> [ComparisonGroup] {
        asked.compactMap { area in
            if let own = chosen.first(where: { $0.area == area }) { return own }
            guard let count = Self.counts[area.level] else { return nil }
            let members = levels[area.level]?.nearest(to: area, count: count) ?? []
            guard members.count >= ComparatorFile.fewest else { return nil }
            return ComparisonGroup(area: area, members: members, basis: .makeUp)
        }
    }
}

extension ReportSession {
    /// How alike the caseloads of all authorities, and of all trusts, are on the last snapshot up to a day.
    public func caseloadSimilarity(on day: Day) throws -> CaseloadSimilarity {
        let counts = try caseloadCounts(on: day)
        let levels = CaseloadSimilarity.counts.keys.map { level in
            let makeUps = areas.entries.filter { $0.current && $0.area.level == level }.compactMap { entry in
                counts[entry.id].flatMap(CaseloadMakeUp.init).map { (entry.area, $0) }
            }
            return (level, SimilarCaseloads(makeUps))
        }
        return CaseloadSimilarity(levels: Dictionary(uniqueKeysWithValues: levels))
    }

    /// The caseload's make-up by the keys of trusts and authorities.
    private func caseloadCounts(on day: Day) throws -> [Int: CaseloadMakeUp.Counts] {
        var counts: [Int: CaseloadMakeUp.Counts] = [:]
        for row in try makeUpRows(on: day) {
            guard let subject = CaseloadMakeUp.Subject(rawValue: row.measure) else { continue }
            for place in [areas.place(trust: row.trust, authority: nil, at: .trust), row.authority].compactMap(\.self) {
                // Everybody is in every measure; they are counted in one.
                if subject == .sex {
                    counts[place, default: .init()].people += row.people
                    counts[place, default: .init()].withPrediction += row.withPrediction
                    counts[place, default: .init()].predicted += row.predicted
                }
                guard row.value != "not recorded" else { continue }
                counts[place, default: .init()].shares[subject, default: [:]][row.value, default: 0] += row.people
            }
        }
        return counts
    }
}
