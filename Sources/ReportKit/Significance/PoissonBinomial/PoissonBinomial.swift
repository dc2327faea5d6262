import Glibc

/// The Poisson-binomial distribution, exact for any number of trials: how many of n people who differ re-offend.
///
/// X = Σ X_i, the X_i independent, each 1 with its own probability p_i, else 0. Every probability has a relative error
/// of at most 1e-10 down to 1e-300, at 616,252 trials typically 1e-13. Probabilities 0 and 1 are allowed. Time is
/// linear in n; memory is a few kilobytes besides the probabilities (which are copied only if some are 0 or 1).
/// Method: `TiltedDistribution`. R: the package PoissonBinomial; Python: fast-poibin.
public struct PoissonBinomial: Sendable {
    /// The number of trials.
    public let n: Int
    /// Σ p: the expected count.
    public let mean: Double
    /// Σ p(1 - p).
    public let variance: Double
    /// The trials that can go either way.
    let open: [Double]
    /// How many trials are certain to succeed.
    let certain: Int
    private let largest: Double
    private let openMean: Double

    /// A Poisson-binomial distribution; refuses an empty array and, with its index, any value outside 0...1 or NaN.
    public init(probabilities: [Double]) throws(SignificanceError) {
        guard !probabilities.isEmpty else { throw .empty(name: "probabilities") }
        var (zeros, ones, largest) = (0, 0, 0.0)
        for (index, p) in probabilities.enumerated() {
            guard p > 0, p < 1 else {
                try Check.probability(p, name: "probabilities", index: index)
                if p == 0 { zeros += 1 } else { ones += 1 }
                continue
            }
            largest = max(largest, p)
        }
        n = probabilities.count
        certain = ones
        open = zeros + ones == 0 ? probabilities : probabilities.filter { $0 > 0 && $0 < 1 }
        let trials = TiltedTrials(open, odds: 1)
        openMean = trials.mean
        mean = trials.mean + Double(ones)
        variance = trials.variance
        self.largest = largest
    }

    /// P(X = k); 0 where impossible. R: `dpbinom`.
    public func pmf(_ k: Int) -> Double { view(at: k).pmf }

    /// log P(X = k), for probabilities below 1e-308; minus infinity where impossible. R: `dpbinom(log = TRUE)`.
    public func logPMF(_ k: Int) -> Double { view(at: k).logPMF }

    /// P(X <= k). R: `ppbinom`.
    public func lowerTail(_ k: Int) -> Double { view(at: k).lowerTail }

    /// P(X >= k). R: `ppbinom(k - 1, lower.tail = FALSE)`.
    public func upperTail(_ k: Int) -> Double { view(at: k).upperTail }

    /// log P(no open trial succeeds).
    var allFail: DoubleDouble { TiltedTrials(open, odds: 0).logNormaliser }

    /// log P(every open trial succeeds).
    var allSucceed: DoubleDouble {
        var product = ScaledProduct()
        for p in open { product.multiply(p) }
        return product.logarithm
    }

    /// P(X = k) with its logarithm and both tails.
    typealias View = (logPMF: Double, pmf: Double, lowerTail: Double, upperTail: Double)

    /// P(X = k) with both its tails, from one tilt.
    func view(at k: Int) -> View {
        let inner = k - certain
        if inner < 0 { return (-.infinity, 0, 0, 1) }
        if inner > open.count { return (-.infinity, 0, 1, 0) }
        if open.isEmpty { return (0, 1, 1, 1) }
        if inner == 0 || inner == open.count {
            let logarithm = inner == 0 ? allFail : allSucceed
            let p = logarithm.exponential
            return (logarithm.hi, p, inner == 0 ? p : 1, inner == 0 ? 1 : p)
        }
        return tilted(at: inner).view(inner)
    }

    /// The distribution of the open trials, tilted to a count above 0 and below their number.
    func tilted(at inner: Int) -> TiltedDistribution {
        TiltedDistribution(
            centre: inner, probabilities: open, mean: openMean, variance: variance, largest: largest)
    }
}
