/// A distribution of counts from which control limits can be computed.
protocol TailedCount {
    /// P(X <= k).
    func lowerTail(_ k: Int) -> Double
    /// P(X >= k).
    func upperTail(_ k: Int) -> Double
}

extension Binomial: TailedCount {}
extension Poisson: TailedCount {}
extension NegativeBinomial: TailedCount {}
extension BetaBinomial: TailedCount {}
extension PoissonBinomial: TailedCount {}

/// Exact control limits of a count, made continuous so that they draw as lines.
///
/// Lower: r - (F(r) - α/2) / P(X = r), r the smallest count with F(r) = P(X <= r) >= α/2 (D. J. Spiegelhalter, Statistics
/// in Medicine 24 (2005) 1185-1202, appendix A.1.1). Upper: the same seen from above, r + (U(r) - α/2) / P(X = r), r the
/// largest count with U(r) = P(X >= r) >= α/2. A count lies below the lower limit exactly when its own tail F is below
/// α/2, and above the upper limit exactly when its own tail U is. (Spiegelhalter computes the upper limit from F too,
/// which puts it one count lower: a count beyond it may have a tail above α/2.)
enum DiscreteLimits {
    static func lower(_ distribution: some TailedCount, tail: Double, from: Int = 0, limit: Int? = nil) -> Double {
        let r = Search.firstIndex(from: from, limit: limit) { distribution.lowerTail($0) >= tail }
        let own = distribution.lowerTail(r)
        return Double(r) - (own - tail) / (own - distribution.lowerTail(r - 1))
    }

    static func upper(_ distribution: some TailedCount, tail: Double, from: Int = 0, limit: Int? = nil) -> Double {
        let r = Search.firstIndex(from: from, limit: limit) { distribution.upperTail($0 + 1) < tail }
        let own = distribution.upperTail(r)
        return Double(r) + (own - tail) / (own - distribution.upperTail(r + 1))
    }
}
