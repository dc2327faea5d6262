import Significance

/// Actual against predicted. Rates are fractions; relative differences are percentages of the predicted rate.
public struct PredictedFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the offender-snapshots.
    public var people: Int
    /// Sum of the predicted probabilities.
    public var expected: Double
    @OrNull public var actualRate: Double?
    @OrNull public var predictedRate: Double?
    /// 100 x (actual - predicted) / predicted, from unrounded sums; nil where the predicted sum is zero, or the
    /// prediction is for another time than the outcome.
    @OrNull public var relativeDifference: Double?
    /// The relative differences that the official-style z test does not call significant.
    @PairOrNull public var rangeOfInsignificance: Interval?
    /// The true relative difference that the z test would detect four times in five.
    @OrNull public var smallestDetectable: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The official-style one-sample z test of the actual rate against the predicted rate.
        @StandsBeside public var z: TestOutcome
        /// The test that allows for each person's own prediction.
        @StandsBeside public var poissonBinomial: TestOutcome
        /// The test that also allows for people who are in several snapshots.
        @StandsBeside public var clustered: TestOutcome

        public init(z: TestOutcome, poissonBinomial: TestOutcome, clustered: TestOutcome) {
            self.z = z
            self.poissonBinomial = poissonBinomial
            self.clustered = clustered
        }
    }

    public init(
        people: Int, expected: Double, actualRate: Double?, predictedRate: Double?, relativeDifference: Double?,
        rangeOfInsignificance: Interval?, smallestDetectable: Double?, tests: Tests
    ) {
        self.people = people
        self.expected = expected
        self.actualRate = actualRate
        self.predictedRate = predictedRate
        self.relativeDifference = relativeDifference
        self.rangeOfInsignificance = rangeOfInsignificance
        self.smallestDetectable = smallestDetectable
        self.tests = tests
    }
}

extension PredictedFigures: FamilyFigures {
    public static var family: Family { .proportionAgainstPredicted }

    public var outcomes: [TestOutcome?] {
        get { [tests.z, tests.poissonBinomial, tests.clustered] }
        set {
            tests.z = newValue[0] ?? tests.z
            tests.poissonBinomial = newValue[1] ?? tests.poissonBinomial
            tests.clustered = newValue[2] ?? tests.clustered
        }
    }
}

extension PredictedFigures {
    /// Of the two tests that a verdict rests on, the one with the larger p value; nil where neither could be made.
    public var judging: TestOutcome? {
        get { judgingTest.map { tests[keyPath: $0] } }
        set {
            guard let judgingTest, let newValue else { return }
            tests[keyPath: judgingTest] = newValue
        }
    }

    private var judgingTest: WritableKeyPath<Tests, TestOutcome>? {
        let both: [WritableKeyPath<Tests, TestOutcome>] = [\.poissonBinomial, \.clustered]
        return both.filter { tests[keyPath: $0].p != nil }
            .max { (tests[keyPath: $0].p ?? 0) < (tests[keyPath: $1].p ?? 0) }
    }
}
