import Disclosure
import ReportKit
import Text

/// Events of a population against a baseline, in words.
struct RateWords: FamilyPresentation {
    let figures: RateFigures

    var p: Double? { figures.tests.againstBaseline?.p }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .rate: figures.rate
        case .value: figures.rate.map { $0 * indicator.unitsPerOne }
        case .relativeChange: figures.change.map { $0 / 100 }
        case .count: finding.observed.map(Double.init)
        case .relativeDifference: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding.counts, InUnit(indicator: indicator))
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than the baseline, \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than the baseline, \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from the baseline\(Phrases.inBrackets(p))"
        case .notEnoughData:
            let shortage =
                figures.rate == nil ? "no residents are known" : "there is too little in both spans to compare"
            return "Not enough data to judge: \(told); \(shortage)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, "its baseline is not known"))"
        }
    }

    /// The rate with its interval, beside the baseline's.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let rate = figures.rate, let interval = figures.interval else { return nil }
        let per = Double(figures.per)
        return PlottedValue(
            value: per * rate, interval: (per * interval.lower, per * interval.upper),
            reference: figures.baselineRate.map { per * $0 }, unit: .plain(decimals: max(1, indicator.decimals)),
            axis: "Per \(Numbers.count(figures.per)) residents", name: "Rate", referenceName: "Baseline")
    }

    private func told(_ counts: Counted, _ unit: InUnit) -> String {
        guard let rate = figures.rate else { return "\(Numbers.count(counts.observed)) recorded" }
        let told =
            "\(unit.rate(rate)) (\(Numbers.count(counts.observed)) of \(Numbers.count(counts.n)) residents"
            + "\(Phrases.interval(figures.interval, unit.bareRate)))"
        guard let baseline = figures.baselineRate else { return told }
        let change = figures.change.map { ", \(Phrases.movement($0, none: "the same rate"))" } ?? ""
        return "\(told), against \(unit.rate(baseline)) in the baseline\(change)"
    }
}
