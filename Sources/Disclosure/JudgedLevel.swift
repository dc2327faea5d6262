import ReportKit
import Significance

/// Which p value verdicts are by.
public enum VerdictBasis: String, Encodable, Sendable {
    /// Each area's own.
    case p
    /// The one that allows for all areas of the level being judged at once.
    case pAdjusted
}

/// The areas of one level that are judged and published, or one group of people in each of them: how many they are, and
/// how many of them are called significantly better or worse.
public struct JudgedLevel: Hashable, Encodable, Sendable {
    public let level: AreaLevel
    /// The group that is judged in each area; left out where the report is not broken down.
    public let breakdown: Finding.Group?
    /// How many areas are judged by a p value.
    public let judged: Int
    /// How many have a p value below the level of significance.
    public let significant: Int
    /// How many have an adjusted one below it.
    public let significantAdjusted: Int
    /// How many p values chance alone would put below it, if no area differed.
    public let expectedByChance: Double

    /// So many areas of a level are many: verdicts by chance are then to be expected.
    public static let many = 10
}

/// The p values of all areas that a report judges and that are published, whether it shows them or not.
///
/// The areas of one level are one family of comparisons; where the report is broken down, each group of people in them
/// is one. Offenders who are not assigned to an area are in none. Since it does not matter which areas a reader asked
/// for, an area's adjusted p value is the same in every report on the quarter of which the same areas are published.
struct Comparisons {
    private struct Areas: Hashable {
        let level: AreaLevel
        let group: String?

        init(_ finding: ShownFinding) {
            level = finding.area.level
            group = finding.group?.value
        }

        init(_ row: UnshownCounts.Row) {
            level = row.level
            group = row.group
        }
    }

    private let adjusted: [Areas: [Double: Double]]
    private let counts: [Areas: Int]

    /// The levels of the findings shown at which many areas are judged, in the order of the findings.
    let levels: [JudgedLevel]

    /// - Parameters:
    ///   - shown: the findings that are shown.
    ///   - others: the other areas whose figures may be published.
    init(_ shown: [ShownFinding], beside others: [UnshownCounts.Row]) {
        var families: [Areas: [Double]] = [:]
        for finding in shown {
            if let p = finding.pOfVerdict { families[Areas(finding), default: []].append(p) }
        }
        for row in others {
            let family = Areas(row)
            if let p = row.p, families[family] != nil { families[family]?.append(p) }
        }
        // Equal p values have equal adjusted ones, so that the area need not be known.
        adjusted = families.mapValues { p in
            Dictionary(zip(p, (try? ManyAreas.benjaminiHochberg(p)) ?? []), uniquingKeysWith: min)
        }
        counts = families.mapValues(\.count)
        var seen: Set<Areas> = []
        var levels: [JudgedLevel] = []
        for finding in shown where seen.insert(Areas(finding)).inserted {
            guard let p = families[Areas(finding)], p.count >= JudgedLevel.many else { continue }
            let significance = JudgementRules.standard.significance
            let ofFamily = adjusted[Areas(finding)] ?? [:]
            levels.append(
                JudgedLevel(
                    level: finding.area.level, breakdown: finding.group, judged: p.count,
                    significant: p.count { $0 < significance },
                    significantAdjusted: p.count { (ofFamily[$0] ?? 1) < significance },
                    expectedByChance: Double(p.count) / (1 / significance)))
        }
        self.levels = levels
    }

    /// The finding with its adjusted p value, judged by it if asked for.
    func judged(_ finding: ShownFinding, by basis: VerdictBasis) -> ShownFinding {
        let family = Areas(finding)
        return finding.judged(
            by: basis, pAdjusted: finding.pOfVerdict.flatMap { adjusted[family]?[$0] }, among: counts[family] ?? 0)
    }
}
