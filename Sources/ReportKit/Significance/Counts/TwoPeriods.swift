/// The events of a group of people in a baseline and a follow-up.
public struct TwoPeriods: Sendable, Hashable {
    /// The number of people.
    public private(set) var people = 0
    /// All events of the baseline.
    public private(set) var baseline = 0
    /// All events of the follow-up.
    public private(set) var followUp = 0
    private var squaredBaseline = 0.0
    private var squaredFollowUp = 0.0
    private var product = 0.0

    /// Nobody.
    public init() {}

    /// Adds one person; refuses negative counts.
    public mutating func add(baseline before: Int, followUp after: Int) throws(SignificanceError) {
        try Check.count(before, name: "baseline")
        try Check.count(after, name: "followUp")
        people += 1
        baseline += before
        followUp += after
        squaredBaseline += Double(before) * Double(before)
        squaredFollowUp += Double(after) * Double(after)
        product += Double(before) * Double(after)
    }

    /// ΣF/ΣB; nil without an event in the baseline.
    public var ratio: Double? { baseline > 0 ? Double(followUp) / Double(baseline) : nil }

    /// The same people's baseline, followed by nothing.
    public var withoutFollowUp: TwoPeriods {
        var others = self
        others.followUp = 0
        others.squaredFollowUp = 0
        others.product = 0
        return others
    }

    /// G/(G - 1) Σ (f - R b)², R being the group's own ratio.
    var squares: Double {
        guard let ratio, people > 1 else { return 0 }
        let sum = squaredFollowUp - 2 * ratio * product + ratio * ratio * squaredBaseline
        return max(0, sum) * Double(people) / Double(people - 1)
    }

    /// What those squares would be if each person's events fell into either period by chance alone: ΣF (1 + R).
    var squaresByChance: Double {
        guard let ratio, people > 1 else { return 0 }
        return Double(followUp) * (1 + ratio)
    }
}
