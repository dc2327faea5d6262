/// The two-sided p-value by minimum likelihood: the probability of all outcomes no more likely than the observed one.
///
/// The probability function must rise to its mean and fall beyond it. Outcomes within a relative 1e-7 of the observed
/// one's probability count as equally likely, as in R's `binom.test` and `poisson.test`.
enum MinimumLikelihood {
    /// The relative tolerance within which two outcomes count as equally likely.
    static let tolerance = 1e-7

    /// The tail that holds `observed`, plus the tail on the other side of the mean that is no more likely.
    /// - Parameter maximum: the largest possible outcome, or nil where there is none.
    static func p(
        observed: Int, mean: Double, maximum: Int?, logPMF: (Int) -> Double, lowerTail: (Int) -> Double,
        upperTail: (Int) -> Double
    ) -> Double {
        let k = Double(observed)
        if k == mean { return 1 }
        let limit = logPMF(observed) + tolerance
        if k < mean {
            let start = Int(mean.rounded(.up))
            let other = Search.firstIndex(from: start, limit: maximum.map { $0 + 1 }) { logPMF($0) <= limit }
            return min(1, lowerTail(observed) + upperTail(other))
        }
        let start = Int(mean.rounded(.down))
        let steps = Search.firstIndex(from: 0, limit: start + 1) { logPMF(start - $0) <= limit }
        return min(1, upperTail(observed) + lowerTail(start - steps))
    }
}
