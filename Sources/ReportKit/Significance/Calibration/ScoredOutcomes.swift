/// Predicted probabilities and what happened, in order of prediction.
public struct ScoredOutcomes: Sendable {
    /// A prediction, and whether the event happened.
    public struct Pair: Sendable {
        public let predicted: Double
        public let happened: Bool

        public init(predicted: Double, happened: Bool) {
            self.predicted = predicted
            self.happened = happened
        }
    }

    /// The pairs, from the lowest prediction to the highest: sums over them do not depend on the order of the input.
    public let pairs: [Pair]
    /// How often the event happened.
    public let observed: Int

    public init(_ pairs: [Pair]) {
        self.pairs = pairs.sorted {
            $0.predicted != $1.predicted ? $0.predicted < $1.predicted : !$0.happened && $1.happened
        }
        observed = pairs.count(where: \.happened)
    }

    public var count: Int { pairs.count }
    /// The sum of the predictions.
    public var expected: Double { pairs.reduce(0) { $0 + $1.predicted } }

    /// The ranges of equal predictions, in order.
    public var ties: [Range<Int>] {
        var ties: [Range<Int>] = []
        var start = 0
        while start < pairs.count {
            var end = start + 1
            while end < pairs.count, pairs[end].predicted == pairs[start].predicted { end += 1 }
            ties.append(start..<end)
            start = end
        }
        return ties
    }
}
