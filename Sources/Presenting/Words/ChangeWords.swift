import Disclosure
import ReportKit
import Text

/// A cohort's follow-up against its baseline, in words.
struct ChangeWords: FamilyPresentation {
    let figures: ChangeFigures

    var p: Double? { figures.tests.againstExpected?.p }

    var funnel: FunnelMeasure? { .observedOverExpected }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .relativeChange: figures.change.map { $0 / 100 }
        case .relativeDifference: figures.expected.flatMap { $0 > 0 ? Double(finding.counts.observed) / $0 - 1 : nil }
        case .value: figures.change
        case .rate, .count: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(expected), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(expected), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from \(expected)\(Phrases.inBrackets(p))"
                + Phrases.fewExpected(figures.callable, indicator)
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding.counts))"
        case nil:
            return
                "\(told): \(Phrases.notJudged(finding, indicator, "nothing was expected of them to judge it against"))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        var cautions: [String] = []
        if finding.counts.n > 0 {
            cautions.append(
                "A fall is to be expected without any effect, since people are chosen because they offended often.")
        }
        if figures.yearShare < 1 {
            cautions.append(
                "The year is not over: its latest offences have had less time to be proven, which makes a fall look "
                    + "larger.")
        }
        return cautions
    }

    /// The change with its interval, beside what was expected.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let change = figures.change else { return nil }
        return PlottedValue(
            value: change,
            interval: finding.verdict == .notEnoughData ? nil : figures.interval.map { ($0.lower, $0.upper) },
            reference: figures.expectedChange, unit: .signedPercent(decimals: 1), axis: "% change from the baseline",
            name: "Change", referenceName: "Expected change")
    }

    private func told(_ finding: ShownFinding) -> String {
        let counts = finding.counts
        let told =
            "\(Phrases.people(figures.people)) had \(Numbers.count(counts.observed)) proven "
            + "\(counts.observed == 1 ? "offence" : "offences") in the follow-up, against \(baseline(counts))"
        guard let change = figures.change else { return told }
        let interval =
            finding.verdict == .notEnoughData
            ? nil
            : figures.interval.map {
                " (95% interval \(Numbers.signedPercent($0.lower)) to \(Numbers.signedPercent($0.upper)))"
            }
        return "\(told), \(Phrases.movement(change, none: "as many"))\(interval ?? "")"
    }

    private func baseline(_ counts: Counted) -> String {
        figures.yearShare < 1
            ? "\(Numbers.fixed(Double(counts.n) * figures.yearShare, 1)) for the same share of the baseline year "
                + "(\(Numbers.count(counts.n)) in all)"
            : "\(Numbers.count(counts.n)) in the baseline"
    }

    private var expected: String {
        guard let change = figures.expectedChange else { return "expected" }
        return change == 0
            ? "as many, which was expected" : "the \(change < 0 ? "fall" : "rise") of \(Phrases.size(change)) expected"
    }

    private func shortage(_ counts: Counted) -> String {
        figures.people < JudgementRules.standard.smallestN
            ? Phrases.tooFew
            : counts.n == 0 ? "nothing happened in the baseline to compare with" : Phrases.tooFewExpected
    }
}
