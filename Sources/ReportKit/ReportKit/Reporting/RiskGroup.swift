import Significance

/// People of about the same predicted probability, whatever their area: what was predicted for them, and what happened.
public struct RiskGroup: Hashable, Codable, Sendable {
    /// The tenths of all people, in order of prediction, that they are of: 1, the lowest predictions, to 10.
    public let tenths: ClosedRange<Int>
    public let n: Int
    public let observed: Int
    /// The sum of the predictions.
    public let expected: Double
    /// The lowest and the highest prediction of anyone in it.
    public let lowest, highest: Double

    public init(tenths: ClosedRange<Int>, n: Int, observed: Int, expected: Double, lowest: Double, highest: Double) {
        self.tenths = tenths
        self.n = n
        self.observed = observed
        self.expected = expected
        self.lowest = lowest
        self.highest = highest
    }

    /// One tenth.
    public init(_ decile: Decile) {
        self.init(
            tenths: decile.number...decile.number, n: decile.n, observed: decile.observed, expected: decile.expected,
            lowest: decile.lowest, highest: decile.highest)
    }

    /// The group and the next together.
    public func joined(_ next: RiskGroup) -> RiskGroup {
        RiskGroup(
            tenths: tenths.lowerBound...next.tenths.upperBound, n: n + next.n, observed: observed + next.observed,
            expected: expected + next.expected, lowest: lowest, highest: next.highest)
    }

    public var observedRate: Double { Double(observed) / Double(n) }
    public var predictedRate: Double { expected / Double(n) }
    /// Wilson's 95% interval of the observed rate; it takes every row for a person of its own. Nil for nobody.
    public var interval: Interval? { try? Proportions.wilsonInterval(observed: observed, n: n) }
}
