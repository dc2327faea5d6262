import Significance

/// Events in a population, against a baseline. Rates are events per person.
public struct RateFigures: Hashable, Codable, Sendable {
    /// The number of people that the rate is shown per, such as 1,000.
    public var per: Int
    /// Nil where the population is zero.
    @OrNull public var rate: Double?
    /// 95% interval of the rate, by Byar's method, or exact below ten events.
    @PairOrNull public var interval: Interval?
    /// Nil where the baseline is not known for the whole area.
    @OrNull public var baselineEvents: Int?
    @OrNull public var baselinePopulation: Int?
    @OrNull public var baselineRate: Double?
    /// 100 x (rate - baseline rate) / baseline rate; nil where the baseline is not known or zero.
    @OrNull public var change: Double?
    /// 95% exact interval of the change.
    @PairOrNull public var changeInterval: Interval?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The exact test of two Poisson counts, of the period and the baseline; nil where there is no baseline.
        @OrNull public var againstBaseline: TestOutcome?

        public init(againstBaseline: TestOutcome?) {
            self.againstBaseline = againstBaseline
        }
    }

    public init(
        per: Int, rate: Double?, interval: Interval?, baselineEvents: Int?, baselinePopulation: Int?,
        baselineRate: Double?, change: Double?, changeInterval: Interval?, tests: Tests
    ) {
        self.per = per
        self.rate = rate
        self.interval = interval
        self.baselineEvents = baselineEvents
        self.baselinePopulation = baselinePopulation
        self.baselineRate = baselineRate
        self.change = change
        self.changeInterval = changeInterval
        self.tests = tests
    }
}

extension RateFigures: FamilyFigures {
    public static var family: Family { .ratePerPopulation }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstBaseline] }
        set { tests.againstBaseline = newValue[0] }
    }
}
