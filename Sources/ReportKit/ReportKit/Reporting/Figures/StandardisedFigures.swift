import Significance

/// A directly standardised rate. Rates are events per person.
public struct StandardisedFigures: Hashable, Codable, Sendable {
    /// The number of people that the rate is shown per, such as 100,000.
    public var per: Int
    /// Events divided by population, not standardised.
    @OrNull public var crudeRate: Double?
    /// What the rate would be with the standard population; nil where an age band has no residents.
    @OrNull public var rate: Double?
    /// 95% interval of the rate, by Dobson's method; nil where there were no events.
    @PairOrNull public var interval: Interval?
    /// The rate of all areas together, standardised in the same way; nil for the national figure itself.
    @OrNull public var overallRate: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// Whether the interval excludes the rate of all areas together; this test has no p value.
        @OrNull public var againstOverall: TestOutcome?

        public init(againstOverall: TestOutcome?) {
            self.againstOverall = againstOverall
        }
    }

    public init(
        per: Int, crudeRate: Double?, rate: Double?, interval: Interval?, overallRate: Double?, tests: Tests
    ) {
        self.per = per
        self.crudeRate = crudeRate
        self.rate = rate
        self.interval = interval
        self.overallRate = overallRate
        self.tests = tests
    }
}

extension StandardisedFigures: FamilyFigures {
    public static var family: Family { .standardisedRate }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstOverall] }
        set { tests.againstOverall = newValue[0] }
    }
}
