extension Proportions {
    /// The exact binomial test of a proportion, two-sided by minimum likelihood.
    ///
    /// p is the probability of all counts no more likely than the observed one (relative tolerance 1e-7), pLower =
    /// P(X <= observed), pUpper = P(X >= observed), X ~ Binomial(n, predicted). Valid for every n; at predicted 0 or 1
    /// p is 1 for the only possible count and 0 for any other. Relative error below 1e-12.
    /// R: `binom.test(observed, n, predicted)`.
    public static func exactTest(observed: Int, n: Int, predicted: Double) throws(SignificanceError) -> TestResult {
        let (distribution, lower, upper) = try tails(observed, n, predicted)
        let p = MinimumLikelihood.p(
            observed: observed, mean: distribution.mean, maximum: n, logPMF: { distribution.logPMF($0).hi },
            lowerTail: distribution.lowerTail, upperTail: distribution.upperTail)
        return TestResult(method: "exact binomial, minimum likelihood", p: p, pLower: lower, pUpper: upper)
    }

    /// The mid-p binomial test: half of the observed count's own probability enters each tail, and the smaller tail is
    /// doubled.
    ///
    /// p = min(1, 2 min(P(X <= O) - P(O)/2, P(X >= O) - P(O)/2)); pLower and pUpper are the mid-p tails. Less
    /// conservative than the exact test and close to its level on average, but not guaranteed to hold it. H. O.
    /// Lancaster, JASA 56 (1961) 223-234. R: `exactci::binom.exact(..., midp = TRUE, tsmethod = "central")`.
    public static func midPTest(observed: Int, n: Int, predicted: Double) throws(SignificanceError) -> TestResult {
        let (distribution, lower, upper) = try tails(observed, n, predicted)
        let half = distribution.pmf(observed) / 2
        return TestResult(
            method: "exact binomial, mid-p", p: 2 * min(lower - half, upper - half), pLower: lower - half,
            pUpper: upper - half)
    }

    /// The counts that the exact test does not call significant against a rate.
    ///
    /// By halving, since p falls on either side of the mean. At predicted 0 or 1 only the one possible count.
    /// - Parameters:
    ///   - n: the number of trials.
    ///   - predicted: the rate.
    ///   - significance: a p-value below this is significant.
    public static func insignificantCounts(
        n: Int, predicted: Double, significance: Double = 0.05
    ) throws(SignificanceError) -> ClosedRange<Int> {
        try Check.level(significance, name: "significance")
        let (distribution, _, _) = try tails(0, n, predicted)
        func isSignificant(_ count: Int) -> Bool {
            MinimumLikelihood.p(
                observed: count, mean: distribution.mean, maximum: n, logPMF: { distribution.logPMF($0).hi },
                lowerTail: distribution.lowerTail, upperTail: distribution.upperTail) < significance
        }
        let middle = min(max(Int(distribution.mean.rounded()), 0), n)
        let lowest = Search.firstIndex(from: 0, limit: middle) { !isSignificant($0) }
        let above = Search.firstIndex(from: middle + 1, limit: n + 1, where: isSignificant)
        return lowest...max(lowest, above - 1)
    }

    private static func tails(
        _ observed: Int, _ n: Int, _ predicted: Double
    ) throws(SignificanceError) -> (Binomial, lower: Double, upper: Double) {
        try Check.counts(observed: observed, n: n)
        try Check.probability(predicted, name: "predicted")
        let distribution = try Binomial(n: n, probability: predicted)
        return (distribution, distribution.lowerTail(observed), distribution.upperTail(observed))
    }
}
