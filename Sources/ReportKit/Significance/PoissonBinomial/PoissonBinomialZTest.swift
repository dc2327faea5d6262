extension PoissonBinomial {
    /// The normal form of the Poisson-binomial test: z = (O - E) / sqrt(Σ p(1 - p)), E = Σ p.
    ///
    /// Like the one-sample z, with the variance of people who differ in place of n P(1 - P), which is never smaller. An
    /// approximation: prefer the exact ``test(observed:probabilities:)``. Where every probability is 0 or 1 there is no
    /// variance: ``TestResult/statistic`` is nil, and p is 1 if the observed count equals E, else 0. Refuses NaN and
    /// values outside 0...1.
    public static func zTest(observed: Int, probabilities: [Double]) throws(SignificanceError) -> TestResult {
        let distribution = try PoissonBinomial(probabilities: probabilities)
        try Check.counts(observed: observed, n: probabilities.count)
        return try zTest(observed: observed, expected: distribution.mean, variance: distribution.variance)
    }

    /// The same from sums that are already known.
    /// - Parameters:
    ///   - observed: O.
    ///   - expected: E = Σ p.
    ///   - variance: Σ p(1 - p).
    public static func zTest(
        observed: Int, expected: Double, variance: Double
    ) throws(SignificanceError) -> TestResult {
        try Check.count(observed, name: "observed")
        try Check.nonNegative(expected, name: "expected")
        try Check.nonNegative(variance, name: "variance")
        let method = "Poisson-binomial z"
        let difference = Double(observed) - expected
        guard variance > 0 else { return TestResult(method: method, certainty: difference) }
        return TestResult(method: method, z: difference / variance.squareRoot())
    }
}
