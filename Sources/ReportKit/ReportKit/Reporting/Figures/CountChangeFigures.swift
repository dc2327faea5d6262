import Significance

/// A count against the count of a baseline. Changes are percentages of the baseline.
public struct CountChangeFigures: Hashable, Codable, Sendable {
    /// 100 x (count - baseline) / baseline; nil where the baseline is zero.
    @OrNull public var change: Double?
    /// 95% exact interval of the change; nil where the baseline is zero.
    @PairOrNull public var interval: Interval?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The exact test of the two counts; nil where both are zero.
        @OrNull public var againstBaseline: TestOutcome?

        public init(againstBaseline: TestOutcome?) {
            self.againstBaseline = againstBaseline
        }
    }

    public init(
        change: Double?, interval: Interval?, tests: Tests
    ) {
        self.change = change
        self.interval = interval
        self.tests = tests
    }
}

extension CountChangeFigures: FamilyFigures {
    public static var family: Family { .countChange }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstBaseline] }
        set { tests.againstBaseline = newValue[0] }
    }
}
