import Significance

/// A figure as it was supplied, in the indicator's own unit.
public struct SuppliedFigures: Hashable, Codable, Sendable {
    @OrNull public var value: Double?
    /// What was supplied in words.
    @OrNull public var text: String?
    /// The figure's own 95% interval, as it was supplied.
    @PairOrNull public var interval: Interval?
    /// For a proportion, numerator divided by denominator, as a fraction.
    @OrNull public var rate: Double?
    /// Wilson's 95% interval of that.
    @PairOrNull public var rateInterval: Interval?
    /// Where the figure comes from.
    @OrNull public var source: String?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The exact binomial test of a proportion's counts against the target; nil where either is not known.
        @OrNull public var exactBinomial: TestOutcome?

        public init(exactBinomial: TestOutcome?) {
            self.exactBinomial = exactBinomial
        }
    }

    public init(
        value: Double?, text: String?, interval: Interval?, rate: Double?, rateInterval: Interval?, source: String?,
        tests: Tests
    ) {
        self.value = value
        self.text = text
        self.interval = interval
        self.rate = rate
        self.rateInterval = rateInterval
        self.source = source
        self.tests = tests
    }
}

extension SuppliedFigures: FamilyFigures {
    public static var family: Family { .supplied }

    public var outcomes: [TestOutcome?] {
        get { [tests.exactBinomial] }
        set { tests.exactBinomial = newValue[0] }
    }
}
