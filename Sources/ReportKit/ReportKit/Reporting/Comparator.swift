/// Another area of a level, without its name: a point that a reader's own areas are seen among.
///
/// It goes into pictures only, never into a table or a file of figures.
public struct Comparator: Hashable, Codable, Sendable {
    public let level: AreaLevel
    public let observed: Int
    public let n: Int
    /// The events expected, in families that expect any.
    public let expected: Double?

    public init(level: AreaLevel, observed: Int, n: Int, expected: Double?) {
        self.level = level
        self.observed = observed
        self.n = n
        self.expected = expected
    }
}

extension Finding {
    /// The finding as a point among others; nil for groups, for offenders of no known authority, for so few that
    /// they are not judged, and in families that are not drawn by size.
    public var comparator: Comparator? {
        guard group == nil, area.level != .notAssigned, figures.isComparedBySize, let observed, let n,
            n >= JudgementRules.standard.smallestN, verdict != .notEnoughData
        else { return nil }
        return Comparator(level: area.level, observed: observed, n: n, expected: figures.expected)
    }
}

extension Finding.Figures {
    /// Whether areas are seen among all of their level by size, as in a funnel.
    var isComparedBySize: Bool {
        switch self {
        case .predicted, .proportion, .change: true
        case .frequency, .rate, .standardised, .count, .countChange, .mean, .supplied: false
        }
    }

    /// The events expected of the area; nil in families that expect none.
    public var expected: Double? {
        switch self {
        case .predicted(let figures): figures.expected
        case .change(let figures): figures.expected
        default: nil
        }
    }
}

extension ChangeFigures {
    /// The follow-up's events that were expected; nil where nothing was.
    public var expected: Double? {
        guard let expectedChange, let baselinePerPerson else { return nil }
        return baselinePerPerson * Double(people) * yearShare * (1 + expectedChange / 100)
    }
}

extension [Comparator] {
    /// By size, so that their order says nothing of whose they are.
    public func unnamed() -> [Comparator] {
        sorted {
            ($0.level.rawValue, $0.n, $0.observed, $0.expected ?? 0) < (
                $1.level.rawValue, $1.n, $1.observed, $1.expected ?? 0
            )
        }
    }
}
