import Glibc

/// One point of a control chart of actual minus predicted.
public struct ChartPoint: Sendable, Hashable {
    /// The period's position in order of time.
    public let index: Int
    /// The chart's value.
    public let value: Double
    /// The limits it is compared with.
    public let limits: Interval
    /// Whether it lies beyond one of them: a reason to look, not a finding.
    public var isFlagged: Bool { !limits.contains(value) }
}

/// A flag that the level of actual against predicted may have changed. A chart is watched again and again, so its flags
/// have no p-value: a change is flagged, not established.
public struct ChangeFlag: Sendable, Hashable {
    /// Which way the level may have moved.
    public enum Direction: Sendable, Hashable {
        /// More than predicted.
        case above
        /// Fewer than predicted.
        case below
    }

    /// The position, in order of time, of the period at which the chart crossed its limit.
    public let index: Int
    /// The period after the sum was last zero: where a change, if there was one, most likely began.
    public let since: Int
    /// The direction of the change.
    public let direction: Direction
}

extension OverTime {
    /// The exponentially weighted moving average of the periods' z-scores.
    ///
    /// W_t = λ z_t + (1 - λ) W_{t-1}, W_0 = 0, with limits ∓ L sqrt(λ (1 - (1 - λ)^{2t}) / (2 - λ)) (S. W. Roberts,
    /// Technometrics 1 (1959) 239-250). λ = 0.2 and L = 2.86 let a false flag come once in about 370 periods. Periods
    /// that share a quarter are refused.
    /// - Parameters:
    ///   - periods: at least one, in any order.
    ///   - weight: λ, above 0 and at most 1; 1 is a plain chart of z.
    ///   - width: L.
    public static func movingAverage(
        _ periods: [Period], weight: Double = 0.2, width: Double = 2.86
    ) throws(SignificanceError) -> [ChartPoint] {
        try checkApart(periods, needed: 1)
        guard weight > 0, weight <= 1 else {
            throw .outOfRange(name: "weight", value: weight, allowed: "a weight above 0 and at most 1")
        }
        try Check.positive(width, name: "width")
        var value = 0.0
        return periods.sorted { $0.firstQuarter < $1.firstQuarter }.enumerated().map { index, period in
            value = weight * period.z + (1 - weight) * value
            let variance = weight / (2 - weight) * (1 - pow(1 - weight, 2 * Double(index + 1)))
            let limit = width * variance.squareRoot()
            let limits = Interval(
                lower: -limit, upper: limit, confidence: 1 - 2 * Normal.upperTail(width),
                method: "exponentially weighted moving average")
            return ChartPoint(index: index, value: value, limits: limits)
        }
    }

    /// The change flags of a two-sided cumulative sum of the periods' z-scores.
    ///
    /// Above: S_t = max(0, S_{t-1} + z_t - k), flagged where S_t > h, then restarted; below the same with -z_t (E. S.
    /// Page, Biometrika 41 (1954) 100-115). k = 1/2 looks for shifts of one standard deviation per period; with h = 4 a
    /// false flag comes once in about 168 periods. Periods that share a quarter are refused.
    /// - Parameters:
    ///   - periods: at least one, in any order.
    ///   - allowance: k.
    ///   - threshold: h.
    public static func cumulativeSum(
        _ periods: [Period], allowance: Double = 0.5, threshold: Double = 4
    ) throws(SignificanceError) -> [ChangeFlag] {
        try checkApart(periods, needed: 1)
        try Check.nonNegative(allowance, name: "allowance")
        try Check.positive(threshold, name: "threshold")
        let ordered = periods.sorted { $0.firstQuarter < $1.firstQuarter }
        let above = flags(ordered.map(\.z), .above, allowance, threshold)
        let below = flags(ordered.map { -$0.z }, .below, allowance, threshold)
        return (above + below).sorted { $0.index < $1.index }
    }

    private static func flags(
        _ scores: [Double], _ direction: ChangeFlag.Direction, _ allowance: Double, _ threshold: Double
    ) -> [ChangeFlag] {
        var flags: [ChangeFlag] = []
        var (sum, since) = (0.0, 0)
        for (index, score) in scores.enumerated() {
            sum = max(0, sum + score - allowance)
            if sum > threshold {
                flags.append(ChangeFlag(index: index, since: since, direction: direction))
                sum = 0
            }
            if sum == 0 { since = index + 1 }
        }
        return flags
    }
}
