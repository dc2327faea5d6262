/// What may be concluded about an area. Not significant does not mean no change.
public enum Verdict: String, Codable, CaseIterable, Sendable {
    case significantlyBetter = "significantly better"
    case significantlyWorse = "significantly worse"
    case noSignificantDifference = "no significant difference"
    case notEnoughData = "not enough data"

    /// The verdict of a two-sided test, or nil where neither direction is good.
    ///
    /// - Parameters:
    ///   - p: two-sided p value, or nil where the test cannot be made.
    ///   - difference: observed minus expected, or the distance outside a range; only its sign matters.
    ///   - polarity: which direction is good.
    ///   - rules: includes the p value below which a difference is significant.
    public init?(p: Double?, difference: Double, polarity: Polarity, rules: JudgementRules = .standard) {
        self.init(isSignificant: p.map { $0 < rules.significance }, difference: difference, polarity: polarity)
    }

    /// The verdict of a test or interval, or nil where neither direction is good.
    ///
    /// - Parameters:
    ///   - isSignificant: nil where this is not known.
    ///   - difference: as in ``init(p:difference:polarity:rules:)``.
    ///   - polarity: which direction is good.
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
        // Nothing is better than a value inside the range, or than zero.
        case .insideBand, .closestToZero: self = .significantlyWorse
        case .noDirection: return nil
        }
    }

    /// The significant verdicts that can be given where a low or a high outcome can be significant, the better one
    /// first.
    static func callable(low: Bool, high: Bool, polarity: Polarity) -> [Verdict] {
        let given = [(low, -1.0), (high, 1.0)].compactMap { isCalled, difference in
            isCalled ? Verdict(isSignificant: true, difference: difference, polarity: polarity) : nil
        }
        return [.significantlyBetter, .significantlyWorse].filter(given.contains)
    }
}

/// The thresholds behind every verdict.
public struct JudgementRules: Sendable {
    /// A two-sided p value below this is significant. The level of the published marker is not known; 5% is assumed.
    public var significance = 0.05
    /// Fewer people or events than this are not judged: the Ministry of Justice's one-year statistics withheld rates on
    /// fewer than 30, or marked them as unreliable (background knowledge, not a published rule for these indicators).
    public var smallestN = 30
    /// A rate or change based on fewer events than this is marked as unreliable: PHEindicatormethods gives no
    /// standardised rate below it.
    public var fewEvents = 10
    /// The normal approximation is not used where fewer than this many successes or failures are expected.
    public var smallestExpected = 5.0
    /// A count of events is not judged where fewer than this are expected: nothing low could be called, and one
    /// person's deeds would be called high.
    public var fewestExpected = 1.0

    /// A figure is not judged where a larger share of the rows of an extract behind it was rejected: an assumption, not a
    /// published rule. It is marked at the share in the warehouse's own thresholds, which is smaller.
    public var largestRejectedShare = 0.05

    public static let standard = JudgementRules()

    public init() {}
}
