import Glibc

/// The Poisson distribution.
///
/// All probabilities have a relative error of at most 1e-12 down to 1e-300, for means up to 1e7.
public struct Poisson: Sendable, Hashable {
    /// The expected count.
    public let mean: Double

    /// A Poisson distribution; refuses a mean that is negative, infinite or NaN. At mean 0 all mass is on 0.
    public init(mean: Double) throws(SignificanceError) {
        try Check.nonNegative(mean, name: "mean")
        self.mean = mean
    }

    /// P(X = k); 0 for k < 0. R: `dpois`.
    public func pmf(_ k: Int) -> Double { logPMF(k).hi == -.infinity ? 0 : logPMF(k).exponential }

    /// P(X <= k) = Q(k + 1, mean); 0 for k < 0. R: `ppois`.
    public func lowerTail(_ k: Int) -> Double {
        k < 0 ? 0 : IncompleteGamma.upper(a: Double(k) + 1, x: mean)
    }

    /// P(X >= k) = P(k, mean); 1 for k <= 0. R: `ppois(k - 1, mean, lower.tail = FALSE)`.
    public func upperTail(_ k: Int) -> Double {
        k <= 0 ? 1 : IncompleteGamma.lower(a: Double(k), x: mean)
    }

    /// log P(X = k), minus infinity where it is impossible.
    func logPMF(_ k: Int) -> DoubleDouble {
        if k < 0 || (mean == 0 && k > 0) { return DoubleDouble(-.infinity) }
        return k == 0 ? DoubleDouble(-mean) : IncompleteGamma.logTerm(a: Double(k), x: mean)
    }
}
