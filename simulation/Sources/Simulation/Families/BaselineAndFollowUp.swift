import ReportKit

/// NI 30's family: offences of a named cohort in a baseline year and a follow-up, against an expected change that is
/// the truth.
///
/// A person's rate is exponential (gamma of shape 1): the offences of baseline and follow-up are Poisson at that rate,
/// the latter at the share of the year and 22% lower.
public struct BaselineAndFollowUp: SimulatedFamily {
    /// Offences per person in the baseline year.
    public let mean: Double
    /// The share of the year that the follow-up covers.
    public let yearShare: Double
    /// People in each area.
    public let n: Int

    private static let expectedChange = -0.22

    public init(mean: Double, yearShare: Double, n: Int) {
        self.mean = mean
        self.yearShare = yearShare
        self.n = n
    }

    public var family: Family { .cohortChange }

    public func rows(of people: Void, effects: [Double], _ random: inout RandomStream) -> SimulatedRows {
        var (trusts, baseline, followUp): ([Int], [Int], [Int]) = ([], [], [])
        for (trust, effect) in zip(SimulatedAreas.trusts, effects) {
            for _ in 0..<n {
                let rate = mean * random.gamma(shape: 1)
                trusts.append(trust)
                baseline.append(random.poisson(mean: rate))
                followUp.append(
                    random.poisson(mean: rate * yearShare * (1 + BaselineAndFollowUp.expectedChange) * (1 + effect)))
            }
        }
        return SimulatedRows(
            count: trusts.count,
            columns: [
                "trust_id": .integers(trusts), "authority_id": .null, "breakdown": .null,
                "offender_id": .integers(Array(trusts.indices)), "baseline": .integers(baseline),
                "follow_up": .integers(followUp), "year_share": .sameReal(yearShare),
                "expected_change": .sameReal(BaselineAndFollowUp.expectedChange),
            ])
    }
}
