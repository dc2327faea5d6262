import Significance

/// A directly standardised rate. Rates are events per person.
public struct StandardisedFigures: Hashable, Codable, Sendable {
    /// How many people a reader is given the rate for, such as 100,000.
    public var per: Int
    /// Events over population, as they are.
    @OrNull public var crudeRate: Double?
    /// What the rate would be with the standard population; nil where an age band holds nobody.
    @OrNull public var rate: Double?
    /// Dobson's 95% interval of the rate; nil where there was no event.
    @PairOrNull public var interval: Interval?
    /// The rate of all areas of the report together, standardised alike.
    @OrNull public var overallRate: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// Whether the interval leaves out the rate of all areas together; it has no p value.
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
