/// One test's answer.
public struct TestOutcome: Hashable, Codable, Sendable {
    /// The test's own statistic, such as z; nil for an exact test, which has none.
    @OrNull public var statistic: Double?
    /// Two-sided p value; nil where the test cannot be made.
    @OrNull public var p: Double?
    /// The p value adjusted for the areas judged beside this one at the same level (Benjamini and Hochberg 1995).
    @OrNull public var pAdjusted: Double?
    public var verdict: Verdict

    public init(statistic: Double?, p: Double?, pAdjusted: Double? = nil, verdict: Verdict) {
        self.statistic = statistic
        self.p = p
        self.pAdjusted = pAdjusted
        self.verdict = verdict
    }
}

/// A target, and whether it was met.
public struct TargetOutcome: Hashable, Codable, Sendable {
    public var measure: AgreedTarget.Measure
    /// As a fraction, never a percentage: 0.75, -0.0777.
    public var value: Double
    public var designated: Bool
    public var source: String
    /// Nil where there is no value to compare.
    @OrNull public var met: Bool?

    public init(_ agreed: AgreedTarget, met: Bool?) {
        measure = agreed.measure
        value = agreed.value
        designated = agreed.designated
        source = agreed.source
        self.met = met
    }
}

/// Actual against predicted. Rates are fractions; relative differences are percentages of the predicted rate.
public struct PredictedFigures: Hashable, Codable, Sendable {
    /// Distinct people behind the offender-snapshots.
    public var people: Int
    /// Sum of the predicted probabilities.
    public var expected: Double
    @OrNull public var actualRate: Double?
    @OrNull public var predictedRate: Double?
    /// 100 x (actual - predicted) / predicted, from unrounded sums; nil where nothing is predicted.
    @OrNull public var relativeDifference: Double?
    /// The relative differences between which the official-style z test calls nothing significant: lower, upper.
    @OrNull public var rangeOfInsignificance: [Double]?
    /// The true relative difference that the z test would find four times in five.
    @OrNull public var smallestDetectable: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The official-style one-sample z test of the actual rate against the predicted.
        public var z: TestOutcome
        /// The test that allows for each person's own prediction.
        public var poissonBinomial: TestOutcome
        /// The test that also allows for the same person standing in several snapshots.
        public var clustered: TestOutcome

        public init(z: TestOutcome, poissonBinomial: TestOutcome, clustered: TestOutcome) {
            self.z = z
            self.poissonBinomial = poissonBinomial
            self.clustered = clustered
        }
    }

    public init(
        people: Int, expected: Double, actualRate: Double?, predictedRate: Double?, relativeDifference: Double?,
        rangeOfInsignificance: [Double]?, smallestDetectable: Double?, tests: Tests
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

/// A proportion, against its target where it has one.
public struct ProportionFigures: Hashable, Codable, Sendable {
    /// Fraction, or nil where the denominator is zero.
    @OrNull public var rate: Double?
    /// Wilson's 95% interval of the rate: lower, upper.
    @OrNull public var interval: [Double]?
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

    public init(rate: Double?, interval: [Double]?, notRecorded: Int, tests: Tests) {
        self.rate = rate
        self.interval = interval
        self.notRecorded = notRecorded
        self.tests = tests
    }
}

/// The same people's count in a follow-up against a baseline. Changes are percentages of the baseline.
public struct ChangeFigures: Hashable, Codable, Sendable {
    public var people: Int
    /// The share of the baseline year that the follow-up is compared with: 1 for a whole year, 0.5 for two quarters.
    public var yearShare: Double
    @OrNull public var baselinePerPerson: Double?
    @OrNull public var followUpPerPerson: Double?
    /// 100 x (follow-up - baseline) / baseline; nil where the baseline is zero.
    @OrNull public var change: Double?
    /// 95% interval of the change, allowing for people differing: lower, upper.
    @OrNull public var interval: [Double]?
    /// What the area's own cohort was expected to do, in the same unit; nil where it was not given for everyone.
    @OrNull public var expectedChange: Double?
    public var tests: Tests

    public struct Tests: Hashable, Codable, Sendable {
        /// The follow-up against what was expected, allowing for people differing; nil where nothing was.
        @OrNull public var againstExpected: TestOutcome?

        public init(againstExpected: TestOutcome?) {
            self.againstExpected = againstExpected
        }
    }

    public init(
        people: Int, yearShare: Double, baselinePerPerson: Double?, followUpPerPerson: Double?, change: Double?,
        interval: [Double]?, expectedChange: Double?, tests: Tests
    ) {
        self.people = people
        self.yearShare = yearShare
        self.baselinePerPerson = baselinePerPerson
        self.followUpPerPerson = followUpPerPerson
        self.change = change
        self.interval = interval
        self.expectedChange = expectedChange
        self.tests = tests
    }
}
