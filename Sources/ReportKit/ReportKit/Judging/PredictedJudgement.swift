import Significance

/// The judgement of one area or group against what was predicted for its people.
///
/// The test that decides is exact, allows for each person's own prediction, and takes people as the unit where some are
/// in several rows (``JudgedCount``). What could be called better or worse follows from the people, their predictions
/// and the cohort's within-person correlation alone, never from what happened in the area.
struct PredictedJudgement {
    private let sums: CellCounts.Sums
    private let people: RepeatedPeople
    /// Nil where the finding is not shown.
    private let tests: CellCounts.Tests?
    private let multiple: Double?
    private let polarity: Polarity
    private let agreed: AgreedTarget?
    private let isComparable: Bool
    private let judged: JudgedCount
    /// The judgements against both ends of the range agreed, each `judged` itself where there is no range; nil where
    /// one was to be agreed and was not.
    private let ends: (lower: JudgedCount, upper: JudgedCount)?
    /// Whether the actual rate lies within the range agreed, so that it is tested against itself.
    private let isInsideRange: Bool
    private let result: TestResult
    /// The judgement that allows for the uncertainty of the predictions, or does not, whichever ``judged`` is not; nil
    /// where that uncertainty is not known.
    private let other: (judged: JudgedCount, result: TestResult)?
    private let standardError: Double?
    private let allowsForIt: Bool
    private let rules = JudgementRules.standard

    /// - Parameters:
    ///   - sums: of the cell.
    ///   - people: its people, with their predictions.
    ///   - tests: the tests that stand beside the one that decides; nil where the finding is not shown, of which only its
    ///     counts and the test that decides are needed.
    ///   - multiple: what the predicted rate is multiplied by before it is tested against; nil where there is nothing to
    ///     judge against.
    ///   - polarity: which direction is good.
    ///   - target: the area's own, if any.
    ///   - isComparable: whether the predictions are for what happened.
    ///   - standardError: of the predicted number, as far as the model's coefficients are uncertain; nil where not
    ///     known.
    ///   - allowsForIt: whether the verdict is to allow for it.
    init(
        of sums: CellCounts.Sums, among people: RepeatedPeople, tests: CellCounts.Tests?, multiple: Double?,
        polarity: Polarity, target: AgreedTarget?, isComparable: Bool, standardError: Double? = nil,
        allowsForIt: Bool = false
    ) throws {
        self.sums = sums
        self.people = people
        self.tests = tests
        self.multiple = multiple
        self.polarity = polarity
        agreed = target
        self.isComparable = isComparable
        self.standardError = standardError
        self.allowsForIt = allowsForIt
        let significance = rules.significance
        func judgement(against multiple: Double, allowing: Bool = allowsForIt) -> JudgedCount {
            JudgedCount(
                of: people, times: people.factor(reaching: max(0, multiple)),
                standardError: allowing ? standardError ?? 0 : 0, significance: significance)
        }
        let judged = judgement(against: multiple ?? 1)
        self.judged = judged
        let range = polarity == .insideBand && multiple != nil ? target?.range(polarity) : nil
        ends =
            polarity == .insideBand
            ? range.map { (judgement(against: 1 + $0.lowerBound), judgement(against: 1 + $0.upperBound)) }
            : (judged, judged)
        isInsideRange =
            sums.expected > 0
            && range.map {
                $0.lowerBound < $0.upperBound && $0.contains(Double(sums.observed) / sums.expected - 1)
            } ?? false
        let isInside = isInsideRange
        func tested(_ judged: JudgedCount) throws -> TestResult {
            let test = try judged.test(observed: sums.observed)
            return isInside ? TestResult(method: test.method, p: 1, pLower: test.pLower, pUpper: test.pUpper) : test
        }
        result = try tested(judged)
        other =
            try tests == nil
            ? nil
            : standardError.flatMap { $0 > 0 ? judgement(against: multiple ?? 1, allowing: !allowsForIt) : nil }
                .map { ($0, try tested($0)) }
    }

    private var n: Double { Double(sums.n) }
    private var actual: Double { Double(sums.observed) / n }
    private var predicted: Double { sums.expected / n }
    private var relative: Double? {
        sums.expected > 0 ? (100 * (Double(sums.observed) / sums.expected - 1)).finite : nil
    }
    private var normalHolds: Bool { min(sums.expected, n - sums.expected) >= rules.smallestExpected }
    private var enoughPeople: Bool { sums.n >= rules.smallestN }
    /// The verdicts that some count of these people would be given.
    private var callable: [Verdict] {
        guard enoughPeople, let ends else { return [] }
        return Verdict.callable(low: ends.lower.canBeLow, high: ends.upper.canBeHigh, polarity: polarity)
    }

    func finding(_ cell: LevelCells.Cell, _ quality: [QualityMeasure]) throws -> Finding {
        let outcomes = outcomes()
        return Finding(
            area: cell.area, group: cell.group, observed: sums.observed, n: sums.n,
            verdict: outcomes.judging.verdict, unreliable: !enoughPeople || !normalHolds, target: target,
            dataQuality: quality,
            figures: .predicted(tests == nil ? countedFigures(outcomes) : try figures(outcomes)))
    }

