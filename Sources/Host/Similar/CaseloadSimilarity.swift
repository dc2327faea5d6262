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

    private static func makeUp(on day: Day, _ connection: Connection) throws -> [Row] {
        func rows(_ sql: [UInt8], _ day: Day, _ source: String) throws -> [Row] {
            Array(try connection.query(String(decoding: sql, as: UTF8.self), [.day(day)], source: source))
        }
        // Apart, so that the second is planned for the day.
        let latest = try rows(PackageResources.latest_caseload_sql, day, "latest_caseload.sql")
        let snapshot: Day? = try latest.first.flatMap { try $0.get("day") }
        guard let snapshot else { return [] }
        return try rows(PackageResources.caseload_make_up_sql, snapshot, "caseload_make_up.sql")
    }

    /// The caseload's make-up by the keys of trusts and authorities.
    private func caseloadCounts(on day: Day) throws -> [Int: CaseloadMakeUp.Counts] {
        var counts: [Int: CaseloadMakeUp.Counts] = [:]
        for row in try reading({ try Self.makeUp(on: day, $0) }) {
            let trust: Int = try row.get("trust_id")
            let authority: Int? = try row.get("authority_id")
            let name: String = try row.get("measure")
            let (value, people): (String, Int) = (try row.get("value"), try row.get("people"))
            let withPrediction: Int = try row.get("with_prediction")
            let predicted: Double = try row.get("predicted")
            guard let subject = CaseloadMakeUp.Subject(rawValue: name) else { continue }
            for place in [areas.place(trust: trust, authority: nil, at: .trust), authority].compactMap(\.self) {
                // Everybody is in every measure; they are counted in one.
                if subject == .sex {
                    counts[place, default: .init()].people += people
                    counts[place, default: .init()].withPrediction += withPrediction
                    counts[place, default: .init()].predicted += predicted
                }
                guard value != "not recorded" else { continue }
                counts[place, default: .init()].shares[subject, default: [:]][value, default: 0] += people
            }
        }
        return counts
    }
}
