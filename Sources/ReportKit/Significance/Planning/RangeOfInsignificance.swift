/// What a cohort of a given size can and cannot show.
public enum Planning {}

extension Planning {
    /// The range of insignificance: the smallest relative difference, in % of the predicted rate, that the one-sample z
    /// test finds significant, in either direction.
    ///
    /// 100 z sqrt(P(1 - P)/n) / P, z = Φ⁻¹(1 - α/2), α = 1 - `confidence`: 8.6% for n = 6,000 and P = 8%. Infinite at
    /// P = 0, 0 at P = 1. A normal approximation, like the test itself.
    public static func rangeOfInsignificance(
        n: Int, predicted: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Double {
        try Check.counts(observed: 0, n: n)
        try Check.probability(predicted, name: "predicted")
        let expected = Double(n) * predicted
        return try rangeOfInsignificance(
            expected: expected, variance: expected * (1 - predicted), confidence: confidence)
    }

    /// The same for any expected count and variance: with Σ p(1 - p), the range of the Poisson-binomial z test; with
    /// the variance summed by person, that of the clustered test.
    public static func rangeOfInsignificance(
        expected: Double, variance: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Double {
        try Check.nonNegative(expected, name: "expected")
        try Check.nonNegative(variance, name: "variance")
        try Check.level(confidence)
        guard expected > 0 else { return .infinity }
        return 100 * Normal.critical(confidence: confidence) * variance.squareRoot() / expected
    }
}
