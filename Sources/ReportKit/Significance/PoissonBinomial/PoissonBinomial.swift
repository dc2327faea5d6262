/// The Poisson-binomial distribution: the number of successes in independent trials of different probabilities.
public struct PoissonBinomial: Sendable {
    /// The probability of success of each trial.
    public let probabilities: [Double]
    /// Σ p.
    public let mean: Double
    /// Σ p(1 - p).
    public let variance: Double

    /// A Poisson-binomial distribution; refuses an empty array and, with its index, any value outside 0...1 or NaN.
    public init(probabilities: [Double]) throws(SignificanceError) {
        guard !probabilities.isEmpty else { throw .empty(name: "probabilities") }
        try Check.probabilities(probabilities, name: "probabilities")
        self.probabilities = probabilities
        mean = probabilities.reduce(0, +)
        variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
    }
}
