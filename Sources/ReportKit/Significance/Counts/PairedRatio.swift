import Glibc

/// The events of the same people in two periods, as one ratio.
public struct PairedRatio: Sendable, Hashable {
    /// The number of people.
    public let n: Int
    /// All events of the baseline period.
    public let baseline: Int
    /// All events of the follow-up period.
    public let followUp: Int
    /// Follow-up divided by baseline.
    public let ratio: Double
    /// The standard error of log(ratio), by person; nil where there is no follow-up event, or only one person.
    public let standardErrorOfLog: Double?
    /// The interval of the ratio, by person; nil where the standard error is.
    public let interval: Interval?
    /// The test that the true ratio is the expected one (by default 1), by person.
    public let test: TestResult
    /// Whether there are too few people to rely on the interval or the test.
    public let few: Bool

    /// 100 (follow-up - baseline) / baseline; negative for a fall.
    public var percentChange: Double { 100 * (ratio - 1) }
}

extension Counts {
    /// The ratio of a group's events in a follow-up period to the same people's events in a baseline period.
    ///
    /// R = ΣF/ΣB. People differ and their two counts are correlated, so neither a Poisson nor a binomial variance
    /// holds; the person is the unit. Interval: R exp(∓ t s), s² = G/(G - 1) Σ (f/ΣF - b/ΣB)², the delta-method
    /// (sandwich) variance of log R (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 6.4; as `survey::svyratio` in
    /// R, on the log scale), t of Student with G - 1 degrees of freedom. Test: the one-sample t test of the f - R0 b,
    /// which needs no follow-up event (R: `t.test(followUp - R0 * baseline)`); for one person its normal form.
    ///
    /// People selected for offending a lot in the baseline offend less later without any effect (regression to the
    /// mean): the interval says how much the ratio varies, not why it fell. Refuses a baseline without any event.
    /// Interval and test come from different scales, and hold for many events only: ``PeriodChange`` judges few as well.
    /// - Parameters:
    ///   - baseline: each person's events in the baseline period.
    ///   - followUp: the same people's events in the follow-up period, in the same order.
    ///   - expectedRatio: the ratio to test against, such as 0.78 for an expected fall of 22%.
    ///   - confidence: the level of the interval.
    public static func pairedRatio(
        baseline: [Int], followUp: [Int], expectedRatio: Double = 1, confidence: Double = 0.95
    ) throws(SignificanceError) -> PairedRatio {
        try Check.sameLength(followUp.count, "followUp", baseline.count, "baseline")
        guard !baseline.isEmpty else { throw .empty(name: "baseline") }
        for count in baseline { try Check.count(count, name: "baseline") }
        for count in followUp { try Check.count(count, name: "followUp") }
        try Check.positive(expectedRatio, name: "expectedRatio")
        try Check.level(confidence)
        let (before, after) = (baseline.reduce(0, +), followUp.reduce(0, +))
        guard before > 0 else { throw .tooFew(name: "baseline", count: 0, needed: 1) }
        let residuals = zip(followUp, baseline).map { Double($0) - expectedRatio * Double($1) }
        let ratio = Double(after) / Double(before)
        let error = standardErrorOfLog(baseline, followUp, Double(before), Double(after))
        let test = try Clustered.test(residualSums: residuals)
        return PairedRatio(
            n: baseline.count, baseline: before, followUp: after, ratio: ratio, standardErrorOfLog: error,
            interval: error.map { error in
                let t = StudentT.critical(confidence: confidence, degreesOfFreedom: Double(baseline.count - 1))
                let factor = exp(t * error)
                return Interval(
                    lower: ratio / factor, upper: ratio * factor, confidence: confidence,
                    method: "ratio, variance by person")
            },
            test: test.smallSample ?? test.normal, few: test.few)
    }

    private static func standardErrorOfLog(
        _ baseline: [Int], _ followUp: [Int], _ before: Double, _ after: Double
    ) -> Double? {
        let count = Double(baseline.count)
        guard after > 0, count > 1 else { return nil }
        let squares = zip(baseline, followUp).reduce(0.0) { sum, pair in
            let difference = Double(pair.1) / after - Double(pair.0) / before
            return sum + difference * difference
        }
        return (squares * count / (count - 1)).squareRoot()
    }
}
