import Glibc

/// An area's rank, which is never given without its interval.
public struct Rank: Sendable, Hashable {
    /// The rank of the estimate, from 1 for the lowest; ties share the mean of their ranks.
    public let rank: Double
    /// The lowest rank the area's true value may have.
    public let lower: Int
    /// The highest rank the area's true value may have.
    public let upper: Int
    /// The level at which the intervals of all areas hold together.
    public let confidence: Double
}

extension ManyAreas {
    /// Every area's rank with an interval that holds for all areas at once.
    ///
    /// Each estimate gets a normal interval at the level `confidence`^(1/K), so that all K hold together where areas
    /// are independent; an area's true rank then lies between 1 + the number of areas whose interval is wholly below
    /// its own and K - the number wholly above. M. Klein, T. Wright and J. Wieczorek, JRSS C 69 (2020) 589-606.
    /// Most league tables turn out to be one block: that is all they can say. An area with standard error 0 is known
    /// exactly. Refuses an empty array.
    /// - Parameters:
    ///   - estimates: each area's figure.
    ///   - standardErrors: their standard errors.
    ///   - confidence: the level at which all intervals hold together.
    public static func ranks(
        estimates: [Double], standardErrors: [Double], confidence: Double = 0.95
    ) throws(SignificanceError) -> [Rank] {
        guard !estimates.isEmpty else { throw .empty(name: "estimates") }
        try Check.sameLength(standardErrors.count, "standardErrors", estimates.count, "estimates")
        try Check.level(confidence)
        for index in estimates.indices {
            try Check.finite(estimates[index], name: "estimates[\(index)]")
            try Check.nonNegative(standardErrors[index], name: "standardErrors[\(index)]")
        }
        let z = Normal.upperQuantile(tailOfEach(of: estimates.count, confidence: confidence))
        let limits = zip(estimates, standardErrors).map { (lower: $0 - z * $1, upper: $0 + z * $1) }
        return estimates.indices.map { area in
            let below = limits.count { $0.upper < limits[area].lower }
            let above = limits.count { $0.lower > limits[area].upper }
            let lower = estimates.count { $0 < estimates[area] }
            let equal = estimates.count { $0 == estimates[area] }
            return Rank(
                rank: Double(lower) + Double(equal + 1) / 2, lower: 1 + below, upper: estimates.count - above,
                confidence: confidence)
        }
    }

    /// (1 - confidence^(1/K)) / 2.
    private static func tailOfEach(of count: Int, confidence: Double) -> Double {
        -expm1(log(confidence) / Double(count)) / 2
    }
}
