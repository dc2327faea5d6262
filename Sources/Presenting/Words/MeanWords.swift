import Disclosure
import ReportKit
import Significance
import Text

/// A mean, or one total over another, in words.
struct MeanWords: FamilyPresentation {
    let figures: MeanFigures

    var p: Double? { figures.tests.againstTarget?.p }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        target.measure == .value ? figures.mean : nil
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let unit = InUnit(indicator: indicator)
        guard let mean = figures.mean else {
            return
                "No mean, since there was nothing to average: \(Phrases.notJudged(finding, indicator, "there is none"))"
        }
        let told =
            "\(unit.value(mean)) (\(Numbers.amount(figures.total)) over \(Numbers.amount(figures.denominator))"
            + "\(Phrases.interval(figures.interval, unit.value)))"
        let than = Phrases.theTarget(finding.target, unit.trimmed)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(than), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(than), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from \(than)\(Phrases.inBrackets(p))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(Phrases.tooFew)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, reason(finding)))"
        }
    }

    /// The mean with its interval, beside the target where that is one value.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let mean = figures.mean, let interval = figures.interval else { return nil }
        return PlottedValue(
            value: mean, interval: (interval.lower, interval.upper),
            reference: finding.target.flatMap { $0.measure == .value && $0.upper == nil ? $0.value : nil },
            unit: .plain(decimals: indicator.decimals),
            axis: indicator.unit.isEmpty ? "Mean" : "Mean, \(indicator.unit)", name: "Mean", referenceName: "Target")
    }

    /// The mean, also where it has no interval.
    func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline? {
        figures.mean.map { mean in
            Headline(
                text: InUnit(indicator: indicator).value(mean), value: mean,
                interval: figures.interval.map { ($0.lower, $0.upper) },
                line: plotted(finding, indicator)?.reference, unit: .plain(decimals: indicator.decimals))
        }
    }

    private func reason(_ finding: ShownFinding) -> String {
        finding.target?.measure == .value
            ? "how its individual values vary is not known" : "no value was agreed to judge it against"
    }
}
