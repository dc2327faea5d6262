import Disclosure
import ReportKit
import Significance
import Text

/// Actual against predicted, in words.
struct PredictedWords: FamilyPresentation {
    let figures: PredictedFigures

    var p: Double? { figures.tests.judging.p }

    var funnel: FunnelMeasure? { .observedOverPredicted }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .rate: figures.actualRate
        case .relativeDifference: figures.relativeDifference.map { $0 / 100 }
        case .value: figures.relativeDifference
        case .relativeChange, .count: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding.counts)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): \(difference("worse", indicator)), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): \(difference("better", indicator)), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference\(undetected(finding, indicator))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding.counts))"
        case nil:
            let reason =
                indicator.polarity == .insideBand
                ? "no range was agreed to judge it against" : "what was predicted is for another time"
            return "\(told): \(Phrases.notJudged(finding, indicator, reason))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        let notAssigned =
            "These offenders are not assigned to an authority; such offenders re-offend more than others, and are in no "
            + "authority's figure."
        return (finding.area.level == .notAssigned ? [notAssigned] : [])
            + (figures.predictionUncertainty?.sentences(expected: figures.expected) ?? [])
    }

    /// The actual rate with its interval, beside the predicted one where the two can be compared.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let actual = figures.actualRate, let predicted = figures.predictedRate,
            let interval = figures.rateInterval
        else { return nil }
        return PlottedValue(
            value: 100 * actual, interval: (100 * interval.lower, 100 * interval.upper),
            reference: finding.notJudged?.cause == .notComparable ? nil : 100 * predicted,
            unit: .percent(decimals: 2), axis: "% re-offended", name: "Actual rate", referenceName: "Predicted rate")
    }

    private func told(_ counts: Counted) -> String {
        guard let actual = figures.actualRate, let predicted = figures.predictedRate else {
            return "nobody's outcome and prediction are both known"
        }
        return "\(Numbers.percent(actual)) re-offended (\(Numbers.count(counts.observed)) of \(counted(counts))), "
            + "against \(Numbers.percent(predicted)) predicted"
    }

    /// The denominator, named for what it counts: a person may appear in several snapshots.
    private func counted(_ counts: Counted) -> String { Phrases.snapshots(counts.n) }

    /// `7.1% worse`; without a size where nothing was predicted. Where a range was agreed, too few is as bad as too many:
    /// `12.4% below predicted, worse than what was agreed`.
    private func difference(_ word: String, _ indicator: Indicator) -> String {
        guard let relative = figures.relativeDifference else { return word }
        switch indicator.polarity {
        case .lowerIsBetter, .higherIsBetter, .noDirection: return "\(Phrases.size(relative)) \(word)"
        case .insideBand, .closestToZero:
            return
                "\(Phrases.size(relative)) \(relative < 0 ? "below" : "above") predicted, \(word) than what was agreed"
        }
    }

    /// Which differences these people could not show or, where the z test alone would have called it significant, why the
    /// verdict does not.
    private func undetected(_ finding: ShownFinding, _ indicator: Indicator) -> String {
        let counts = finding.counts
        let p = Phrases.inBrackets(figures.tests.judging.p)
        if finding.isAdjustedAway { return p }
        if indicator.polarity == .insideBand { return " from the range agreed\(p)" }
        let z = figures.tests.z
        if z.verdict == .significantlyBetter || z.verdict == .significantlyWorse, let own = z.p,
            (figures.tests.judging.p ?? 1) >= JudgementRules.standard.significance
        {
            return
                "; the official-style z test alone would call it one (\(Phrases.p(own))), but not the test that allows for "
                + "each person's prediction and repeated snapshots\(p)"
        }
        guard let range = figures.rangeOfInsignificance else { return p }
        let among = "with \(counted(counts))"
        switch figures.callable {
        case [.significantlyBetter, .significantlyWorse]:
            return "; \(among), differences from \(Phrases.fromTo(range)) are within chance"
        case [.significantlyWorse]:
            return
                "; \(among), it could be called worse, from more than \(size(range, indicator, worse: true)), but not "
                + "better"
        case [.significantlyBetter]:
            return "; \(among), it could be called better, from more than \(size(range, indicator, worse: false)), but "
                + "not worse"
        default: return p
        }
    }

    /// `31.2% above predicted`: the end of the range of insignificance on one side.
    private func size(_ range: Interval, _ indicator: Indicator, worse: Bool) -> String {
        let above = worse == (indicator.polarity == .lowerIsBetter)
        return "\(Phrases.size(above ? range.upper : range.lower)) \(above ? "above" : "below") predicted"
    }

    private func shortage(_ counts: Counted) -> String {
        counts.n < JudgementRules.standard.smallestN
            ? Phrases.tooFew
            : "whatever number of \(counted(counts)) re-offended, it would be within chance"
    }
}
