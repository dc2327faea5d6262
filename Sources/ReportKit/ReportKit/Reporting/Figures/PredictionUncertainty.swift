/// What it does to a judgement against predictions that the predictions are uncertain themselves, because the model was
/// fitted on so many people and no more.
public struct PredictionUncertainty: Hashable, Codable, Sendable {
    /// The standard error of the predicted number.
    public var standardError: Double
    /// How many times as wide the 95% interval of the relative difference is where it allows for that; nil where there
    /// is no interval.
    @OrNull public var widening: Double?
    /// The judgement as if the predictions were exact.
    public var without: Outcome
    /// The judgement that allows for their uncertainty.
    public var with: Outcome
    /// Whether the finding's verdict, and all that agrees with it, is the one that allows for it.
    public var isJudged: Bool
    /// Whether it changes the verdict, or widens the interval by more than 5%: then the words say so.
    public var matters: Bool

    private enum CodingKeys: String, CodingKey {
        case standardError, widening, without, with, matters
        case isJudged = "judged"
    }

    /// A judgement, by the area's own p value.
    public struct Outcome: Hashable, Codable, Sendable {
        @OrNull public var p: Double?
        @OrNull public var verdict: Verdict?

        public init(p: Double?, verdict: Verdict?) {
            self.p = p
            self.verdict = verdict
        }
    }

    /// From how much widening on it matters by itself.
    static let smallestWidening = 1.05

    public init(standardError: Double, widening: Double?, without: Outcome, with: Outcome, isJudged: Bool) {
        self.standardError = standardError
        self.widening = widening
        self.without = without
        self.with = with
        self.isJudged = isJudged
        matters = without.verdict != with.verdict || (widening ?? 1) > Self.smallestWidening
    }
}
