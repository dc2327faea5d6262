/// Judging quantiles, such as a median, from the values themselves.
public enum Quantiles {}

extension Quantiles {
    /// The sample quantile: with h = (n - 1) p, x⌊h⌋ + (h - ⌊h⌋)(x⌊h⌋₊₁ - x⌊h⌋), values numbered from 0.
    ///
    /// Type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361-365: R's own default, and what
    /// PostgreSQL's `percentile_cont` gives. The median of an even number of values lies half-way between the two in the
    /// middle. Refuses no values, and a probability outside 0...1. R: `quantile(x, probability)`.
    /// - Parameters:
    ///   - sorted: the values, the smallest first.
    ///   - probability: p; 0.5 for the median.
    public static func value(sorted: [Double], probability: Double) throws(SignificanceError) -> Double {
        guard !sorted.isEmpty else { throw .empty(name: "sorted") }
        try Check.probability(probability, name: "probability")
        let place = Double(sorted.count - 1) * probability
        let below = Int(place)
        guard below + 1 < sorted.count else { return sorted[below] }
        return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }

    /// The interval of a quantile between two of the ordered values; nil where there are too few values for one.
    ///
    /// The number of values at most the true quantile is binomial with n and p, whatever the values' distribution. So
    /// (x_l, x_u), numbered from 1, covers it with probability at least P(l <= B < u): l is the largest with P(B < l) at
    /// most half of 1 - confidence, and u the smallest with P(B >= u) at most that. Where even the smallest value lies too
    /// likely above the quantile, or the largest below it, there is no such pair: a median has a 95% interval from 6
    /// values on, a 90th percentile from 36. The true coverage is at least the level, and more where values are few.
    /// W. J. Conover, Practical Nonparametric Statistics (3rd ed., 1999) section 3.2; G. J. Hahn and W. Q. Meeker,
    /// Statistical Intervals (1991) section 5.2. SciPy: `stats.quantile_test(x, p=p).confidence_interval()`.
    /// - Parameters:
    ///   - sorted: the values, the smallest first.
    ///   - probability: p, strictly between 0 and 1.
    ///   - confidence: the least probability that the interval covers the true quantile.
    public static func interval(
        sorted: [Double], probability: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval? {
        guard !sorted.isEmpty else { throw .empty(name: "sorted") }
        guard let places = try places(n: sorted.count, probability: probability, confidence: confidence) else {
            return nil
        }
        return Interval(
            lower: sorted[places.lower - 1], upper: sorted[places.upper - 1], confidence: confidence,
            method: "order statistics, exact")
    }

    /// Which of the ordered values, numbered from 1, are the ends of a quantile's interval; nil where there is none.
    static func places(
        n: Int, probability: Double, confidence: Double
    ) throws(SignificanceError) -> (lower: Int, upper: Int)? {
        try Check.level(probability, name: "probability")
        try Check.level(confidence)
        let distribution = try Binomial(n: n, probability: probability)
        let tail = (1 - confidence) / 2
        // The first whose lower tail is too heavy to lie beyond the interval.
        let lower = Search.firstIndex(from: 0, limit: n) { distribution.lowerTail($0) > tail }
        let upper = Search.firstIndex(from: 1, limit: n + 1) { distribution.upperTail($0) <= tail }
        return lower >= 1 && upper <= n ? (lower, upper) : nil
    }

    /// The exact test that a quantile is the one expected.
    ///
    /// With T₁ values at most the expected and T₂ below it, and B binomial with n and p: pLower = P(B <= T₁), small where
    /// too few values are that low, so that the true quantile is higher; pUpper = P(B >= T₂); p = min(1, 2 min(pLower,
    /// pUpper)). Values equal to the expected never speak against it. W. J. Conover, Practical Nonparametric Statistics
    /// (3rd ed., 1999) section 3.2; for p = 0.5 the sign test. SciPy: `stats.quantile_test(x, q=expected, p=p)`.
    /// - Parameters:
    ///   - values: in any order.
    ///   - probability: p, strictly between 0 and 1.
    ///   - expected: the quantile that is tested.
    public static func test(
        _ values: [Double], probability: Double, expected: Double
    ) throws(SignificanceError) -> TestResult {
        guard !values.isEmpty else { throw .empty(name: "values") }
        try Check.level(probability, name: "probability")
        try Check.finite(expected, name: "expected")
        let distribution = try Binomial(n: values.count, probability: probability)
        let lower = distribution.lowerTail(values.count { $0 <= expected })
        let upper = distribution.upperTail(values.count { $0 < expected })
        return TestResult(
            method: "quantile, exact binomial", p: 2 * min(lower, upper), pLower: lower, pUpper: upper)
    }
}
