/// Another area of the same level, without its name: a point in a chart, for comparison with the reader's own areas.
///
/// It appears only in charts, never in a table or a file of figures.
public struct Comparator: Hashable, Codable, Sendable {
    public let level: AreaLevel
    public let observed: Int
    public let n: Int
    /// The expected events, in families that have an expectation.
    public let expected: Double?
    /// The variance of the observed count if the area is as expected, in families that tell it.
    public let variance: Double?

    public init(level: AreaLevel, observed: Int, n: Int, expected: Double?, variance: Double? = nil) {
        self.level = level
        self.observed = observed
        self.n = n
        self.expected = expected
        self.variance = variance
    }
}

extension Finding {
    /// The finding as a point among others; nil for groups, for not-assigned offenders, for numbers too small to be
    /// judged, for figures that are not judged for another reason, and in families whose charts do not compare areas by size.
    public var comparator: Comparator? {
        guard group == nil, area.level != .notAssigned, figures.isComparedBySize, let observed, let n,
            n >= JudgementRules.standard.smallestN, verdict != .notEnoughData, notJudged == nil
        else { return nil }
        return Comparator(
            level: area.level, observed: observed, n: n, expected: figures.expected,
            variance: figures.any.varianceOfCount)
    }
}

extension Finding.Figures {
    /// Whether charts of the family compare all areas of a level by size, as a funnel plot does.
    var isComparedBySize: Bool {
        switch self {
        case .predicted, .proportion, .change: true
        case .frequency, .rate, .standardised, .count, .countChange, .mean, .quantile, .supplied: false
        }
    }

    /// The events expected in the area; nil in families that have no expectation.
    public var expected: Double? {
        switch self {
        case .predicted(let figures): figures.expected
        case .change(let figures): figures.expected
        default: nil
        }
    }
}

extension ChangeFigures {
    /// The events expected in the follow-up; nil where no expectation is known.
    public var expected: Double? {
        guard let expectedChange, let baselinePerPerson else { return nil }
        return baselinePerPerson * Double(people) * yearShare * (1 + expectedChange / 100)
    }
}

extension [Comparator] {
    /// Sorted by size, so that the order does not reveal which area is which.
    public func unnamed() -> [Comparator] {
        sorted {
            ($0.level.rawValue, $0.n, $0.observed, $0.expected ?? 0) < (
                $1.level.rawValue, $1.n, $1.observed, $1.expected ?? 0
            )
        }
    }
}
