import Disclosure
import ReportKit
import Text

/// A count against that of a baseline, in words.
struct CountChangeWords: FamilyPresentation {
    let figures: CountChangeFigures

    var p: Double? { figures.tests.againstBaseline?.p }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .relativeChange: figures.change.map { $0 / 100 }
        case .value: figures.change.map { $0 / 100 * indicator.unitsPerOne }
        case .count: finding.observed.map(Double.init)
        case .rate, .relativeDifference: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding.counts)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than the baseline, \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than the baseline, \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from the baseline\(Phrases.inBrackets(p))"
        case .notEnoughData:
            return "Not enough data to judge: \(told); there is too little in both spans to compare"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, "there is nothing to compare with"))"
        }
    }

    /// The change with its interval, beside the change agreed.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let change = figures.change, let interval = figures.interval else { return nil }
        let target = finding.target.flatMap { $0.upper == nil ? $0 : nil }
        return PlottedValue(
            value: change, interval: (interval.lower, interval.upper),
            reference: target.flatMap { $0.measure == .relativeChange ? 100 * $0.value : nil },
            unit: .signedPercent(decimals: 1), axis: "% change from the baseline", name: "Change",
            referenceName: "Target")
    }

    private func told(_ counts: Counted) -> String {
        let told = "\(Numbers.count(counts.observed)), against \(Numbers.count(counts.n)) in the baseline"
        guard let change = figures.change else { return told }
        let interval = figures.interval.map {
            " (95% interval \(Numbers.signedPercent($0.lower)) to \(Numbers.signedPercent($0.upper)))"
        }
        return "\(told), \(Phrases.movement(change, none: "as many"))\(interval ?? "")"
    }
}
