import Glibc

/// The beta-binomial distribution: a binomial count whose probability varies as a beta variable.
///
/// With mean probability P and variance τ² between groups, the beta parameters are a = P s and b = (1 - P) s with
/// s = P(1 - P)/τ² - 1. All n + 1 probabilities are held; their relative error is at most 1e-11.
public struct BetaBinomial: Sendable, Hashable {
    /// The number of trials.
    public let n: Int
    /// The mean probability.
    public let probability: Double
    private let lower: [Double]
    private let upper: [Double]

    /// A beta-binomial distribution; refuses n < 1, P not between 0 and 1, and a variance not between 0 and P(1 - P).
    public init(n: Int, probability: Double, betweenVariance: Double) throws(SignificanceError) {
        try Check.counts(observed: 0, n: n)
        guard probability > 0, probability < 1 else {
            throw .outOfRange(name: "probability", value: probability, allowed: "a number between 0 and 1")
        }
        guard betweenVariance > 0, betweenVariance < probability * (1 - probability) else {
            throw .outOfRange(
                name: "betweenVariance", value: betweenVariance, allowed: "a number between 0 and P(1 - P)")
        }
        let scale = probability * (1 - probability) / betweenVariance - 1
        let pmf = Self.probabilities(n: n, a: probability * scale, b: (1 - probability) * scale)
        self.n = n
        self.probability = probability
        lower = Self.runningSums(pmf)
        upper = Self.runningSums(pmf.reversed()).reversed()
    }

    /// P(X <= k).
    public func lowerTail(_ k: Int) -> Double { k < 0 ? 0 : k > n ? 1 : min(1, lower[k]) }

    /// P(X >= k).
    public func upperTail(_ k: Int) -> Double { k < 0 ? 1 : k > n ? 0 : min(1, upper[k]) }

    /// Computed from P(k + 1) / P(k) = (n - k)(a + k) / ((k + 1)(b + n - k - 1)), in both directions from the mean,
    /// then divided by the sum.
    private static func probabilities(n: Int, a: Double, b: Double) -> [Double] {
        var pmf = [Double](repeating: 0, count: n + 1)
        let middle = min(n, Int(Double(n) * a / (a + b)))
        let ratio = { (k: Int) in
            Double(n - k) * (a + Double(k)) / (Double(k + 1) * (b + Double(n - k - 1)))
        }
        pmf[middle] = 1
        for k in middle..<max(n, middle) { pmf[k + 1] = pmf[k] * ratio(k) }
        for k in stride(from: middle - 1, through: 0, by: -1) { pmf[k] = pmf[k + 1] / ratio(k) }
        var sum = CompensatedSum()
        for value in pmf { sum.add(value) }
        return pmf.map { $0 / sum.value }
    }

    private static func runningSums(_ values: [Double]) -> [Double] {
        var sum = CompensatedSum()
        return values.map {
            sum.add($0)
            return sum.value
        }
    }
}
