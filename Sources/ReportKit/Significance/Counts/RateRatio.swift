/// Two counts of events compared as a ratio of rates.
public struct RateRatio: Sendable, Hashable {
    /// (observed / exposure) / (other / otherExposure); infinite where only the other count is 0, NaN where both are.
    public let ratio: Double
    /// The exact conditional interval of the ratio.
    public let interval: Interval
    /// The exact conditional test that the ratio is the expected one.
    public let test: TestResult
}

extension Counts {
    /// The exact conditional comparison of two independent Poisson counts.
    ///
    /// Given their sum, the first count is binomial with probability π = R t / (R t + u), t and u being the exposures
    /// and R the ratio of the rates; so the test is the exact binomial one (two-sided by minimum likelihood) and the
    /// interval the Clopper-Pearson one of π, turned back into R. J. Przyborowski and H. Wilenski, Biometrika 31 (1940)
    /// 313-323. Two counts of 0 say nothing: the interval is 0 to infinity, p is 1. The counts must come from different
    /// people, or from periods that are independent; for the same people twice use ``PeriodChange``.
    /// R: `poisson.test(c(observed, other), c(exposure, otherExposure), r = expectedRatio)`.
    /// - Parameters:
    ///   - observed: the first count.
    ///   - exposure: people, person-years, or any measure of size of the first count; only the quotient matters.
    ///   - other: the second count.
    ///   - otherExposure: its exposure, in the same measure.
    ///   - expectedRatio: the ratio to test against.
    ///   - confidence: the level of the interval.
    public static func rateRatio(
        observed: Int, exposure: Double = 1, other: Int, otherExposure: Double = 1, expectedRatio: Double = 1,
        confidence: Double = 0.95
    ) throws(SignificanceError) -> RateRatio {
        try Check.count(observed, name: "observed")
        try Check.count(other, name: "other")
        try Check.positive(exposure, name: "exposure")
        try Check.positive(otherExposure, name: "otherExposure")
        try Check.positive(expectedRatio, name: "expectedRatio")
        try Check.level(confidence)
        let method = "exact conditional"
        let sum = observed + other
        let size = otherExposure / exposure
        guard sum > 0 else {
            return RateRatio(
                ratio: .nan, interval: Interval(lower: 0, upper: .infinity, confidence: confidence, method: method),
                test: TestResult(method: method, p: 1, pLower: 1, pUpper: 1))
        }
        let test = try Proportions.exactTest(
            observed: observed, n: sum, predicted: expectedRatio / (expectedRatio + size))
        let share = try Proportions.clopperPearsonInterval(observed: observed, n: sum, confidence: confidence)
        let odds = { (share: Double) in share / (1 - share) * size }
        return RateRatio(
            ratio: Double(observed) / Double(other) * size,
            interval: Interval(
                lower: odds(share.lower), upper: odds(share.upper), confidence: confidence, method: method),
            test: TestResult(method: method, p: test.p, pLower: test.pLower, pUpper: test.pUpper))
    }
}
