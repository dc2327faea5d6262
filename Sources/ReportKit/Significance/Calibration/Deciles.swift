/// A tenth of people in order of prediction: what was observed in it against what was expected.
///
/// D. W. Hosmer and S. Lemeshow, Applied Logistic Regression, 2nd ed. (2000), section 5.2.2, "deciles of risk". People
/// of equal prediction stay together, in the tenth that their middle falls in, so that the order of rows never decides;
/// with many ties the tenths are then of unequal size, and one may be empty and is left out.
public struct Decile: Equatable, Sendable {
    /// 1, the lowest predictions, to 10.
    public let number: Int
    public let n: Int
    public let lowest: Double
    public let highest: Double
    public let observed: Int
    /// The sum of the predictions.
    public let expected: Double
    /// Wilson's 95% interval of the observed rate; it takes every row for a person of its own.
    public let interval: Interval

    public var observedRate: Double { Double(observed) / Double(n) }
    public var predictedRate: Double { expected / Double(n) }

    /// The tenths, from the lowest.
    public static func all(of outcomes: ScoredOutcomes) throws -> [Decile] {
        var rows: [[ScoredOutcomes.Pair]] = Array(repeating: [], count: 10)
        for tie in outcomes.ties {
            let middle = Double(tie.lowerBound + tie.upperBound) / 2
            rows[min(9, Int(10 * middle / Double(outcomes.count)))] += outcomes.pairs[tie]
        }
        return try rows.enumerated().filter { !$1.isEmpty }.map { index, rows in
            let observed = rows.count(where: \.happened)
            return Decile(
                number: index + 1, n: rows.count, lowest: rows[0].predicted, highest: rows[rows.count - 1].predicted,
                observed: observed, expected: rows.reduce(0) { $0 + $1.predicted },
                interval: try Proportions.wilsonInterval(observed: observed, n: rows.count))
        }
    }
}
