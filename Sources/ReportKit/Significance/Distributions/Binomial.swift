import Glibc

/// The binomial distribution: the number of successes in n independent trials with the same probability.
///
/// All probabilities have a relative error of at most 1e-12 down to 1e-300, for n up to 1e7.
public struct Binomial: Sendable, Hashable {
    /// The number of trials.
    public let n: Int
    /// The probability of success in each trial.
    public let probability: Double

    /// A binomial distribution; refuses n < 1 and a probability outside 0...1.
    public init(n: Int, probability: Double) throws(SignificanceError) {
        try Check.counts(observed: 0, n: n)
        try Check.probability(probability, name: "probability")
        self.n = n
        self.probability = probability
    }

    /// n p.
    public var mean: Double { Double(n) * probability }

    /// n p (1 - p).
    public var variance: Double { mean * (1 - probability) }

    /// P(X = k); 0 outside 0...n. R: `dbinom`.
    public func pmf(_ k: Int) -> Double { logPMF(k).hi == -.infinity ? 0 : logPMF(k).exponential }

    /// P(X <= k) = I_{1-p}(n - k, k + 1); 0 below 0, 1 from n on. R: `pbinom`.
    public func lowerTail(_ k: Int) -> Double {
        if k < 0 { return 0 }
        if k >= n || probability == 0 { return 1 }
        if probability == 1 { return 0 }
        return IncompleteBeta.tails(a: Double(n - k), b: Double(k + 1), x: failure, y: success).lower
    }

    /// P(X >= k) = I_p(k, n - k + 1); 1 up to 0, 0 above n. R: `pbinom(k - 1, n, p, lower.tail = FALSE)`.
    public func upperTail(_ k: Int) -> Double {
        if k <= 0 { return 1 }
        if k > n || probability == 0 { return 0 }
        if probability == 1 { return 1 }
        return IncompleteBeta.tails(a: Double(k), b: Double(n - k + 1), x: success, y: failure).lower
    }

    /// log P(X = k), minus infinity where it is impossible.
    func logPMF(_ k: Int) -> DoubleDouble {
        let impossible = DoubleDouble(-.infinity)
        guard k >= 0, k <= n else { return impossible }
        if probability == 0 { return k == 0 ? DoubleDouble(0) : impossible }
        if probability == 1 { return k == n ? DoubleDouble(0) : impossible }
        if k == 0 { return failure.logarithm * Double(n) }
        if k == n { return success.logarithm * Double(n) }
        let kernel = IncompleteBeta.logKernel(a: Double(k), b: Double(n - k), x: success, y: failure)
        return kernel + DoubleDouble(log(Double(n) / Double(k) / Double(n - k)))
    }

    private var success: DoubleDouble { DoubleDouble(probability) }
    private var failure: DoubleDouble { DoubleDouble(sum: 1, -probability) }
}
