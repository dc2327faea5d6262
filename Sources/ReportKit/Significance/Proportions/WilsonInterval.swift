extension Proportions {
    /// The Wilson score interval of a proportion: the values P that the z test does not reject.
    ///
    /// (2O + z² ∓ z sqrt(z² + 4O(1 - O/n))) / (2(n + z²)), E. B. Wilson, JASA 22 (1927) 209-212. The lower limit is
    /// exactly 0 at O = 0, the upper exactly 1 at O = n; n = 0 is refused. Relative error of both limits below 1e-14.
    /// R: `prop.test(observed, n, correct = FALSE)$conf.int`; PHEindicatormethods: `phe_proportion`.
    public static func wilsonInterval(
        observed: Int, n: Int, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.counts(observed: observed, n: n)
        try Check.level(confidence)
        let z = Normal.critical(confidence: confidence)
        return Interval(
            lower: wilsonLower(Double(observed), Double(n), z),
            upper: 1 - wilsonLower(Double(n - observed), Double(n), z),
            confidence: confidence, method: "Wilson score")
    }

    /// The same for a rate whose variance is that of another number of independent people, such as n divided by a design
    /// effect (E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998) 193-201, with Wilson's interval).
    public static func wilsonInterval(
        rate: Double, effectiveN: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.probability(rate, name: "rate")
        try Check.positive(effectiveN, name: "effectiveN")
        try Check.level(confidence)
        let z = Normal.critical(confidence: confidence)
        return Interval(
            lower: wilsonLower(rate * effectiveN, effectiveN, z),
            upper: 1 - wilsonLower((1 - rate) * effectiveN, effectiveN, z), confidence: confidence,
            method: "Wilson score")
    }

    /// The lower limit with its numerator rationalised, so that small counts lose no digits:
    /// 2O² / (n (2O + z² + z sqrt(z² + 4O(1 - O/n)))).
    private static func wilsonLower(_ observed: Double, _ n: Double, _ z: Double) -> Double {
        let root = (z * z + 4 * observed * (1 - observed / n)).squareRoot()
        return observed * (2 * observed / n) / (2 * observed + z * z + z * root)
    }
}
