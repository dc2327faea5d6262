/// Judging actual against predicted over time.
public enum OverTime {}

extension OverTime {
    /// Actual and predicted in one period: a single quarter, or a rolling year of four.
    public struct Period: Sendable, Hashable {
        /// The number of its first quarter, counted from any origin.
        public let firstQuarter: Int
        /// How many quarters it spans.
        public let quarters: Int
        /// The observed count.
        public let observed: Int
        /// The expected count, Σ p.
        public let expected: Double
        /// The variance of the observed count: Σ p(1 - p), or the one summed by person.
        public let variance: Double

        /// A period; refuses a span below 1, a negative count, and a variance that is not above 0.
        public init(
            firstQuarter: Int, quarters: Int = 1, observed: Int, expected: Double, variance: Double
        ) throws(SignificanceError) {
            guard quarters > 0 else {
                throw .outOfRange(name: "quarters", value: Double(quarters), allowed: "a whole number of at least 1")
            }
            try Check.count(observed, name: "observed")
            try Check.nonNegative(expected, name: "expected")
            try Check.positive(variance, name: "variance")
            self.firstQuarter = firstQuarter
            self.quarters = quarters
            self.observed = observed
            self.expected = expected
            self.variance = variance
        }

        /// (O - E) / sqrt(V).
        public var z: Double { (Double(observed) - expected) / variance.squareRoot() }

        /// Its middle, in quarters.
        var middle: Double { Double(firstQuarter) + Double(quarters - 1) / 2 }

        func overlaps(_ other: Period) -> Bool {
            firstQuarter < other.firstQuarter + other.quarters && other.firstQuarter < firstQuarter + quarters
        }
    }

    /// The positions, in order of time, of the largest number of periods that do not overlap, counted back from the
    /// latest: for rolling years released each quarter, every fourth.
    public static func nonOverlapping(_ periods: [Period]) -> [Int] {
        let end = { (index: Int) in periods[index].firstQuarter + periods[index].quarters }
        let latestFirst = periods.indices.sorted { (end($0), $0) > (end($1), $1) }
        var kept: [Int] = []
        for index in latestFirst where !kept.contains(where: { periods[$0].overlaps(periods[index]) }) {
            kept.append(index)
        }
        return kept.reversed()
    }

    /// Refuses periods that share a quarter, and fewer than `needed`.
    static func checkApart(_ periods: [Period], needed: Int) throws(SignificanceError) {
        guard periods.count >= needed else { throw .tooFew(name: "periods", count: periods.count, needed: needed) }
        for index in periods.indices {
            for other in periods.indices.prefix(index) where periods[other].overlaps(periods[index]) {
                throw .overlapping(name: "periods", index: index, other: other)
            }
        }
    }
}
