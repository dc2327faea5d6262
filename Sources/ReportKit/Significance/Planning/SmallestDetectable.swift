extension Planning {
    /// The smallest detectable relative difference, in % of the predicted rate: the true difference that the z test
    /// finds significant with the given power.
    ///
    /// 100 (z_{1-α/2} + z_power) sqrt(P(1 - P)/n) / P: at 95% and 80% power 1.43 times the range of insignificance. The
    /// common formula, which takes the variance at P on both sides; ``detectableRates(n:predicted:power:confidence:)``
    /// does without that shortcut. Infinite at P = 0, 0 at P = 1.
    public static func smallestDetectableDifference(
        n: Int, predicted: Double, power: Double = 0.8, confidence: Double = 0.95
    ) throws(SignificanceError) -> Double {
        try Check.level(power, name: "power")
        let range = try rangeOfInsignificance(n: n, predicted: predicted, confidence: confidence)
        return range * (1 + Normal.quantile(power) / Normal.critical(confidence: confidence))
    }

    /// The same for any expected count and variance, such as the Poisson-binomial's or the clustered one.
    public static func smallestDetectableDifference(
        expected: Double, variance: Double, power: Double = 0.8, confidence: Double = 0.95
    ) throws(SignificanceError) -> Double {
        try Check.level(power, name: "power")
        let range = try rangeOfInsignificance(expected: expected, variance: variance, confidence: confidence)
        return range * (1 + Normal.quantile(power) / Normal.critical(confidence: confidence))
    }

    /// The highest true rate below P, and the lowest above it, that the z test detects with the given power, each with
    /// its own variance.
    ///
    /// Solves |P - Q| sqrt(n) = z_{1-α/2} sqrt(P(1 - P)) + z_power sqrt(Q(1 - Q)) for Q (J. L. Fleiss, Statistical
    /// Methods for Rates and Proportions, 1.2): with d = P ∓ z_{1-α/2} sqrt(P(1 - P)/n) and c = z_power²/n, the roots
    /// of (1 + c) Q² - (2d + c) Q + d² = 0. Nil where not even a rate of 0 (or 1) would be detected. Power must be at
    /// least 0.5.
    public static func detectableRates(
        n: Int, predicted: Double, power: Double = 0.8, confidence: Double = 0.95
    ) throws(SignificanceError) -> (below: Double?, above: Double?) {
        try Check.counts(observed: 0, n: n)
        try Check.probability(predicted, name: "predicted")
        try Check.level(confidence)
        guard power >= 0.5, power < 1 else {
            throw .outOfRange(name: "power", value: power, allowed: "a level from 0.5 to below 1, such as 0.8")
        }
        let z = Normal.quantile(power)
        let c = z * z / Double(n)
        let margin =
            Normal.critical(confidence: confidence) * (predicted * (1 - predicted) / Double(n)).squareRoot()
        return (
            below: smallerRoot(d: predicted - margin, c: c),
            above: smallerRoot(d: 1 - predicted - margin, c: c).map { 1 - $0 }
        )
    }

    /// The smaller root of (1 + c) Q² - (2d + c) Q + d² = 0, nil for d < 0.
    private static func smallerRoot(d: Double, c: Double) -> Double? {
        guard d >= 0 else { return nil }
        let half = d + c / 2
        let root = (c * (d * (1 - d) + c / 4)).squareRoot()
        return half + root == 0 ? 0 : d * d / (half + root)
    }
}
