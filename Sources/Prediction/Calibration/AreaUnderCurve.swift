import Significance

/// The area under the receiver operating characteristic curve: the probability that a person who had the event has a
/// higher prediction than a person who did not, ties counting half.
///
/// The Mann-Whitney statistic divided by n1 n0, from midranks (J. A. Hanley and B. J. McNeil, Radiology 143 (1982)
/// 29-36), with the variance of E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44 (1988) 837-845,
/// computed from ranks as by X. Sun and W. Xu, IEEE Signal Processing Letters 21 (2014) 1389-1393. R: `pROC::ci.auc`.
/// The time is of order n log n.
public struct AreaUnderCurve: Equatable, Sendable {
    public let value: Double
    /// 95%, from the normal distribution, limited to 0 and 1; nil if only one person had the event, or only one did
    /// not.
    public let interval: Interval?

    /// Nil if everybody had the event, or nobody.
    public init?(of outcomes: ScoredOutcomes) {
        let (n1, n0) = (Double(outcomes.observed), Double(outcomes.count - outcomes.observed))
        guard n1 > 0, n0 > 0 else { return nil }
        var (seen1, seen0) = (0.0, 0.0)
        var (with, without) = (Moments(), Moments())
        for tie in outcomes.ties {
            let events = Double(outcomes.pairs[tie].count(where: \.happened))
            let others = Double(tie.count) - events
            // For each with the event, the share of the others below; for each without, the share of those above.
            with.add((seen0 + others / 2) / n0, times: events)
            without.add((n1 - seen1 - events / 2) / n1, times: others)
            (seen1, seen0) = (seen1 + events, seen0 + others)
        }
        value = with.mean
        guard n1 > 1, n0 > 1 else {
            interval = nil
            return
        }
        let error = (with.variance / n1 + without.variance / n0).squareRoot()
        let margin = Normal.critical(confidence: 0.95) * error
        interval = Interval(
            lower: max(0, value - margin), upper: min(1, value + margin), confidence: 0.95, method: "DeLong")
    }
}

/// Running mean and variance of repeated values (B. P. Welford, Technometrics 4 (1962) 419-420, with weights).
private struct Moments {
    private var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0

    mutating func add(_ value: Double, times: Double) {
        guard times > 0 else { return }
        count += times
        let step = value - mean
        mean += step * times / count
        squares += times * step * (value - mean)
    }

    var variance: Double { squares / (count - 1) }
}
