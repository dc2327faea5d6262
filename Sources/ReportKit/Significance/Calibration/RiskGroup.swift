/// People with similar predicted probabilities: what was predicted for them, and what happened.
public struct RiskGroup: Hashable, Codable, Sendable {
    /// The tenths of all people that the group covers, in order of prediction: from 1, the lowest predictions, to 10.
    public let tenths: ClosedRange<Int>
    /// The number of rows; one person may have several.
    public let n: Int
    public let observed: Int
    /// The sum of the predictions.
    public let expected: Double
    /// The lowest and the highest prediction in the group.
    public let lowest, highest: Double
    /// How much larger the variance of ``observed`` is than if every row were another person; 1 where that is not known.
    public var designEffect = 1.0

    public init(tenths: ClosedRange<Int>, n: Int, observed: Int, expected: Double, lowest: Double, highest: Double) {
        self.tenths = tenths
        self.n = n
        self.observed = observed
        self.expected = expected
        self.lowest = lowest
        self.highest = highest
    }

    public var observedRate: Double { Double(observed) / Double(n) }
    public var predictedRate: Double { expected / Double(n) }
    /// Wilson's 95% interval of the observed rate, of as many people as the rows are worth; nil for an empty group.
    public var interval: Interval? {
        try? Proportions.wilsonInterval(rate: observedRate, effectiveN: Double(n) / max(1, designEffect))
    }

    /// This group and the next, combined; the design effect is the mean of both, by expected count.
    public func joined(_ next: RiskGroup) -> RiskGroup {
        var group = RiskGroup(
            tenths: tenths.lowerBound...next.tenths.upperBound, n: n + next.n, observed: observed + next.observed,
            expected: expected + next.expected, lowest: lowest, highest: next.highest)
        if group.expected > 0 {
            group.designEffect =
                (designEffect * expected + next.designEffect * next.expected) / group.expected
        }
        return group
    }

    /// The tenths of people in order of prediction, from the lowest.
    ///
    /// D. W. Hosmer and S. Lemeshow, Applied Logistic Regression, 2nd ed. (2000), section 5.2.2, "deciles of risk".
    /// People with equal predictions stay together, in the tenth that contains the middle of their ranks, so that the
    /// result does not depend on the order of rows. With many ties the tenths have unequal sizes; an empty one is left
    /// out.
    public static func tenths(of outcomes: ScoredOutcomes) -> [RiskGroup] {
        var rows: [[ScoredOutcomes.Pair]] = Array(repeating: [], count: 10)
        for tie in outcomes.ties {
            let middle = Double(tie.lowerBound + tie.upperBound) / 2
            rows[min(9, Int(10 * middle / Double(outcomes.count)))] += outcomes.pairs[tie]
        }
        return rows.enumerated().filter { !$1.isEmpty }.map { index, rows in
            RiskGroup(
                tenths: index + 1...index + 1, n: rows.count, observed: rows.count(where: \.happened),
                expected: rows.reduce(0) { $0 + $1.predicted }, lowest: rows[0].predicted,
                highest: rows[rows.count - 1].predicted)
        }
    }
}
