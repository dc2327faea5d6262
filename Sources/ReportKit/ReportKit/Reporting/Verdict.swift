/// What may be said of an area. Not significant is not the same as no change.
public enum Verdict: String, Codable, CaseIterable, Sendable {
    case significantlyBetter = "significantly better"
    case significantlyWorse = "significantly worse"
    case noSignificantDifference = "no significant difference"
    case notEnoughData = "not enough data"

    /// The verdict of a two-sided test.
    ///
    /// - Parameters:
    ///   - p: two-sided p value, or nil where the test cannot be made.
    ///   - difference: observed less expected; only its sign counts.
    public init(p: Double?, difference: Double, polarity: Polarity, rules: JudgementRules = .standard) {
        guard let p else {
            self = .notEnoughData
            return
        }
        guard p < rules.significance, difference != 0 else {
            self = .noSignificantDifference
            return
        }
        self = (difference < 0) == (polarity == .lowerIsBetter) ? .significantlyBetter : .significantlyWorse
    }
}

/// The thresholds behind every verdict.
public struct JudgementRules: Sendable {
    /// A two-sided p value below this is significant. The published marker's own level is not known; 5% is assumed.
    public var significance = 0.05
    /// Fewer people or events than this are not judged: rates on fewer than 30 were withheld or marked unreliable in
    /// the Ministry of Justice's one-year statistics (background knowledge, not a published rule for these indicators).
    public var smallestN = 30
    /// The normal approximation is refused where fewer than this many successes or failures are expected.
    public var smallestExpected = 5.0

    public static let standard = JudgementRules()

    public init() {}
}
