import Disclosure
import ReportKit
import Significance
import Text

/// A directly standardised rate against that of all areas together, in words.
struct StandardisedWords: FamilyPresentation {
    let figures: StandardisedFigures

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .rate: figures.rate
        case .value: figures.rate.map { $0 * indicator.unitsPerOne }
        case .relativeDifference, .relativeChange, .count: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding.counts, InUnit(indicator: indicator))
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than all areas, \(Phrases.beyondChance(nil))"
        case .significantlyBetter: return "\(told): better than all areas, \(Phrases.beyondChance(nil))"
        case .noSignificantDifference: return "\(told): no significant difference from all areas"
        case .notEnoughData: return "Not enough data to judge: \(told); \(shortage(finding.counts))"
        case nil:
            let reason =
                finding.area.level == .national
                ? "it is what other areas are compared with" : "all areas together have no rate to compare with"
            return "\(told): \(Phrases.notJudged(finding, indicator, reason))"
        }
    }

    /// The rate with its interval, beside that of all areas together.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let rate = figures.rate, let interval = figures.interval else { return nil }
        let per = Double(figures.per)
        return PlottedValue(
            value: per * rate, interval: (per * interval.lower, per * interval.upper),
            reference: figures.overallRate.map { per * $0 }, unit: .plain(decimals: max(1, indicator.decimals)),
            axis: "Per \(Numbers.count(figures.per)), standardised", name: "Rate", referenceName: "All areas")
    }

    private func told(_ counts: Counted, _ unit: InUnit) -> String {
        let of = "\(Numbers.count(counts.observed)) of \(Numbers.count(counts.n)) residents"
        guard let rate = figures.rate else { return "\(of), whose rate cannot be standardised" }
        let overall = figures.overallRate.map { ", against \(unit.rate($0)) of all areas together" } ?? ""
        return "\(unit.rate(rate)) as it would be with the standard population's ages (\(of)"
            + "\(Phrases.interval(figures.interval, unit.bareRate)))\(overall)"
    }

    private func shortage(_ counts: Counted) -> String {
        let fewest = JudgementRules.standard.fewEvents
        return counts.observed < fewest
            ? "fewer than \(fewest) events are not judged" : "an age band has nobody in it"
    }
}
