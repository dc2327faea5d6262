extension Proportions {
    /// The Clopper-Pearson ("exact") interval of a proportion, which covers the true one at least as often as stated.
    ///
    /// Lower: the α/2 quantile of Beta(O, n - O + 1); upper: the 1 - α/2 quantile of Beta(O + 1, n - O), α = 1 -
    /// `confidence`. C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413. The lower limit is 0 at O = 0, the
    /// upper 1 at O = n, each with α/2 on the other side. Relative error below 1e-12.
    /// R: `binom.test(observed, n)$conf.int`.
    public static func clopperPearsonInterval(
        observed: Int, n: Int, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.counts(observed: observed, n: n)
        try Check.level(confidence)
        let tail = (1 - confidence) / 2
        let successes = Double(observed)
        let failures = Double(n - observed)
        return Interval(
            lower: observed == 0 ? 0 : IncompleteBeta.quantile(a: successes, b: failures + 1, lower: tail),
            upper: observed == n ? 1 : IncompleteBeta.quantile(a: successes + 1, b: failures, upper: tail),
            confidence: confidence, method: "Clopper-Pearson")
    }
}
