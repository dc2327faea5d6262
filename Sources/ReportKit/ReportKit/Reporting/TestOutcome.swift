/// The outcome of one test.
public struct TestOutcome: Hashable, Codable, Sendable {
    /// The name of the method, where it is not the same for all findings of the family.
    public var method: String?
    /// The test's own statistic, such as z; nil for an exact test, which has none.
    @OrNull public var statistic: Double?
    /// Two-sided p value; nil where the test cannot be made, or is refused for want of data.
    @OrNull public var p: Double?
    /// The p value adjusted for the areas judged beside this one at the same level (Benjamini and Hochberg 1995).
    ///
    /// Only the test that judges has one, once it is known which areas are published: disclosure control sets it.
    @OrNull public var pAdjusted: Double?
    /// Nil where neither direction is good.
    @OrNull public var verdict: Verdict?

    /// An outcome from its parts. p is left out where the verdict is ``Verdict/notEnoughData``: what is too little to judge by
    /// is too little for a p value.
    public init(
        method: String? = nil, statistic: Double?, p: Double?, pAdjusted: Double? = nil, verdict: Verdict?
    ) {
        self.method = method
        self.statistic = statistic
        self.p = verdict == .notEnoughData ? nil : p
        self.pAdjusted = pAdjusted
        self.verdict = verdict
    }
}

/// The outcome of a test that stands beside the one that judges. It has no adjusted p value, so none is written in JSON,
/// not even as null.
@propertyWrapper
public struct StandsBeside: Hashable, Sendable {
    public var wrappedValue: TestOutcome

    public init(wrappedValue: TestOutcome) {
        self.wrappedValue = wrappedValue
    }
}

extension StandsBeside: Codable {
    private enum Key: CodingKey {
        case statistic, p, verdict
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        wrappedValue = TestOutcome(
            statistic: try container.decodeIfPresent(Double.self, forKey: .statistic),
            p: try container.decodeIfPresent(Double.self, forKey: .p),
            verdict: try container.decodeIfPresent(Verdict.self, forKey: .verdict))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(wrappedValue.statistic, forKey: .statistic)
        try container.encode(wrappedValue.p, forKey: .p)
        try container.encode(wrappedValue.verdict, forKey: .verdict)
    }
}
