import ReportKit
import Significance

/// Actual against predicted, in words.
struct PredictedWords: FamilyPresentation {
    let figures: PredictedFigures

    var p: Double? { figures.tests.cautious?.p }

    var funnel: FunnelMeasure? { .observedOverPredicted }

    func value(for measure: AgreedTarget.Measure, of finding: Finding) -> Double? {
        switch measure {
        case .rate: figures.actualRate
        case .relativeDifference: figures.relativeDifference.map { $0 / 100 }
        case .relativeChange, .count: nil
        }
    }

    func judgement(of finding: Finding, _ indicator: Indicator) -> String {
        let told = told(finding)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): \(difference("worse")), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): \(difference("better")), \(Phrases.beyondChance(p))"
        case .noSignificantDifference: return "\(told): no significant difference\(undetected(finding))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding))"
        case nil: return "\(told): not judged"
        }
    }

    func cautions(of finding: Finding) -> [String] {
        finding.area.level == .notAssigned
            ? [
                "These offenders have no known authority; such offenders re-offend more than others, and belong in no "
                    + "authority's figure."
            ] : []
    }

    /// The actual rate with Wilson's interval, beside the predicted one.
    func plotted(_ finding: Finding, _ indicator: Indicator) -> PlottedValue? {
        guard let actual = figures.actualRate, let predicted = figures.predictedRate,
            let interval = try? Proportions.wilsonInterval(observed: finding.observed, n: finding.n)
        else { return nil }
        return PlottedValue(
            value: 100 * actual, interval: (100 * interval.lower, 100 * interval.upper), reference: 100 * predicted,
            unit: .percent(decimals: 2), axis: "% re-offended", name: "Actual rate", referenceName: "Predicted rate")
    }

    private func told(_ finding: Finding) -> String {
        guard let actual = figures.actualRate, let predicted = figures.predictedRate else {
            return "nobody's outcome and prediction are both known"
        }
        return "\(Numbers.percent(actual)) re-offended (\(Numbers.count(finding.observed)) of \(counted(finding))), "
            + "against \(Numbers.percent(predicted)) predicted"
    }

    /// A person may stand in several snapshots; the denominator is called what it is.
    private func counted(_ finding: Finding) -> String {
        figures.people < finding.n
            ? "\(Numbers.count(finding.n)) offender-snapshots" : Phrases.people(finding.n)
    }

    /// `7.1% worse`; without a size where nothing was predicted.
    private func difference(_ word: String) -> String {
        figures.relativeDifference.map { "\(Phrases.size($0)) \(word)" } ?? word
    }

    /// How large a difference would have had to be, or, where the plain test would have called it significant, why it
    /// is not called so.
    private func undetected(_ finding: Finding) -> String {
        let z = figures.tests.z
        if z.verdict == .significantlyBetter || z.verdict == .significantlyWorse, let p = z.p {
            return "; the official-style z test alone would call it one (\(Phrases.p(p))), the tests that allow for "
                + "each person's prediction and repeated snapshots do not both agree"
                + (figures.tests.cautious?.p.map { " (\(Phrases.p($0)))" } ?? "")
        }
        guard let range = figures.rangeOfInsignificance, let relative = figures.relativeDifference,
            relative.magnitude < range[1]
        else { return figures.tests.cautious?.p.map { " (\(Phrases.p($0)))" } ?? "" }
        return "; with \(counted(finding)), nothing under \(Numbers.fixed(range[1], 1))% could have been seen"
    }

    private func shortage(_ finding: Finding) -> String {
        finding.n < JudgementRules.standard.smallestN
            ? Phrases.tooFew
            : "too few re-offended, or were predicted to, to allow for one person standing in several snapshots"
    }
}

extension PredictedFigures.Tests {
    /// Of the two tests that a verdict rests on, the one with the larger p value.
    var cautious: TestOutcome? {
        [poissonBinomial, clustered].filter { $0.verdict != .notEnoughData }.max { ($0.p ?? 0) < ($1.p ?? 0) }
    }
}
