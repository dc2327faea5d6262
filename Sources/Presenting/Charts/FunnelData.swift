import Disclosure
import ReportKit
import Significance

/// What a family's funnel plots against the size of an area.
package enum FunnelMeasure {
    /// Observed over predicted, counting people.
    case observedOverPredicted
    /// A proportion, about that of all areas together.
    case proportion
    /// Observed over expected, counting events.
    case observedOverExpected
}

/// The data of a funnel plot, and how wide the funnel is.
struct FunnelData {
    /// An area as a point of the funnel.
    struct Point {
        let observed: Double
        /// Events expected, or people: what the width of the funnel depends on.
        let size: Double
        /// In the unit of the axis.
        let value: Double
    }

    /// How values and sizes are computed, and which exact limits they have.
    enum Kind: Hashable {
        /// Observed over expected, with binomial limits at the rate expected of all areas together, of as many people as the
        /// variance of their counts is worth; `spread` is that variance per person expected, over all areas.
        case predicted(rate: Double, spread: Double)
        /// A proportion, about that of all areas together.
        case proportion(rate: Double)
        /// A count over the count expected, with Poisson limits, of as many events as the variance of the counts is worth.
        case count(spread: Double)
    }

    let kind: Kind
    let others: [Point]
    let own: [(finding: ShownFinding, point: Point)]
    /// How much more the areas vary than chance explains; nil where there are too few.
    let overdispersion: Overdispersion?

    /// With fewer areas than this there is nothing to compare with.
    private static let fewest = 8

    /// The funnel of one level; nil where there are too few areas, or the family has no funnel.
    ///
    /// - Parameter own: the findings to be marked, of areas at the level.
    init?(_ report: PublishedReport, level: AreaLevel) {
        let own = report.shown.compactMap { finding in
            finding.area.level == level ? finding.comparator.map { (finding: finding, comparator: $0) } : nil
        }
        let others = report.others.filter { $0.level == level }
        let all = others + own.map(\.comparator)
        guard !own.isEmpty, all.count >= Self.fewest else { return nil }
        let (observed, n) = (all.reduce(0) { $0 + $1.observed }, all.reduce(0) { $0 + $1.n })
        let expected = all.map(\.expected)
        let expectedOfAll = expected.reduce(0.0) { $0 + ($1 ?? 0) }
        switch own[0].finding.figures.presentation.funnel {
        case .observedOverPredicted:
            guard expectedOfAll > 0, expectedOfAll < Double(n) else { return nil }
            let rate = expectedOfAll / Double(n)
            kind = .predicted(rate: rate, spread: Self.spread(all) ?? 1 - rate)
        case .proportion:
            guard observed > 0, observed < n else { return nil }
            kind = .proportion(rate: Double(observed) / Double(n))
        case .observedOverExpected: kind = .count(spread: Self.spread(all) ?? 1)
        case nil: return nil
        }
        guard kind.isProportion || expected.allSatisfy({ ($0 ?? 0) > 0 }) else { return nil }
        let kind = kind
        self.others = others.map { Self.point($0, kind) }
        self.own = own.map { ($0.finding, Self.point($0.comparator, kind)) }
        overdispersion = Self.overdispersion(self.others + self.own.map(\.point), kind)
    }

    /// The variance of the areas' counts per one expected, over those of which it is known; nil where it is of none.
    private static func spread(_ areas: [Comparator]) -> Double? {
        let known = areas.compactMap { area in
            area.variance.flatMap { variance in
                variance > 0 ? area.expected.map { (variance: variance, expected: $0) } : nil
            }
        }
        let expected = known.reduce(0) { $0 + $1.expected }
        return expected > 0 ? known.reduce(0) { $0 + $1.variance } / expected : nil
    }

    private static func point(_ area: Comparator, _ kind: Kind) -> Point {
        let observed = Double(area.observed)
        switch kind {
        case .proportion:
            return Point(observed: observed, size: Double(area.n), value: 100 * observed / Double(area.n))
        case .predicted, .count:
            let expected = area.expected ?? 0
            return Point(observed: observed, size: expected, value: 100 * (observed / expected - 1))
        }
    }

    private static func overdispersion(_ points: [Point], _ kind: Kind) -> Overdispersion? {
        let scale = kind.scale
        guard points.count >= 10,
            let scores = try? points.map({
                try scale.score(observed: $0.observed / kind.spread, size: $0.size / kind.spread)
            })
        else { return nil }
        return try? ManyAreas.overdispersion(
            zScores: scores.map(\.z), standardErrors: scores.map(\.standardError))
    }

    /// What the limits say about people who count several times, as a sentence with a space before it.
    var independence: String {
        switch kind {
        case .count(let spread) where spread == 1:
            " They assume that events are independent of each other: those of a few people who offend often vary more."
        case .predicted, .count:
            " They allow for people who count several times, as all areas together have them; a verdict does as its own "
                + "area has them."
        case .proportion: ""
        }
    }

    /// The smallest possible value: a limit there excludes nothing.
    var floor: Double { kind.isProportion ? 0 : -100 }

    /// The middle of the funnel.
    var centre: Double {
        if case .proportion(let rate) = kind { return 100 * rate }
        return 0
    }

    /// The limits at a size, by chance alone.
    func limits(size: Double, confidence: Double) -> (lower: Double, upper: Double)? {
        switch kind {
        case .predicted(let rate, let spread):
            let n = Int((size / rate * (1 - rate) / spread).rounded())
            guard n > 0, let limits = try? ManyAreas.funnelLimits(n: n, target: rate, confidence: confidence) else {
                return nil
            }
            return (100 * (limits.lower / rate - 1), 100 * (limits.upper / rate - 1))
        case .proportion(let rate):
            let n = Int(size.rounded())
            guard n > 0, let limits = try? ManyAreas.funnelLimits(n: n, target: rate, confidence: confidence) else {
                return nil
            }
            return (100 * limits.lower, 100 * limits.upper)
        case .count(let spread):
            guard let limits = try? ManyAreas.funnelLimits(expected: size / spread, confidence: confidence) else {
                return nil
            }
            return (100 * (limits.lower - 1), 100 * (limits.upper - 1))
        }
    }

    /// The 99.8% limits at a size widened by how much areas differ; nil where they differ no more than by
    /// chance.
    func widenedLimits(size: Double) -> (lower: Double, upper: Double)? {
        guard let overdispersion, overdispersion.tauSquared > 0,
            let limits = try? kind.scale.limits(
                size: size / kind.spread, tauSquared: overdispersion.tauSquared, confidence: 0.998)
        else { return nil }
        if case .proportion = kind { return (100 * limits.lower, 100 * limits.upper) }
        return (100 * (limits.lower - 1), 100 * (limits.upper - 1))
    }
}

extension FunnelData.Kind {
    fileprivate var isProportion: Bool {
        if case .proportion = self { true } else { false }
    }

    /// How much larger the variance of a count is than on the scale's own terms: a ratio's is that of Poisson counts.
    fileprivate var spread: Double {
        switch self {
        case .predicted(_, let spread), .count(let spread): spread
        case .proportion: 1
        }
    }

    fileprivate var scale: FunnelScale {
        if case .proportion(let rate) = self { return .arcsineProportion(target: rate) }
        return .rootRatio
    }

    /// The titles of the axes: size and value.
    var axes: (size: String, value: String) {
        switch self {
        case .predicted: ("Number predicted to re-offend", "% above or below predicted")
        case .proportion: ("Number counted", "%")
        case .count: ("Offences expected", "% above or below expected")
        }
    }
}
