extension Planning {
    /// Whether a test looks for differences on one side of the prediction or on both.
    public enum Sides: Sendable, Hashable {
        /// A difference in the stated direction only.
        case one
        /// A difference in either direction.
        case two
    }

    /// The cohort at which an observed relative difference of exactly this size is significant. Power is not
    /// considered, so a true difference of this size is found every other time.
    ///
    /// The smallest whole n >= z² (1 - P) / (P d²), d = `relativeDifference` / 100: 5,884 for -7.77% at P = 9.76% and
    /// 95% two-sided. The inverse of ``rangeOfInsignificance(n:predicted:confidence:)``.
    /// - Parameters:
    ///   - predicted: P, the predicted rate.
    ///   - relativeDifference: in % of the predicted rate, such as -7.77; not 0.
    ///   - confidence: the level at which the difference should be significant.
    ///   - sides: whether to look for differences in one direction or in either.
    ///   - designEffect: how much larger the variance is because people are in several rows; n counts rows.
    public static func cohortSize(
        predicted: Double, relativeDifference: Double, confidence: Double = 0.95, sides: Sides = .two,
        designEffect: Double = 1
    ) throws(SignificanceError) -> Int {
        let rate = try targetRate(predicted, relativeDifference)
        let z = try critical(confidence, sides)
        try Check.positive(designEffect, name: "designEffect")
        let variance = designEffect * predicted * (1 - predicted)
        return try whole(z * z * variance / ((rate - predicted) * (rate - predicted)))
    }

    /// The cohort at which a true relative difference of this size is found significant with the given power.
    ///
    /// The smallest whole n >= ((z_{1-α/2} sqrt(P(1 - P)) + z_power sqrt(Q(1 - Q))) / (P - Q))², Q = P(1 + d/100)
    /// (J. L. Fleiss, Statistical Methods for Rates and Proportions, 1.2): each rate with its own variance. n counts
    /// rows, and is larger by the design effect where people are in several.
    public static func cohortSize(
        predicted: Double, relativeDifference: Double, power: Double, confidence: Double = 0.95, sides: Sides = .two,
        designEffect: Double = 1
    ) throws(SignificanceError) -> Int {
        let rate = try targetRate(predicted, relativeDifference)
        try Check.level(power, name: "power")
        let margin = try critical(confidence, sides) * (predicted * (1 - predicted)).squareRoot()
        let reach = margin + Normal.quantile(power) * (rate * (1 - rate)).squareRoot()
        let root = max(0, reach) / (rate - predicted)
        try Check.positive(designEffect, name: "designEffect")
        return try whole(designEffect * root * root)
    }

    private static func targetRate(
        _ predicted: Double, _ relativeDifference: Double
    ) throws(SignificanceError) -> Double {
        guard predicted > 0, predicted < 1 else {
            throw .outOfRange(name: "predicted", value: predicted, allowed: "a rate between 0 and 1")
        }
        let rate = predicted * (1 + relativeDifference / 100)
        guard relativeDifference != 0, rate >= 0, rate <= 1 else {
            throw .outOfRange(
                name: "relativeDifference", value: relativeDifference,
                allowed: "a difference in %, not 0, that leaves a rate from 0 to 1")
        }
        return rate
    }

    private static func critical(_ confidence: Double, _ sides: Sides) throws(SignificanceError) -> Double {
        try Check.level(confidence)
        return Normal.upperQuantile((1 - confidence) / (sides == .two ? 2 : 1))
    }

    private static func whole(_ n: Double) throws(SignificanceError) -> Int {
        guard n < 1e15 else {
            throw .outOfRange(name: "relativeDifference", value: n, allowed: "a difference a real cohort could show")
        }
        return max(1, Int(n.rounded(.up)))
    }
}
