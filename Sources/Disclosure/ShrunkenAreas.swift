import Platform
import ReportKit
import Significance
import Synchronization

/// What is known of an area's true ratio of actual to expected, beside the other areas of its level.
public struct ShrunkenArea: Hashable, Codable, Sendable {
    /// The ratio, drawn towards that of the other areas as far as chance may explain its distance.
    public let ratio: Double
    /// Its 95% interval.
    @PairOrNull public var interval: Interval?
    /// The median of the ranks that the true ratio may have; 1 is the lowest.
    public let rank: Int
    /// The 95% interval of the rank, lowest and highest.
    public let rankInterval: [Int]
    /// How many areas are ranked.
    public let of: Int
}

/// The areas of a level whose true ratios are estimated together: those that are published.
public struct ShrunkenLevel: Sendable {
    public let level: AreaLevel
    /// The areas shown.
    public let own: [(finding: ShownFinding, area: ShrunkenArea)]
    /// The other areas, without their names, in order of their ratios.
    public let others: [(ratio: Double, interval: Interval)]
    /// The ratio of a typical area.
    public let mean: Double
    /// The standard deviation of the true ratios, as a share of the mean.
    public let spread: Double
}

/// The shrunken estimates of a report, made when they are first asked for: a table needs none.
final class ShrunkenAreas: Sendable {
    /// The counts of an area.
    private struct Counts {
        let observed, expected, variance: Double?
        let finding: ShownFinding?

        /// Observed and expected as multiples of a Poisson count's variance; nil where there is nothing to estimate from.
        var effective: (observed: Double, expected: Double)? {
            guard let observed, let expected, expected > 0 else { return nil }
            guard let variance, variance > 0 else { return (observed, expected) }
            let times = expected / variance
            return (observed * times, expected * times)
        }
    }

    private let areas: [(level: AreaLevel, counts: [Counts])]
    private let made = Mutex<Made?>(nil)

    private struct Made {
        let levels: [ShrunkenLevel]
        let areas: [Area: ShrunkenArea]
    }

    /// - Parameters:
    ///   - shown: the findings that are shown.
    ///   - others: the other areas whose figures may be published.
    init(_ shown: [ShownFinding], beside others: [UnshownCounts.Row], of family: Family) {
        var levels: [AreaLevel] = []
        for finding in shown
        where family == .proportionAgainstPredicted && finding.isEstimated && !levels.contains(finding.area.level) {
            levels.append(finding.area.level)
        }
        areas = levels.map { level in
            let own = shown.filter { $0.isEstimated && $0.area.level == level }.map { finding in
                Counts(
                    observed: finding.observed.map(Double.init), expected: finding.figures.expected,
                    variance: finding.figures.any.varianceOfCount, finding: finding)
            }
            let rest = others.filter { $0.level == level && $0.group == nil }.map { row in
                Counts(
                    observed: row.observed.map(Double.init), expected: row.expected, variance: row.variance,
                    finding: nil)
            }
            return (level, own + rest)
        }
    }

    /// The levels that have enough areas.
    var levels: [ShrunkenLevel] { estimates.levels }

    subscript(finding: ShownFinding) -> ShrunkenArea? {
        finding.group == nil ? estimates.areas[finding.area] : nil
    }

    private var estimates: Made {
        made.withLock { made in
            if let made { return made }
            let levels = areas.compactMap { Self.estimated($0.level, $0.counts) }
            let new = Made(
                levels: levels,
                areas: Dictionary(
                    levels.flatMap(\.own).map { ($0.finding.area, $0.area) }, uniquingKeysWith: { first, _ in first }))
            made = new
            return new
        }
    }

    /// What ratios are estimated from.
    private struct RatioCounts: Hashable {
        let observed, expected: [Double]

        init(_ observed: [Double], _ expected: [Double]) {
            (self.observed, self.expected) = (observed, expected)
        }
    }

    /// Of all areas of a level, whichever are shown: those of one partnership's return are those of the next one's.
    private static let recent = RecentResults<RatioCounts, ShrunkenRatios?>(most: 64)

    private static func ratios(of counts: RatioCounts) -> ShrunkenRatios? {
        recent.result(for: counts) { try? ShrunkenRatios(observed: counts.observed, expected: counts.expected) }
    }

    private static func estimated(_ level: AreaLevel, _ areas: [Counts]) -> ShrunkenLevel? {
        let effective = areas.compactMap { area in
            area.effective.map { (finding: area.finding, counts: $0) }
        }
        // In one order, whichever areas are shown, since the order of a sum changes its last digits.
        let counted = effective.sorted {
            ($0.counts.expected, $0.counts.observed) < ($1.counts.expected, $1.counts.observed)
        }
        let own = counted.indices.filter { counted[$0].finding != nil }
        guard
            let ratios = Self.ratios(of: .init(counted.map(\.counts.observed), counted.map(\.counts.expected))),
            let ranks = try? ratios.ranks(of: own)
        else { return nil }
        return ShrunkenLevel(
            level: level,
            own: zip(own, ranks).compactMap { index, rank in
                counted[index].finding.map { finding in
                    let estimate = ratios.estimates[index]
                    return (
                        finding,
                        ShrunkenArea(
                            ratio: estimate.ratio, interval: estimate.interval, rank: rank.rank,
                            rankInterval: [rank.lower, rank.upper], of: rank.of)
                    )
                }
            },
            others: counted.indices.filter { counted[$0].finding == nil }.map {
                (ratios.estimates[$0].ratio, ratios.estimates[$0].interval)
            }.sorted { ($0.ratio, $0.interval.lower) < ($1.ratio, $1.interval.lower) },
            mean: ratios.mean, spread: ratios.spread)
    }
}

extension ShownFinding {
    /// Whether it is the figure of an area as a whole, with data that allow a judgement.
    fileprivate var isEstimated: Bool { group == nil && area.level != .notAssigned && notJudged == nil }
}
