import Disclosure
import ReportKit
import Significance
import Text

/// A proportion against its target, in words.
struct ProportionWords: FamilyPresentation {
    let figures: ProportionFigures

    var p: Double? { figures.tests.exactBinomial?.p }

    var funnel: FunnelMeasure? { .proportion }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        switch target.measure {
        case .rate: figures.rate
        case .value: figures.rate.map { $0 * indicator.unitsPerOne }
        case .relativeDifference, .relativeChange, .count: nil
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        guard let rate = figures.rate else {
            return "Not enough data to judge: none with a recorded answer"
        }
        let decimals = max(1, indicator.decimals)
        let counts = "\(Numbers.count(finding.counts.observed)) of \(Numbers.count(finding.counts.n))"
        let told = "\(Numbers.percent(rate, decimals: decimals)) (\(counts)\(interval(decimals)))"
        let aim =
            finding.target?.rates(indicator)?.map { Numbers.percent($0, decimals: decimals) }.joined(separator: " to ")
            ?? ""
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than the target of \(aim), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than the target of \(aim), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from the target of \(aim)\(undetected(finding, rate, indicator))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(Phrases.tooFew)"
        case nil: return "\(told): \(reason(finding, indicator))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        guard let count = finding.notRecorded, count > 0, let n = finding.n else { return [] }
        let all = count + n
        let share = Numbers.percent(Double(count) / Double(all), decimals: 1)
        let about = finding.roundedTo == nil ? "" : "about "
        return [
            "Left out: \(about)\(Numbers.count(count)) of \(Numbers.count(all)) (\(share)) whose answer was not recorded."
        ]
    }

    /// The rate with its interval, beside the target where that is a rate.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let rate = figures.rate else { return nil }
        return PlottedValue(
            value: 100 * rate, interval: figures.interval.map { (100 * $0.lower, 100 * $0.upper) },
            reference: finding.target?.oneRate(indicator).map { 100 * $0 },
            unit: .percent(decimals: max(1, indicator.decimals)), axis: "%", name: "Rate", referenceName: "Target")
    }

    private func reason(_ finding: ShownFinding, _ indicator: Indicator) -> String {
        Phrases.notJudged(
            finding, indicator,
            finding.target?.rates(indicator) == nil
                ? "no rate was agreed to judge it against" : "chance plays no part in missing that target")
    }

    private func interval(_ decimals: Int) -> String {
        figures.interval.map { interval in
            "; 95% interval \(Numbers.percent(interval.lower, decimals: decimals)) to "
                + Numbers.percent(interval.upper, decimals: decimals)
        } ?? ""
    }

    /// Which rates of so many are within chance of the target.
    private func undetected(_ finding: ShownFinding, _ rate: Double, _ indicator: Indicator) -> String {
        let n = finding.counts.n
        guard !finding.isAdjustedAway, let aim = finding.target?.oneRate(indicator),
            let counts = try? Proportions.insignificantCounts(
                n: n, predicted: aim, significance: JudgementRules.standard.significance)
        else { return Phrases.inBrackets(figures.tests.exactBinomial?.p) }
        func share(_ count: Int) -> String { Numbers.percent(Double(count) / Double(n), decimals: 1) }
        return
            "; with \(Numbers.count(n)), rates from \(share(counts.lowerBound)) to \(share(counts.upperBound)) are within chance"
    }
}
