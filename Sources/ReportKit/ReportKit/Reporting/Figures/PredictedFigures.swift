import Significance

/// Actual against predicted. Rates are fractions; relative differences are percentages of the predicted rate.
public struct PredictedFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the offender-snapshots.
    public var people: Int
    /// Sum of the predicted probabilities.
    public var expected: Double
    /// The variance of the count that the predictions imply, allowing for people who are in several snapshots: what the
    /// judging test, and all that agrees with it, rests on.
    public var variance: Double
    /// That variance divided by the one without repeats; nil where nothing is uncertain.
    @OrNull public var designEffect: Double?
    /// How much one person's outcomes go together, over the whole cohort (`WithinPersonCorrelation`); nil where nobody
    /// in the area is in several snapshots.
    @OrNull public var withinPersonCorrelation: Double?
    @OrNull public var actualRate: Double?
    /// The 95% interval of the actual rate. It leaves out the predicted rate exactly where the judging test finds a
    /// significant difference.
    @PairOrNull public var rateInterval: Interval?
    @OrNull public var predictedRate: Double?
    /// 100 x (actual - predicted) / predicted, from unrounded sums; nil where the predicted sum is zero, or the
    /// prediction is for another time than the outcome.
    @OrNull public var relativeDifference: Double?
    /// The 95% interval of the relative difference.
    @PairOrNull public var differenceInterval: Interval?
    /// The smallest and the largest relative difference that the judging test does not call significant.
    @PairOrNull public var rangeOfInsignificance: Interval?
    /// The true relative differences that the judging test would find four times in five.
    @OrNull public var smallestDetectable: DetectableDifferences?
    /// Which significant verdicts these people could have been given, whatever happened; empty where there is nothing
    /// to judge against, or not enough data.
    public var callable: [Verdict]
    /// What the uncertainty of the predictions themselves does to the judgement; nil where it is not known: only of a
    /// model that was fitted here, and of people whom it was not fitted on.
    @OrNull public var predictionUncertainty: PredictionUncertainty?
    /// What a textbook gives for the rate alone.
    public var textbook: Textbook
    public var tests: Tests

    /// The official-style z test's own range and smallest difference, which treat every row as another person with the
    /// mean predicted rate.
    public struct Textbook: Hashable, Codable, Sendable {
        /// The relative differences that the z test does not call significant.
        @PairOrNull public var rangeOfInsignificance: Interval?
        /// The true relative difference, in either direction, that the z test would find four times in five by the
        /// common formula.
        @OrNull public var smallestDetectable: Double?

        public init(rangeOfInsignificance: Interval?, smallestDetectable: Double?) {
            self.rangeOfInsignificance = rangeOfInsignificance
            self.smallestDetectable = smallestDetectable
        }
    }

    public struct Tests: Hashable, Codable, Sendable {
        /// The official-style one-sample z test of the actual rate against the predicted rate.
        @StandsBeside public var z: TestOutcome
        /// The test that allows for each person's own prediction.
        @StandsBeside public var poissonBinomial: TestOutcome
        /// The test that also allows for people who are in several snapshots, by what happened in the area.
        @StandsBeside public var clustered: TestOutcome
        /// The test that decides: exact, with each person's own prediction, and people as the unit.
        public var judging: TestOutcome

        public init(z: TestOutcome, poissonBinomial: TestOutcome, clustered: TestOutcome, judging: TestOutcome) {
            self.z = z
            self.poissonBinomial = poissonBinomial
            self.clustered = clustered
            self.judging = judging
        }
    }

    public init(
        people: Int, expected: Double, variance: Double, designEffect: Double?, withinPersonCorrelation: Double?,
        actualRate: Double?, rateInterval: Interval?, predictedRate: Double?, relativeDifference: Double?,
        differenceInterval: Interval?, rangeOfInsignificance: Interval?, smallestDetectable: DetectableDifferences?,
        callable: [Verdict], predictionUncertainty: PredictionUncertainty? = nil, textbook: Textbook, tests: Tests
    ) {
        self.people = people
        self.expected = expected
        self.variance = variance
        self.designEffect = designEffect
        self.withinPersonCorrelation = withinPersonCorrelation
        self.actualRate = actualRate
        self.rateInterval = rateInterval
        self.predictedRate = predictedRate
        self.relativeDifference = relativeDifference
        self.differenceInterval = differenceInterval
        self.rangeOfInsignificance = rangeOfInsignificance
        self.smallestDetectable = smallestDetectable
        self.callable = callable
        self.predictionUncertainty = predictionUncertainty
        self.textbook = textbook
        self.tests = tests
    }
}

extension PredictedFigures: FamilyFigures {
    public static var family: Family { .proportionAgainstPredicted }

    public var outcomes: [TestOutcome?] {
        get { [tests.z, tests.poissonBinomial, tests.clustered, tests.judging] }
        set {
            tests.z = newValue[0] ?? tests.z
            tests.poissonBinomial = newValue[1] ?? tests.poissonBinomial
            tests.clustered = newValue[2] ?? tests.clustered
            tests.judging = newValue[3] ?? tests.judging
        }
    }

    public var judging: TestOutcome? {
        get { tests.judging }
        set { tests.judging = newValue ?? tests.judging }
    }

    public var varianceOfCount: Double? { variance }

    public mutating func withdrawJudgement() {
        callable = []
        rangeOfInsignificance = nil
        smallestDetectable = nil
        predictionUncertainty = nil
        textbook = Textbook(rangeOfInsignificance: nil, smallestDetectable: nil)
    }
}
