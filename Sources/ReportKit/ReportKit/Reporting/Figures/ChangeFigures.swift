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
    /// 95% interval of the change, allowing for differences between people.
    @PairOrNull public var interval: Interval?
    /// The change expected of the area's own cohort, in the same unit; nil where it is not known for everyone.
    @OrNull public var expectedChange: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The follow-up against the expectation, allowing for differences between people; nil where there is none.
        @OrNull public var againstExpected: TestOutcome?

        public init(againstExpected: TestOutcome?) {
            self.againstExpected = againstExpected
        }
    }

    public init(
        people: Int, yearShare: Double, baselinePerPerson: Double?, followUpPerPerson: Double?, change: Double?,
        interval: Interval?, expectedChange: Double?, tests: Tests
    ) {
        self.people = people
        self.yearShare = yearShare
        self.baselinePerPerson = baselinePerPerson
        self.followUpPerPerson = followUpPerPerson
        self.change = change
        self.interval = interval
        self.expectedChange = expectedChange
        self.tests = tests
    }
}

extension ChangeFigures: FamilyFigures {
    public static var family: Family { .cohortChange }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstExpected] }
        set { tests.againstExpected = newValue[0] }
    }
}
