/// What may be said of an area. Not significant is not the same as no change.
public enum Verdict: String, Codable, CaseIterable, Sendable {
    case significantlyBetter = "significantly better"
    case significantlyWorse = "significantly worse"
    case noSignificantDifference = "no significant difference"
    case notEnoughData = "not enough data"

    /// The verdict of a two-sided test, or nil where neither direction is good.
    ///
    /// - Parameters:
    ///   - p: two-sided p value, or nil where the test cannot be made.
    ///   - difference: observed less expected; only its sign counts. Of a range, the distance outside it.
    ///   - polarity: which direction is good.
    ///   - rules: below which p a difference is significant.
    public init?(p: Double?, difference: Double, polarity: Polarity, rules: JudgementRules = .standard) {
        self.init(isSignificant: p.map { $0 < rules.significance }, difference: difference, polarity: polarity)
    }

    /// The verdict of a test or interval, or nil where neither direction is good.
    ///
    /// - Parameter isSignificant: nil where it cannot be said.
    init?(isSignificant: Bool?, difference: Double, polarity: Polarity) {
        if polarity == .noDirection { return nil }
        guard let isSignificant else {
            self = .notEnoughData
            return
        }
        guard isSignificant, difference != 0 else {
            self = .noSignificantDifference
            return
        }
        switch polarity {
        case .lowerIsBetter: self = difference < 0 ? .significantlyBetter : .significantlyWorse
        case .higherIsBetter: self = difference > 0 ? .significantlyBetter : .significantlyWorse
        // Nothing is better than what was agreed, or than zero.
        case .insideBand, .closestToZero: self = .significantlyWorse
        case .noDirection: return nil
        }
    }
}

/// The thresholds behind every verdict.
public struct JudgementRules: Sendable {
    /// A two-sided p value below this is significant. The published marker's own level is not known; 5% is assumed.
    public var significance = 0.05
    /// Fewer people or events than this are not judged: rates on fewer than 30 were withheld or marked unreliable in
    /// the Ministry of Justice's one-year statistics (background knowledge, not a published rule for these indicators).
    public var smallestN = 30
    /// A rate or change of fewer events than this is marked unreliable: PHEindicatormethods gives no standardised rate
    /// below it.
    public var fewEvents = 10
    /// The normal approximation is refused where fewer than this many successes or failures are expected.
    public var smallestExpected = 5.0

    public static let standard = JudgementRules()

    public init() {}
}
