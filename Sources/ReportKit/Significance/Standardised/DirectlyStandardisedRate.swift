/// Rates and ratios that allow for differences between areas in age, or in any other strata.
public enum Standardised {}

/// A standardised rate or ratio with its interval.
public struct StandardisedValue: Sendable, Hashable {
    /// The rate (per `per` people) or the ratio.
    public let value: Double
    /// Its interval; nil where no events were observed.
    public let interval: Interval?
    /// The total number of observed events.
    public let observed: Int
    /// The events expected at the reference rates; nil for a direct rate.
    public let expected: Double?
    /// Whether fewer than 10 events were observed: PHEindicatormethods then gives no directly standardised rate.
    public var few: Bool { observed < 10 }
}

extension Standardised {
    /// The directly standardised rate: what the area's rate would be with the standard population.
    ///
    /// Σ w O/n / Σ w, with variance Σ w² O/n² / (Σ w)². Interval by A. J. Dobson and others, Statistics in Medicine 10
    /// (1991) 457-462: value + sqrt(variance / ΣO) (limit(ΣO) - ΣO), limit being Byar's limit of the total count. Nil
    /// where no event was observed. R: `PHEindicatormethods::calculate_dsr`, `phe_dsr`.
    /// - Parameters:
    ///   - observed: the events in each stratum.
    ///   - n: the population (or person-years) of each stratum.
    ///   - standard: the standard population of each stratum; only the proportions matter.
    ///   - per: the number of people to express the rate per.
    ///   - confidence: the level of the interval.
    public static func directRate(
        observed: [Int], n: [Double], standard: [Double], per: Double = 100_000, confidence: Double = 0.95
    ) throws(SignificanceError) -> StandardisedValue {
        guard !observed.isEmpty else { throw .empty(name: "observed") }
        try Check.sameLength(n.count, "n", observed.count, "observed")
        try Check.sameLength(standard.count, "standard", observed.count, "observed")
        for stratum in observed.indices {
            try Check.count(observed[stratum], name: "observed[\(stratum)]")
            try Check.positive(n[stratum], name: "n[\(stratum)]")
            try Check.nonNegative(standard[stratum], name: "standard[\(stratum)]")
        }
        try Check.positive(per, name: "per")
        let weights = standard.reduce(0, +)
        try Check.positive(weights, name: "the sum of standard")
        var (value, variance) = (0.0, 0.0)
        for (count, (n, standard)) in zip(observed, zip(n, standard)) {
            let weight = standard / weights / n
            value += weight * Double(count)
            variance += weight * weight * Double(count)
        }
        let total = observed.reduce(0, +)
        let byar = try Counts.byarInterval(observed: total, confidence: confidence)
        let scale = total > 0 ? (variance / Double(total)).squareRoot() : 0
        return StandardisedValue(
            value: value * per,
            interval: total == 0
                ? nil
                : Interval(
                    lower: (value + scale * (byar.lower - Double(total))) * per,
                    upper: (value + scale * (byar.upper - Double(total))) * per, confidence: confidence,
                    method: "Dobson"),
            observed: total, expected: nil)
    }
}
