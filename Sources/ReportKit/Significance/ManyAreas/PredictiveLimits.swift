extension ManyAreas {
    /// Beta-binomial predictive funnel limits of a proportion, as proportions: areas' true rates vary about the target
    /// with a given variance, and counts about those.
    ///
    /// Wider than ``funnelLimits(n:target:confidence:)``, and never below 0 or above 1 as additive limits on a
    /// transformed scale may be. The variance between areas is the ``Overdispersion/tauSquared`` on the scale of
    /// proportions.
    /// - Parameters:
    ///   - n: the size of the area.
    ///   - target: P, the proportion that the funnel is about.
    ///   - betweenVariance: τ², above 0 and below P(1 - P).
    ///   - confidence: the level of the limits, such as 0.95 or 0.998.
    public static func funnelLimits(
        n: Int, target: Double, betweenVariance: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try limits(
            try BetaBinomial(n: n, probability: target, betweenVariance: betweenVariance), maximum: n,
            scale: 1 / Double(n), confidence: confidence, method: "funnel, beta-binomial predictive")
    }

    /// Negative-binomial predictive funnel limits of a ratio O/E: areas' true ratios vary about 1 as a gamma variable.
    ///
    /// X has mean E and variance E + τ² E². The variance between areas is the ``Overdispersion/tauSquared`` on the
    /// scale of ratios.
    /// - Parameters:
    ///   - expected: E, the events expected in the area.
    ///   - betweenVariance: τ², the variance of the areas' true ratios, above 0.
    ///   - confidence: the level of the limits, such as 0.95 or 0.998.
    public static func funnelLimits(
        expected: Double, betweenVariance: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.positive(betweenVariance, name: "betweenVariance")
        return try limits(
            try NegativeBinomial(mean: expected, size: 1 / betweenVariance), maximum: nil, scale: 1 / expected,
            confidence: confidence, method: "funnel, negative binomial predictive")
    }
}
