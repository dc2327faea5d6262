import Significance

/// How often events happen. Rates are events per person.
public struct FrequencyFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the rows.
    public var people: Int
    /// The number of people that the rate is shown per, such as 100.
    public var per: Int
    /// Events per row; nil where there are no rows.
    @OrNull public var rate: Double?
    /// 95% interval of the rate, allowing for events that cluster in people. It leaves out the target exactly where the
    /// rate differs significantly from it.
    @PairOrNull public var interval: Interval?
    /// The interval as if every event were independent: too narrow where people differ.
    @PairOrNull public var poissonInterval: Interval?
    /// Variance between people divided by the mean: 1 for independent events, above 1 where people differ; nil where
    /// anyone has several rows.
    @OrNull public var dispersion: Double?
    /// What interval and test allow for: two events belong to one person 1 + this many times as often as by chance.
    public var clustering: Double
    /// Which significant verdicts these people could have been given against the target, whatever they did; empty without a
    /// target, and without enough data.
    public var callable: [Verdict]
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The rate against the target, allowing for events that cluster in people; nil where there is no target.
        @OrNull public var againstTarget: TestOutcome?

        public init(againstTarget: TestOutcome?) {
            self.againstTarget = againstTarget
        }
    }

    public init(
        people: Int, per: Int, rate: Double?, interval: Interval?, poissonInterval: Interval?, dispersion: Double?,
        clustering: Double, callable: [Verdict], tests: Tests
    ) {
        self.people = people
        self.per = per
        self.rate = rate
        self.interval = interval
        self.poissonInterval = poissonInterval
        self.dispersion = dispersion
        self.clustering = clustering
        self.callable = callable
        self.tests = tests
    }
}

extension FrequencyFigures: FamilyFigures {
    public static var family: Family { .frequency }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstTarget] }
        set { tests.againstTarget = newValue[0] }
    }

    public mutating func withdrawJudgement() { callable = [] }
}
