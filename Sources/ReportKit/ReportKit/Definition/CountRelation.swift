/// How counts of one or several indicators add up, whatever the area, the group of people and, mostly, the period.
///
/// ```
/// OM38 = M5 + M5a                            reports made orally or fast
/// M6.n = M5                                  of the fast ones, those in time
/// NI18.n + NI18.prediction = M4.n            the same cohort, with and without a prediction
/// INT01 = INT13 in a first quarter           the year so far is then the quarter
/// OM39 >= OM11 + OM12                        what is left over is a count of people too
/// ```
///
/// Whoever knows all counts of a relation but one knows that one as well, so disclosure control weighs them together.
///
/// A relation holds in every area and group where its counts are known and its figures lack none of their members, or
/// the same ones (``MemberCoverage``). What an area without a finding counts is said by
/// ``Family/isZeroWithoutFinding(_:)``.
public struct CountRelation: Hashable, Codable, Sendable {
    /// One count, and how many times it is added.
    public struct Term: Hashable, Codable, Sendable {
        /// The indicator's identifier.
        public let indicator: String
        public let kind: CountKind
        public let factor: Int

        public init(_ indicator: String, _ kind: CountKind = .observed, times factor: Int = 1) {
            self.indicator = indicator
            self.kind = kind
            self.factor = factor
        }
    }

    /// What the terms add up to.
    public enum Comparison: String, Codable, Sendable {
        /// Zero.
        case equal = "="
        /// Zero or more: the number of people, or events, of a group that no report shows by itself. It is a count like
        /// any other, and must not be worked out where it is small.
        case atLeast = ">="
    }

    /// For which periods a relation holds.
    public enum Validity: String, Codable, CaseIterable, Sendable {
        case everyPeriod = "every-period"
        /// Only for periods that consist of whole quarters, for counts that are supplied by quarter.
        case wholeQuarters = "whole-quarters"
        /// Only for a period that is the first quarter of a financial year: what is counted for the quarter and what is
        /// counted from the year's first day are then the same.
        case firstQuarter = "first-quarter"
    }

    /// Each count once, with a factor other than zero, in the order of indicators and kinds. The factors have no common
    /// divisor, and the first of an equality is positive, so that two relations that say the same are equal.
    public let terms: [Term]
    public let comparison: Comparison
    public let validity: Validity

    /// - Parameters:
    ///   - left: counts to add.
    ///   - comparison: how their sum compares with that of `right`.
    ///   - right: counts to add on the other side.
    ///   - validity: for which periods it holds.
    public init(
        _ left: [Term], _ comparison: Comparison = .equal, _ right: [Term], in validity: Validity = .everyPeriod
    ) {
        var factors: [Count: Int] = [:]
        for term in left { factors[Count(term), default: 0] += term.factor }
        for term in right { factors[Count(term), default: 0] -= term.factor }
        let counts = factors.filter { $0.value != 0 }.keys.sorted()
        let divisor = counts.reduce(0) { Self.greatestDivisor($0, abs(factors[$1] ?? 0)) }
        let sign = comparison == .equal && (counts.first.flatMap { factors[$0] } ?? 1) < 0 ? -1 : 1
        terms = counts.map { count in
            Term(count.indicator, count.kind, times: sign * (factors[count] ?? 0) / divisor)
        }
        self.comparison = comparison
        self.validity = validity
    }

    /// The relation with every indicator under another name.
    func renamed(_ name: (String) -> String) -> CountRelation {
        CountRelation(
            terms.map { Term(name($0.indicator), $0.kind, times: $0.factor) }, comparison, [], in: validity)
    }

    private struct Count: Hashable, Comparable {
        let indicator: String
        let kind: CountKind

        init(_ term: Term) {
            indicator = term.indicator
            kind = term.kind
        }

        static func < (a: Count, b: Count) -> Bool {
            (a.indicator, a.kind.rawValue) < (b.indicator, b.kind.rawValue)
        }
    }

    private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestDivisor(b, a % b)
    }
}

extension CountRelation {
    /// Whether the relation holds for a report's period.
    public func holds(for period: ReportPeriod) -> Bool {
        let (first, last) = (Quarter(containing: period.days.from), Quarter(containing: period.lastDay))
        let isWhole = period.days.from == first.firstDay && period.lastDay == last.lastDay
        return switch validity {
        case .everyPeriod: true
        case .wholeQuarters: isWhole
        case .firstQuarter: isWhole && first == last && first.number == 1
        }
    }
}

extension CountRelation.Validity {
    /// The words that end a relation in a module's header; none for every period.
    public var words: String {
        switch self {
        case .everyPeriod: ""
        case .wholeQuarters: "in whole quarters"
        case .firstQuarter: "in a first quarter"
        }
    }
}

extension CountRelation: CustomStringConvertible {
    /// The relation as a module's header says it, each count with its indicator: `OM38 = M5 + M5a`.
    public var description: String {
        let positive = terms.filter { $0.factor > 0 }
        let negative = terms.filter { $0.factor < 0 }
        let swaps = comparison == .equal && (positive.isEmpty || negative.count == 1 && positive.count > 1)
        let (left, right) = swaps ? (negative, positive) : (positive, negative)
        let words = "\(Self.sum(left)) \(comparison.rawValue) \(Self.sum(right))"
        return validity == .everyPeriod ? words : "\(words) \(validity.words)"
    }

    private static func sum(_ terms: [Term]) -> String {
        terms.isEmpty ? "0" : terms.map(\.description).joined(separator: " + ")
    }
}

extension CountRelation.Term: CustomStringConvertible {
    /// The count without the sign of its factor: `M5`, `M6.n`, `2 OM01`.
    public var description: String {
        let count = kind == .observed ? indicator : "\(indicator).\(kind.rawValue)"
        return abs(factor) == 1 ? count : "\(abs(factor)) \(count)"
    }
}
