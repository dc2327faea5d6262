import Significance

/// A count against a target for the financial year.
public struct CountFigures: Hashable, Codable, Sendable {
    /// Exact 95% Poisson interval of the count.
    @PairOrNull public var interval: Interval?
    /// The period's share of the financial year: 0.25 for a quarter; nil where it does not lie within one.
    @OrNull public var yearShare: Double?
    /// The period's share of the year's target; for a range, of its lower end.
    @OrNull public var targetToDate: Double?
    /// The period's share of the upper end of a range; nil where the target is one value.
    @OrNull public var targetToDateUpper: Double?
    /// 100 x count / target to date; nil where the target is zero or a range.
    @OrNull public var percentOfTarget: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The exact Poisson test against the target to date; nil where there is no target, or it is zero.
        @OrNull public var againstTarget: TestOutcome?

        public init(againstTarget: TestOutcome?) {
            self.againstTarget = againstTarget
        }
    }

    public init(
        interval: Interval?, yearShare: Double?, targetToDate: Double?, targetToDateUpper: Double?,
        percentOfTarget: Double?, tests: Tests
    ) {
        self.interval = interval
        self.yearShare = yearShare
        self.targetToDate = targetToDate
        self.targetToDateUpper = targetToDateUpper
        self.percentOfTarget = percentOfTarget
        self.tests = tests
    }
}

extension CountFigures: FamilyFigures {
    public static var family: Family { .countAgainstTarget }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstTarget] }
        set { tests.againstTarget = newValue[0] }
    }
}
