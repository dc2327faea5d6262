import Significance

/// A quantile of people's values, such as a median, in the indicator's own unit.
///
/// A median of an odd number of values is one person's value, and so is each end of its interval. What is published is
/// therefore one of ``roundings``, which disclosure control chooses; it leaves none of the others in what it publishes.
public struct QuantileFigures: Hashable, Sendable {
    /// Which quantile: 0.5 for the median.
    public var quantile: Double
    /// The sample quantile (type 7); nil where there is no value. Published, rounded to a multiple of ``roundedTo``.
    @OrNull public var value: Double?
    /// Its exact 95% interval between ordered values; nil where they are too few for one. Published, rounded outwards.
    @PairOrNull public var interval: Interval?
    /// What the figures are rounded to multiples of; nil where they are exact, as in the internal form.
    @OrNull public var roundedTo: Double?
    public var tests: Tests
    /// The forms in which the figures may be published, the finest first; empty in what is published.
    public var roundings: [QuantileRounding]

    public struct Tests: Hashable, Codable, Sendable {
        /// The exact binomial test of a median against the target; nil where there is none, and for another quantile.
        ///
        /// Its p value is rounded up to 0.001, 0.01, 0.049 or 1: the exact one would tell how many people lie
        /// below the target.
        @OrNull public var againstTarget: TestOutcome?

        public init(againstTarget: TestOutcome?) {
            self.againstTarget = againstTarget
        }
    }

    /// What p values are rounded up to. 0.049 is just below the level at which areas are judged.
    static let leastP = [0.001, 0.01, 0.049, 1]

    public init(
        quantile: Double, value: Double?, interval: Interval?, roundedTo: Double? = nil, tests: Tests,
        roundings: [QuantileRounding] = []
    ) {
        self.quantile = quantile
        self.value = value
        self.interval = interval
        self.roundedTo = roundedTo
        self.tests = tests
        self.roundings = roundings
    }
}

extension QuantileFigures: Codable {
    private enum Key: CodingKey {
        case quantile, value, interval, roundedTo, tests, roundings
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        quantile = try container.decode(Double.self, forKey: .quantile)
        _value = try container.decode(OrNull<Double>.self, forKey: .value)
        _interval = try container.decode(PairOrNull.self, forKey: .interval)
        _roundedTo = try container.decode(OrNull<Double>.self, forKey: .roundedTo)
        tests = try container.decode(Tests.self, forKey: .tests)
        roundings = try container.decodeIfPresent([QuantileRounding].self, forKey: .roundings) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(quantile, forKey: .quantile)
        try container.encode(_value, forKey: .value)
        try container.encode(_interval, forKey: .interval)
        try container.encode(_roundedTo, forKey: .roundedTo)
        try container.encode(tests, forKey: .tests)
        // A worker's answer to its host has them; nothing that is published does.
        if !roundings.isEmpty { try container.encode(roundings, forKey: .roundings) }
    }
}

extension QuantileFigures: FamilyFigures {
    public static var family: Family { .quantile }

    public var outcomes: [TestOutcome?] {
        get { [tests.againstTarget] }
        set { tests.againstTarget = newValue[0] }
    }
}
