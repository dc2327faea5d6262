/// Whether actual against predicted rises or falls over time.
public struct Trend: Sendable, Hashable {
    /// The change per quarter of the log odds ratio of actual to predicted; negative where actual falls against it.
    public let slope: Double
    /// Its interval.
    public let interval: Interval
    /// The test that there is no change.
    public let test: TestResult
    /// The number of periods used.
    public let periods: Int
}

extension OverTime {
    /// The trend of actual minus predicted over periods that do not overlap.
    ///
    /// The score test of β in logit P(re-offend) = logit p + α + β t, α being any constant level: U = Σ (t - t̄)(O - E),
    /// t̄ = Σ V t / ΣV, variance ΣV (t - t̄)², z = U / sqrt(variance), slope U / variance (P. Armitage, Biometrics 11
    /// (1955) 375-386, with each person's own probability). Releases of rolling years share three of four snapshots:
    /// giving them all would count the same people up to four times, so periods that share a quarter are refused; see
    /// ``nonOverlapping(_:)``. People who appear in several quarters still make quarters slightly dependent.
    /// - Parameters:
    ///   - periods: at least 3, in any order.
    ///   - confidence: the level of the slope's interval.
    public static func trend(_ periods: [Period], confidence: Double = 0.95) throws(SignificanceError) -> Trend {
        try checkApart(periods, needed: 3)
        try Check.level(confidence)
        let ordered = periods.sorted { $0.firstQuarter < $1.firstQuarter }
        let weight = ordered.reduce(0) { $0 + $1.variance }
        let centre = ordered.reduce(0) { $0 + $1.variance * $1.middle } / weight
        let score = ordered.reduce(0) { $0 + ($1.middle - centre) * (Double($1.observed) - $1.expected) }
        let variance = ordered.reduce(0) { $0 + $1.variance * ($1.middle - centre) * ($1.middle - centre) }
        let slope = score / variance
        let margin = Normal.critical(confidence: confidence) / variance.squareRoot()
        return Trend(
            slope: slope,
            interval: Interval(
                lower: slope - margin, upper: slope + margin, confidence: confidence, method: "score"),
            test: TestResult(method: "trend over non-overlapping quarters", z: score / variance.squareRoot()),
            periods: periods.count)
    }
}
