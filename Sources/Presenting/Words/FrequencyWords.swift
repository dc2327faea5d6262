import Disclosure
import ReportKit
import Significance
import Text

/// How often events happen, in words.
struct FrequencyWords: FamilyPresentation {
    let figures: FrequencyFigures

    var p: Double? { figures.tests.againstTarget?.p }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .rate: figures.rate
        case .value: figures.rate.map { $0 * indicator.unitsPerOne }
        case .relativeDifference, .relativeChange, .count: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding, indicator)
        let unit = InUnit(indicator: indicator)
        let aim = finding.target?.rates(indicator).map { $0.map(unit.bareRate).joined(separator: " to ") + unit.suffix }
        let target = aim.map { "the target of \($0)" } ?? "the target"
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(target), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(target), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from \(target)\(Phrases.inBrackets(p))"
                + Phrases.fewExpected(figures.callable, indicator)
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, "no rate was agreed to judge it against"))"
        }
    }

    /// The rate with its interval, beside the target where that is one rate.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let rate = figures.rate, let interval = figures.interval else { return nil }
        let per = Double(figures.per)
        return PlottedValue(
            value: per * rate, interval: (per * interval.lower, per * interval.upper),
            reference: finding.target?.oneRate(indicator).map { per * $0 },
            unit: .plain(decimals: max(1, indicator.decimals)), axis: "Events per \(Numbers.count(figures.per))",
            name: "Rate", referenceName: "Target")
    }

    private func told(_ finding: ShownFinding, _ indicator: Indicator) -> String {
        let counts = finding.counts
        guard let rate = figures.rate else { return "nobody is counted" }
        let unit = InUnit(indicator: indicator)
        let events = "\(Numbers.count(counts.observed)) \(counts.observed == 1 ? "event" : "events")"
        let of =
            Phrases.snapshots(counts.n)
            + (figures.people < counts.n
                ? " of \(finding.roundedTo == nil ? "" : "about ")\(Phrases.people(figures.people))" : "")
        return "\(unit.rate(rate)) (\(events), \(of)\(Phrases.interval(figures.interval, unit.bareRate)))"
    }

    private var shortage: String {
        figures.people < JudgementRules.standard.smallestN
            ? Phrases.tooFew : Phrases.tooFewExpected
    }
}
