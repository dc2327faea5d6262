/// Judging counts of events: against an expected count, against another count, and person by person.
public enum Counts {}

extension Counts {
    /// The exact Poisson test of a count, two-sided by minimum likelihood.
    ///
    /// p is the probability of all counts no more likely than the observed one (relative tolerance 1e-7), pLower =
    /// P(X <= observed), pUpper = P(X >= observed), X ~ Poisson(expected). At expected 0, p is 1 for a count of 0 and 0
    /// for any other. Refuses negative, NaN, and above 10¹⁵. Relative error below 1e-12. R: `poisson.test(observed, r = expected)`.
    public static func exactTest(observed: Int, expected: Double) throws(SignificanceError) -> TestResult {
        try Check.count(observed, name: "observed")
        try Check.expected(expected, name: "expected")
        let distribution = try Poisson(mean: expected)
        let p = MinimumLikelihood.p(
            observed: observed, mean: expected, maximum: nil, logPMF: { distribution.logPMF($0).hi },
            lowerTail: distribution.lowerTail, upperTail: distribution.upperTail)
        return TestResult(
            method: "exact Poisson, minimum likelihood", p: p, pLower: distribution.lowerTail(observed),
            pUpper: distribution.upperTail(observed))
    }
}
