/// The probabilities of a count, from a first to a last one; what lies outside is negligible, or impossible.
public struct CountDistribution: Sendable {
    /// The first count of the table.
    let first: Int
    /// P(X = first), P(X = first + 1) ...
    let pmf: [Double]
    let mean: Double
    /// P(X <= first), P(X <= first + 1) ..., summed from below.
    private let lower: [Double]
    /// P(X >= first), P(X >= first + 1) ..., summed from above.
    private let upper: [Double]
    /// The largest probability of a count, or of any farther from the mean.
    private let envelope: [Double]
    /// The place in the table of the first count that is not below the mean.
    private let middle: Int

    init(first: Int, pmf: [Double], mean: Double) {
        self.first = first
        self.pmf = pmf
        self.mean = mean
        func running(_ values: some Sequence<Double>, _ step: (Double, Double) -> Double) -> [Double] {
            var last = 0.0
            return values.map { value in
                last = step(last, value)
                return last
            }
        }
        lower = running(pmf, +)
        upper = running(pmf.reversed(), +).reversed()
        middle = min(max(Int(mean.rounded(.up)) - first, 0), pmf.count)
        let rising = running(pmf, max)
        let falling = Array(running(pmf.reversed(), max).reversed())
        envelope = Array(rising[..<middle]) + falling[middle...]
    }

    /// P(X <= k).
    public func lowerTail(_ k: Int) -> Double {
        k < first ? 0 : min(1, lower[min(k - first, lower.count - 1)])
    }

    /// P(X >= k).
    public func upperTail(_ k: Int) -> Double {
        k >= first + upper.count ? 0 : min(1, upper[max(k - first, 0)])
    }

    /// P(X = k).
    public func pmf(_ k: Int) -> Double { pmf.indices.contains(k - first) ? pmf[k - first] : 0 }

    /// The two-sided p-value by minimum likelihood: the probability of all counts no more likely than k.
    ///
    /// The counts on either side of the mean are ranked by the probability of the likeliest one at least as far out, so that
    /// p falls outwards even where only some counts are possible. Relative tolerance 1e-7, as R's `binom.test`. Its error is
    /// that of the table.
    public func twoSided(_ k: Int) -> Double {
        let limit = likelihood(k) * (1 + MinimumLikelihood.tolerance)
        // The first count above the mean that is no more likely, and the last one below it.
        let above = Search.firstIndex(from: middle, limit: pmf.count) { envelope[$0] <= limit }
        let below = Search.firstIndex(from: 0, limit: middle) { envelope[$0] > limit }
        return min(1, (above < pmf.count ? upper[above] : 0) + (below > 0 ? lower[below - 1] : 0))
    }

    private func likelihood(_ k: Int) -> Double {
        envelope.indices.contains(k - first) ? envelope[k - first] : 0
    }

    /// The counts that are not significant at this level, given how p depends on the count; never empty.
    /// - Parameters:
    ///   - significance: a p-value below this is significant.
    ///   - last: the largest count that is possible.
    public func insignificant(below significance: Double, last: Int) -> ClosedRange<Int> {
        let middle = min(max(Int(mean.rounded()), 0), last)
        let lowest = Search.firstIndex(from: 0, limit: middle) { twoSided($0) >= significance }
        let above = Search.firstIndex(from: middle + 1, limit: last + 1) { twoSided($0) < significance }
        return lowest...max(lowest, above - 1)
    }
}
