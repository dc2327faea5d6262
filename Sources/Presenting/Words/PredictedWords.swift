import Disclosure
import ReportKit
import Significance
import Text

/// Actual against predicted, in words.
struct PredictedWords: FamilyPresentation {
    let figures: PredictedFigures

    var p: Double? { figures.tests.cautious?.p }

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
            return "\(told): no significant difference\(undetected(finding.counts, indicator))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding.counts))"
        case nil:
            let reason =
                indicator.polarity == .insideBand
                ? "no range was agreed to judge it against" : "what was predicted is for another time"
            return "\(told): \(Phrases.notJudged(finding, indicator, reason))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        finding.area.level == .notAssigned
            ? [
                "These offenders are not assigned to an authority; such offenders re-offend more than others, and are in no "
                    + "authority's figure."
            ] : []
    }

    /// The actual rate with Wilson's interval, beside the predicted one where the two can be compared.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        let counts = finding.counts
        guard let actual = figures.actualRate, let predicted = figures.predictedRate,
            let interval = try? Proportions.wilsonInterval(observed: counts.observed, n: counts.n)
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
    private func counted(_ counts: Counted) -> String {
        figures.people < counts.n
            ? "\(Numbers.count(counts.n)) offender-snapshots" : Phrases.people(counts.n)
    }

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

    /// How large a difference would have had to be to be detected or, where the z test alone would have called it
    /// significant, why the verdict does not.
    private func undetected(_ counts: Counted, _ indicator: Indicator) -> String {
        if indicator.polarity == .insideBand {
            return " from the range agreed\(Phrases.inBrackets(figures.tests.cautious?.p))"
        }
        let z = figures.tests.z
        let judging = figures.judging?.p ?? 1
        if z.verdict == .significantlyBetter || z.verdict == .significantlyWorse, let p = z.p,
            judging >= JudgementRules.standard.significance
        {
            return "; the official-style z test alone would call it one (\(Phrases.p(p))), the tests that allow for "
                + "each person's prediction and repeated snapshots do not both agree"
                + (Phrases.inBrackets(figures.tests.cautious?.p))
        }
        guard let range = figures.rangeOfInsignificance, let relative = figures.relativeDifference,
            relative.magnitude < range.upper
        else { return Phrases.inBrackets(figures.tests.cautious?.p) }
        return "; with \(counted(counts)), nothing under \(Numbers.fixed(range.upper, 1))% could have been seen"
    }

    private func shortage(_ counts: Counted) -> String {
        counts.n < JudgementRules.standard.smallestN
            ? Phrases.tooFew
            : "too few re-offended, or were predicted to, to allow for one person appearing in several snapshots"
    }
}

extension PredictedFigures.Tests {
    /// Of the two tests that a verdict rests on, the one with the larger p value.
    var cautious: TestOutcome? {
        [poissonBinomial, clustered].filter { $0.verdict != .notEnoughData }.max { ($0.p ?? 0) < ($1.p ?? 0) }
    }
}
