import Significance

/// A proportion, against its target where it has one.
public struct ProportionFigures: Hashable, Codable, Sendable {
    /// The proportion as a fraction; nil where the denominator is zero.
    @OrNull public var rate: Double?
    /// Wilson's 95% interval of the rate.
    @PairOrNull public var interval: Interval?
    /// Events left out of the denominator because the question was not answered.
    public var notRecorded: Int
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// Exact binomial test against the target; nil where there is no target.
        @OrNull public var exactBinomial: TestOutcome?

        public init(exactBinomial: TestOutcome?) {
            self.exactBinomial = exactBinomial
        }
    }

    public init(rate: Double?, interval: Interval?, notRecorded: Int, tests: Tests) {
        self.rate = rate
        self.interval = interval
        self.notRecorded = notRecorded
        self.tests = tests
    }
}

extension ProportionFigures: FamilyFigures {
    public static var family: Family { .proportionAgainstTarget }

    public var outcomes: [TestOutcome?] {
        get { [tests.exactBinomial] }
        set { tests.exactBinomial = newValue[0] }
    }
}
