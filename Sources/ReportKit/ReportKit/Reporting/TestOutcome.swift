/// The outcome of one test.
public struct TestOutcome: Hashable, Codable, Sendable {
    /// The name of the method, where it is not the same for all findings of the family.
    public var method: String?
    /// The test's own statistic, such as z; nil for an exact test, which has none.
    @OrNull public var statistic: Double?
    /// Two-sided p value; nil where the test cannot be made.
    @OrNull public var p: Double?
    /// The p value adjusted for the areas judged beside this one at the same level (Benjamini and Hochberg 1995).
    @OrNull public var pAdjusted: Double?
    /// Nil where neither direction is good.
    @OrNull public var verdict: Verdict?

    public init(
        method: String? = nil, statistic: Double?, p: Double?, pAdjusted: Double? = nil, verdict: Verdict?
    ) {
        self.method = method
        self.statistic = statistic
        self.p = p
        self.pAdjusted = pAdjusted
        self.verdict = verdict
    }
}
