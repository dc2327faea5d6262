import ReportKit

// A family's figures from rounded counts.
extension Family {
    /// The family's rate computed from rounded counts; nil where it is not a numerator over a denominator.
    func rate(observed: Int?, n: Int?) -> Double? {
        guard let observed, let n, n > 0 else { return nil }
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied, .frequency, .ratePerPopulation:
            return Double(observed) / Double(n)
        case .cohortChange, .standardisedRate, .countAgainstTarget, .countChange, .mean, .quantile, .undefined:
            return nil
        }
    }
}
