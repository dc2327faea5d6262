import Significance

/// How often events happen. Rates are events per person.
public struct FrequencyFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the rows.
    public var people: Int
    /// The number of people that the rate is shown per, such as 100.
    public var per: Int
    /// Events per row; nil where there are no rows.
    @OrNull public var rate: Double?
    /// 95% interval of the rate, allowing for differences between people and for people in several rows.
    @PairOrNull public var interval: Interval?
    /// The interval as if every event were independent: too narrow where people differ.
    @PairOrNull public var poissonInterval: Interval?
    /// Variance between people divided by the mean: 1 for independent events, above 1 where people differ; nil where
    /// anyone has several rows.
    @OrNull public var dispersion: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The rate against the target, allowing for differences between people; nil where there is no target.
        @OrNull public var againstTarget: TestOutcome?

        public init(againstTarget: TestOutcome?) {
            self.againstTarget = againstTarget
        }
    }

    public init(
        people: Int, per: Int, rate: Double?, interval: Interval?, poissonInterval: Interval?, dispersion: Double?,
        tests: Tests
    ) {
        self.people = people
        self.per = per
        self.rate = rate
        self.interval = interval
        self.poissonInterval = poissonInterval
        self.dispersion = dispersion
        self.tests = tests
    }
}

extension FrequencyFigures: FamilyFigures {
    public static var family: Family { .frequency }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstTarget] }
        set { tests.againstTarget = newValue[0] }
    }
}
