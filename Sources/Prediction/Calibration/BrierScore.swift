import Significance

/// The mean squared difference between prediction and outcome, 0 at best: G. W. Brier, Monthly Weather Review 78 (1950)
/// 1-3, in its form for two outcomes.
public struct BrierScore: Equatable, Sendable {
    public let value: Double
    /// The score of predicting the observed rate for everybody: r (1 - r).
    public let ofObservedRate: Double

    /// Nil if there are no rows.
    public init?(of outcomes: ScoredOutcomes) {
        guard outcomes.count > 0 else { return nil }
        let n = Double(outcomes.count)
        let sum = outcomes.pairs.reduce(0.0) { sum, pair in
            let residual = (pair.happened ? 1 : 0) - pair.predicted
            return sum + residual * residual
        }
        value = sum / n
        let rate = Double(outcomes.observed) / n
        ofObservedRate = rate * (1 - rate)
    }

    /// 1 - value / ``ofObservedRate``: 1 at best, 0 for no better than the observed rate; nil if all outcomes are the
    /// same.
    public var skill: Double? { ofObservedRate > 0 ? 1 - value / ofObservedRate : nil }
}
