import Glibc

/// An expected count that is itself known with an error only, such as the sum of a fitted model's predictions.
///
/// The true expectation is Λ times the predicted one, where Λ is lognormal with mean 1 and the variance (s/E)²: s is
/// the standard error, E the predicted count. Given Λ the count has the distribution that it would have without the
/// error, with all probabilities multiplied by Λ. The predictive distribution of the count is the mixture of these; its
/// mean is E and its variance nearly V + s², V being the variance without the error, as in D. W. Hosmer and S.
/// Lemeshow, "Confidence interval estimates of an index of quality performance based on logistic regression models",
/// Statistics in Medicine 14 (1995) 2161-2172, where the ratio of observed to expected has the same two parts. A
/// lognormal Λ keeps the expectation above 0.
///
/// Any s ≥ 0 is valid; with s = 0, or E = 0, nothing is widened.
struct UncertainExpectation: Sendable, Hashable {
    /// σ of log Λ.
    private let logDeviation: Double
    /// The variance of Λ.
    private let variance: Double

    /// - Parameters:
    ///   - standardError: of the expected count.
    ///   - expected: the predicted count.
    init(standardError: Double, expected: Double) {
        variance = expected > 0 ? (standardError / expected) * (standardError / expected) : 0
        logDeviation = Self.deviation(variance.squareRoot())
    }

    /// σ of log Λ where Λ has a standard deviation, and the mean 1.
    static func deviation(_ deviation: Double) -> Double { log1p(deviation * deviation).squareRoot() }

    /// Λ where (log Λ + σ²/2) / σ is a standard normal variable's value.
    static func factor(at value: Double, deviation: Double) -> Double {
        exp(deviation * value - deviation * deviation / 2)
    }

    var isCertain: Bool { variance == 0 }

    /// The distribution of the count of people whose probabilities are multiplied by a factor and by Λ, none of them to
    /// more than 1.
    ///
    /// The integral over log Λ is Gauss and Hermite's, with so many nodes that they lie closer together than the count
    /// spreads around each: its error is below 1e-6 where s is at most three times as large as √V.
    func distribution(of people: RepeatedPeople, times factor: Double) -> CountDistribution {
        let moments = people.moments(times: factor)
        guard !isCertain, moments.variance > 0 else { return people.distribution(times: factor) }
        let ratio = moments.mean * variance.squareRoot() / moments.deviation
        let needed = 3 + 9 * ratio * ratio
        let rule = Quadrature.hermite.first { Double($0.count) >= needed } ?? Quadrature.hermite.last ?? []
        return CountDistribution(
            mixing: rule.filter { $0.weight > 1e-13 }.map { node, weight in
                (weight, people.distribution(times: factor * Self.factor(at: node, deviation: logDeviation)))
            }, mean: moments.mean)
    }

    /// The moments of the count, from those without the error, whose variance and third moment are nearly proportional
    /// to the mean: with M = ΛE, Var X = V + Var M, and E (X - E)³ = κ₃ + 3 Cov(M, ΛV) + E (M - E)³.
    func moments(_ certain: CountMoments) -> CountMoments {
        guard !isCertain else { return certain }
        let mean = certain.mean
        let skewed = mean * mean * mean * variance * variance * (3 + variance)
        return CountMoments(
            mean: mean, variance: certain.variance + mean * mean * variance,
            thirdCentral: certain.thirdCentral + 3 * mean * certain.variance * variance + skewed)
    }
}

extension CountDistribution {
    /// The mixture of some distributions.
    ///
    /// - Parameters:
    ///   - parts: with weights that add up to 1.
    ///   - mean: about which counts are far or near.
    init(mixing parts: [(weight: Double, of: CountDistribution)], mean: Double) {
        let first = parts.map(\.of.first).min() ?? 0
        let end = parts.map { $0.of.first + $0.of.pmf.count }.max() ?? 0
        var pmf = [Double](repeating: 0, count: end - first)
        for (weight, part) in parts {
            for (index, probability) in part.pmf.enumerated() {
                pmf[part.first - first + index] += weight * probability
            }
        }
        self.init(first: first, pmf: pmf, mean: mean)
    }
}
