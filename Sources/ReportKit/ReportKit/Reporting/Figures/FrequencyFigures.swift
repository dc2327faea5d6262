import Significance

/// How often events happen. Rates are events per person.
public struct FrequencyFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the rows.
    public var people: Int
    /// How many people a reader is given the rate for, such as 100.
    public var per: Int
    /// Events per row; nil where there are no rows.
    @OrNull public var rate: Double?
    /// 95% interval of the rate, allowing for people differing and for one person in several rows.
    @PairOrNull public var interval: Interval?
    /// The interval as if every event were independent: too narrow where people differ.
    @PairOrNull public var poissonInterval: Interval?
    /// Variance between people over the mean: 1 for independent events, above where people differ; nil where a person has
    /// several rows.
    @OrNull public var dispersion: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The rate against the target, allowing for people differing; nil where there is no target.
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
