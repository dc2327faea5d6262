import Significance

/// A mean, or one total divided by another, in the indicator's own unit.
public struct MeanFigures: Hashable, Codable, Sendable {
    /// The sum of the values.
    public var total: Double
    /// The number of values, or what the total is divided by.
    public var denominator: Double
    /// Total divided by denominator; nil where the denominator is zero.
    @OrNull public var mean: Double?
    /// 95% interval of the mean, by Student's t; nil where the variance of the values is not known.
    @PairOrNull public var interval: Interval?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The t test of the mean against the target; nil where there is no target or no interval.
        @OrNull public var againstTarget: TestOutcome?

        public init(againstTarget: TestOutcome?) {
            self.againstTarget = againstTarget
        }
    }

    public init(
        total: Double, denominator: Double, mean: Double?, interval: Interval?, tests: Tests
    ) {
        self.total = total
        self.denominator = denominator
        self.mean = mean
        self.interval = interval
        self.tests = tests
    }
}

extension MeanFigures: FamilyFigures {
    public static var family: Family { .mean }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstTarget] }
        set { tests.againstTarget = newValue[0] }
    }
}
