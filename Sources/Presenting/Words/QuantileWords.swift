import Disclosure
import ReportKit
import Significance
import Text

/// A median or another quantile in words.
struct QuantileWords: FamilyPresentation {
    let figures: QuantileFigures

    /// What readers must know of a rounded one.
    static let roundingNote =
        "Quantiles are rounded, and their intervals outwards, so that no one person's value is shown: the fewer people lie "
        + "near one, the more coarsely."

    var p: Double? { figures.tests.againstTarget?.p }

    /// `Median`, `90th percentile`, `quantile 0.333`.
    private var name: String {
        if figures.quantile == 0.5 { return "Median" }
        let percent = figures.quantile * 100
        guard (percent - percent.rounded()).magnitude < 1e-9 else {
            return "Quantile \(Numbers.trimmed(figures.quantile))"
        }
        let number = Int(percent.rounded())
        let ending =
            switch number % 10 {
            case 1 where number != 11: "st"
            case 2 where number != 12: "nd"
            case 3 where number != 13: "rd"
            default: "th"
            }
        return "\(number)\(ending) percentile"
    }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        target.measure == .value ? figures.value : nil
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let unit = InUnit(indicator: indicator)
        guard let value = figures.value else {
            return
                "No \(name.lowercased()), since nobody has a value: \(Phrases.notJudged(finding, indicator, "there is none"))"
        }
        let of = finding.n.map { " of \(Numbers.count($0))" } ?? ""
        let told = "\(name)\(of): \(unit.value(value))\(interval(unit))"
        let than = Phrases.theTarget(finding.target, unit.trimmed)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(than), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(than), \(Phrases.beyondChance(p))"
        case .noSignificantDifference: return "\(told): no significant difference from \(than)"
        case .notEnoughData: return "Not enough data to judge: \(told); \(Phrases.tooFew)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, "no value was agreed to judge it against"))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        guard let step = figures.roundedTo else { return [] }
        return ["Rounded to a multiple of \(Numbers.trimmed(step)), so that no one person's value is shown."]
    }

    private func interval(_ unit: InUnit) -> String {
        guard let interval = figures.interval else { return "" }
        return " (95% interval \(unit.value(interval.lower)) to \(unit.value(interval.upper)))"
    }

    /// The value with its interval, beside the target where that is one value.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let value = figures.value, let interval = figures.interval else { return nil }
        return PlottedValue(
            value: value, interval: (interval.lower, interval.upper),
            reference: finding.target.flatMap { $0.measure == .value && $0.upper == nil ? $0.value : nil },
            unit: .plain(decimals: indicator.decimals),
            axis: indicator.unit.isEmpty ? name : "\(name), \(indicator.unit)", name: name, referenceName: "Target")
    }

    /// The value, also where it has no interval.
    func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline? {
        figures.value.map { value in
            Headline(
                text: InUnit(indicator: indicator).value(value), value: value,
                interval: figures.interval.map { ($0.lower, $0.upper) },
                line: plotted(finding, indicator)?.reference, unit: .plain(decimals: indicator.decimals))
        }
    }
}

extension ShownFinding {
    /// Whether it is a quantile that is rounded for publication.
    var isRoundedQuantile: Bool {
        guard case .quantile(let figures) = figures else { return false }
        return figures.roundedTo != nil
    }
}
