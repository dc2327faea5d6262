import Significance

/// The same people's counts in a follow-up and a baseline. Changes are percentages of the baseline.
public struct ChangeFigures: Hashable, Codable, Sendable {
    public var people: Int
    /// The share of the baseline year that the follow-up is compared with: 1 for a whole year, 0.5 for two quarters.
    public var yearShare: Double
    @OrNull public var baselinePerPerson: Double?
    @OrNull public var followUpPerPerson: Double?
    /// 100 x (follow-up - baseline) / baseline; nil where the baseline is zero.
    @OrNull public var change: Double?
    /// 95% interval of the change, allowing for people who change each in their own way. It leaves out the expected
    /// change exactly where the follow-up differs significantly from it.
    @PairOrNull public var interval: Interval?
    /// The change expected of the area's own cohort, in the same unit; nil where it is not known for everyone.
    @OrNull public var expectedChange: Double?
    /// What interval and test allow for: the variance of the follow-up about the baseline, as a multiple of what chance
    /// alone makes it; nil where the baseline is zero.
    @OrNull public var dispersion: Double?
    /// Which significant verdicts these people could have been given against the expectation, whatever they did; empty
    /// where there is none, or not enough data.
    public var callable: [Verdict]
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The follow-up against the expectation, allowing for people who change each in their own way; nil where there
        /// is none.
        @OrNull public var againstExpected: TestOutcome?

        public init(againstExpected: TestOutcome?) {
            self.againstExpected = againstExpected
        }
    }

    public init(
        people: Int, yearShare: Double, baselinePerPerson: Double?, followUpPerPerson: Double?, change: Double?,
        interval: Interval?, expectedChange: Double?, dispersion: Double?, callable: [Verdict],
        tests: Tests
    ) {
        self.people = people
        self.yearShare = yearShare
        self.baselinePerPerson = baselinePerPerson
        self.followUpPerPerson = followUpPerPerson
        self.change = change
        self.interval = interval
        self.expectedChange = expectedChange
        self.dispersion = dispersion
        self.callable = callable
        self.tests = tests
    }
}

extension ChangeFigures: FamilyFigures {
    public static var family: Family { .cohortChange }

    /// That of the follow-up less what the baseline lets expect, since the baseline is a count too.
    public var varianceOfCount: Double? {
        guard let expected, let dispersion, let baselinePerPerson, baselinePerPerson > 0 else { return nil }
        return expected * (1 + expected / (baselinePerPerson * Double(people))) * dispersion
    }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstExpected] }
        set { tests.againstExpected = newValue[0] }
    }

    public mutating func withdrawJudgement() { callable = [] }
}
