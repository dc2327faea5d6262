extension ManyAreas {
    /// Exact binomial funnel limits of a proportion about a target, as proportions.
    ///
    /// Interpolated between counts (`DiscreteLimits`), so that an area lies outside exactly when its one-sided exact
    /// binomial p-value is below (1 - `confidence`)/2. The usual levels are 0.95 and 0.998. The normal
    /// limits of PHEindicatormethods are ``scoreFunnelLimits(n:target:confidence:)``. At target 0 or 1 both limits are
    /// the target.
    public static func funnelLimits(
        n: Int, target: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.probability(target, name: "target")
        let distribution = try Binomial(n: n, probability: target)
        return try limits(
            distribution, maximum: n, certain: target == 0 || target == 1 ? Double(n) * target : nil,
            scale: 1 / Double(n), confidence: confidence, method: "funnel, exact binomial")
    }

    /// Exact Poisson funnel limits of a ratio O/E about 1.
    ///
    /// Computed like the binomial ones. PHEindicatormethods flags by the same exact tails. FunnelPlotR draws the exact
    /// interval of a count of E instead (0.48 to 1.84 at E = 10, where these are 0.38 to 1.72), which lies higher at
    /// both ends.
    public static func funnelLimits(expected: Double, confidence: Double = 0.95) throws(SignificanceError) -> Interval {
        try Check.positive(expected, name: "expected")
        return try limits(
            try Poisson(mean: expected), maximum: nil, scale: 1 / expected, confidence: confidence,
            method: "funnel, exact Poisson")
    }

    /// Exact funnel limits of actual over predicted about 1, from everyone's predicted probability.
    ///
    /// Uses the exact Poisson-binomial distribution: the more people differ, the narrower the limits are than the
    /// binomial ones. Refuses people who are all certain to succeed or all certain to fail.
    public static func funnelLimits(
        probabilities: [Double], confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        let distribution = try PoissonBinomial(probabilities: probabilities)
        try Check.positive(distribution.mean, name: "the sum of probabilities")
        try Check.level(confidence)
        let bounds = distribution.limits(tail: (1 - confidence) / 2)
        return Interval(
            lower: bounds.lower / distribution.mean, upper: bounds.upper / distribution.mean, confidence: confidence,
            method: "funnel, exact Poisson-binomial")
    }

    /// Normal funnel limits of a proportion: P ∓ z sqrt(P(1 - P)/n), kept within 0 and 1.
    ///
    /// The proportions whose Wilson interval ends at P. R: `PHEindicatormethods::calculate_funnel_limits`.
    public static func scoreFunnelLimits(
        n: Int, target: Double, confidence: Double = 0.95
    ) throws(SignificanceError) -> Interval {
        try Check.counts(observed: 0, n: n)
        try Check.probability(target, name: "target")
        try Check.level(confidence)
        let margin = Normal.critical(confidence: confidence) * (target * (1 - target) / Double(n)).squareRoot()
        return Interval(
            lower: max(0, target - margin), upper: min(1, target + margin), confidence: confidence,
            method: "funnel, normal")
    }

    static func limits(
        _ distribution: some TailedCount, maximum: Int?, certain: Double? = nil, scale: Double, confidence: Double,
        method: String
    ) throws(SignificanceError) -> Interval {
        try Check.level(confidence)
        let tail = (1 - confidence) / 2
        let lower = certain ?? max(0, DiscreteLimits.lower(distribution, tail: tail, limit: maximum))
        let highest = maximum.map(Double.init) ?? .infinity
        let upper = certain ?? min(highest, DiscreteLimits.upper(distribution, tail: tail, limit: maximum))
        return Interval(lower: lower * scale, upper: upper * scale, confidence: confidence, method: method)
    }
}

extension PoissonBinomial {
    /// The exact control limits of the count, each from one tilt where it holds the limit.
    func limits(tail: Double) -> (lower: Double, upper: Double) {
        if open.isEmpty { return (mean, mean) }
        let z = Normal.upperQuantile(tail)
        let lower = window(at: mean - z * variance.squareRoot()).flatMap { window -> Double? in
            let limit = DiscreteLimits.lower(window.tilted, tail: tail, from: window.low, limit: window.high)
            return limit > Double(window.low) && limit < Double(window.high) ? limit + Double(certain) : nil
        }
        let upper = window(at: mean + z * variance.squareRoot()).flatMap { window -> Double? in
            let limit = DiscreteLimits.upper(window.tilted, tail: tail, from: window.low, limit: window.high)
            return limit > Double(window.low) && limit < Double(window.high) ? limit + Double(certain) : nil
        }
        return (
            lower ?? max(0, DiscreteLimits.lower(self, tail: tail, limit: n)),
            upper ?? min(Double(n), DiscreteLimits.upper(self, tail: tail, limit: n))
        )
    }

    /// The tilt at a count, with the open counts it may be used for; nil where these reach none or all of the trials.
    private func window(at count: Double) -> (tilted: TiltedDistribution, low: Int, high: Int)? {
        let inner = Int(count.rounded()) - certain
        guard inner > 0, inner < open.count else { return nil }
        let tilted = tilted(at: inner)
        let room = Int(TiltedDistribution.trust * tilted.deviation) + 1
        guard inner - room > 1, inner + room < open.count - 1 else { return nil }
        return (tilted, inner - room, inner + room)
    }
}

extension TiltedDistribution: TailedCount {}
