import Glibc

/// The negative binomial distribution by mean and size: a Poisson count whose mean varies as a gamma variable.
///
/// Mean m, variance m + m²/size. Its relative error is at most 1e-12 down to 1e-300, for means up to 1e7.
public struct NegativeBinomial: Sendable, Hashable {
    /// m.
    public let mean: Double
    /// The size (shape, "theta"): the smaller, the more the means vary; infinity is the Poisson distribution.
    public let size: Double

    /// A negative binomial distribution; refuses a mean or size that is not above 0.
    public init(mean: Double, size: Double) throws(SignificanceError) {
        try Check.positive(mean, name: "mean")
        try Check.positive(size, name: "size")
        self.mean = mean
        self.size = size
    }

    /// m + m²/size.
    public var variance: Double { mean + mean * mean / size }

    /// P(X = k) = Γ(size + k) / (Γ(size) k!) p^size (1 - p)^k, p = size / (size + m). R: `dnbinom(k, size, mu = m)`.
    public func pmf(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k == 0 { return (success.logarithm * size).exponential }
        let kernel = IncompleteBeta.logKernel(a: size, b: Double(k), x: success, y: failure)
        return kernel.exponential / Double(k)
    }

    /// P(X <= k) = I_p(size, k + 1). R: `pnbinom`.
    public func lowerTail(_ k: Int) -> Double {
        k < 0 ? 0 : IncompleteBeta.tails(a: size, b: Double(k) + 1, x: success, y: failure).lower
    }

    /// P(X >= k) = 1 - I_p(size, k). R: `pnbinom(k - 1, lower.tail = FALSE)`.
    public func upperTail(_ k: Int) -> Double {
        k <= 0 ? 1 : IncompleteBeta.tails(a: size, b: Double(k), x: success, y: failure).upper
    }

    private var success: DoubleDouble { DoubleDouble(size) / DoubleDouble(sum: size, mean) }
    private var failure: DoubleDouble { DoubleDouble(mean) / DoubleDouble(sum: size, mean) }
}