    private func figures(_ outcomes: PredictedFigures.Tests) throws -> PredictedFigures {
        let interval = try interval(judged, result)
        return PredictedFigures(
            people: sums.people, expected: sums.expected, variance: people.variance,
            designEffect: people.designEffect,
            withinPersonCorrelation: people.hasRepeats ? people.correlation : nil,
            actualRate: actual, rateInterval: interval.map { $0.scaled(by: predicted) }.finite,
            predictedRate: predicted, relativeDifference: relative,
            differenceInterval: interval?.asChange, rangeOfInsignificance: range,
            smallestDetectable: try detectable(), callable: callable,
            predictionUncertainty: try uncertainty(interval),
            textbook: .init(
                rangeOfInsignificance: (try? Planning.rangeOfInsignificance(n: sums.n, predicted: predicted))
                    .finite.map {
                        Interval(lower: -$0, upper: $0, confidence: 0.95, method: "one-sample z test")
                    },
                smallestDetectable: (try? Planning.smallestDetectableDifference(
                    n: sums.n, predicted: predicted)).finite),
            tests: outcomes)
    }

    /// The figures of a finding that is not shown: what it is weighed by and compared by.
    private func countedFigures(_ outcomes: PredictedFigures.Tests) -> PredictedFigures {
        PredictedFigures(
            people: sums.people, expected: sums.expected, variance: people.variance, designEffect: nil,
            withinPersonCorrelation: nil, actualRate: nil, rateInterval: nil, predictedRate: nil,
            relativeDifference: nil, differenceInterval: nil, rangeOfInsignificance: nil, smallestDetectable: nil,
            callable: [], textbook: .init(rangeOfInsignificance: nil, smallestDetectable: nil), tests: outcomes)
    }

    private func interval(_ judged: JudgedCount, _ result: TestResult) throws -> Interval? {
        try judged.ratioInterval(
            observed: sums.observed, p: multiple == nil || isInsideRange || !isComparable ? nil : result.p)
    }

    /// What the uncertainty of the predictions does.
    private func uncertainty(_ interval: Interval?) throws -> PredictionUncertainty? {
        guard let standardError, let other else { return nil }
        func outcome(_ judged: JudgedCount, _ result: TestResult) -> PredictionUncertainty.Outcome {
            let p = enoughPeople && (judged.canBeLow || judged.canBeHigh) ? result.p : nil
            return .init(p: p, verdict: verdict(p))
        }
        let (own, others) = (outcome(judged, result), outcome(other.judged, other.result))
        let widths = [interval, try self.interval(other.judged, other.result)].map { $0.map { $0.upper - $0.lower } }
        let ratio = widths[0].flatMap { width in widths[1].map { allowsForIt ? width / $0 : $0 / width } }
        return PredictionUncertainty(
            standardError: standardError, widening: ratio.finite, without: allowsForIt ? others : own,
            with: allowsForIt ? own : others, isJudged: allowsForIt)
    }

    private func verdict(_ p: Double?) -> Verdict? {
        multiple.flatMap { multiple in
            Verdict(p: p, difference: Double(sums.observed) - multiple * sums.expected, polarity: polarity)
        }
    }

    private func outcomes() -> PredictedFigures.Tests {
        // The clustered test estimates its variance from what happened: with too few events it is far too small.
        let eventsSuffice = Double(min(sums.observed, sums.n - sums.observed)) >= rules.smallestExpected
        func outcome(_ result: TestResult?, method: String? = nil, judged: Bool) -> TestOutcome {
            TestOutcome(
                method: method, statistic: result?.statistic, p: result?.p,
                verdict: verdict(judged ? result?.p : nil))
        }
        return PredictedFigures.Tests(
            z: outcome(tests?.z, judged: enoughPeople && normalHolds),
            poissonBinomial: outcome(tests?.poissonBinomial, judged: enoughPeople),
            clustered: outcome(tests?.clustered, judged: enoughPeople && normalHolds && eventsSuffice),
            judging: outcome(result, method: result.method, judged: !callable.isEmpty))
    }

    // MARK: - What the people can show

    private var range: Interval? {
        guard sums.expected > 0, let ends else { return nil }
        func difference(_ count: Int) -> Double { 100 * (Double(count) / sums.expected - 1) }
        return Interval(
            lower: difference(ends.lower.insignificant.lowerBound),
            upper: difference(ends.upper.insignificant.upperBound), confidence: 0.95,
            method: result.method
        ).finite
    }

    private func detectable() throws -> DetectableDifferences? {
        guard sums.expected > 0, let ends else { return nil }
        func difference(_ ratio: Double?) -> Double? { ratio.flatMap { (100 * ($0 - 1)).finite } }
        return DetectableDifferences(
            below: difference(try ends.lower.detectableRatios().below),
            above: difference(try ends.upper.detectableRatios().above), polarity: polarity)
    }

    private var target: TargetOutcome? {
        agreed.map { agreed in
            let value: Double? =
                switch agreed.measure {
                case .rate: actual
                case .relativeDifference: relative.map { $0 / 100 }
                case .relativeChange, .count, .value: nil
                }
            return TargetOutcome(agreed, met: agreed.isMet(by: value, polarity: polarity))
        }
    }
}

extension Double? {
    /// Nil for infinity and NaN, which JSON cannot represent.
    fileprivate var finite: Double? { flatMap { $0.isFinite ? $0 : nil } }
}

extension Interval? {
    /// Nil where a limit is not finite, which JSON cannot represent.
    fileprivate var finite: Interval? { flatMap(\.finite) }
}
