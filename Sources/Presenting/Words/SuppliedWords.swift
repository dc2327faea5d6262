import Disclosure
import ReportKit
import Significance
import Text

/// A figure that somebody else calculated, in words: as it was supplied.
struct SuppliedWords: FamilyPresentation {
    let figures: SuppliedFigures

    var p: Double? { figures.tests.exactBinomial?.p }

    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        let value = figures.value ?? figures.rate.map { $0 * indicator.unitsPerOne }
        return switch target.measure {
        case .value: value
        case .count: figures.value ?? finding.observed.map(Double.init)
        case .rate, .relativeChange, .relativeDifference: value.map { $0 / indicator.unitsPerOne }
        }
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding, indicator)
        let unit = InUnit(indicator: indicator)
        let target =
            finding.target?.rates(indicator).map { rates in
                "the target of "
                    + rates.map { unit.trimmed($0 * indicator.unitsPerOne) }.joined(separator: " to ")
            } ?? "the target"
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than \(target), \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than \(target), \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from \(target)\(Phrases.inBrackets(p))"
        case .notEnoughData: return "Not enough data to judge: \(told); \(Phrases.tooFew)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, reason(finding, indicator)))"
        }
    }

    func cautions(of finding: ShownFinding) -> [String] {
        figures.source.map { ["Supplied: \($0.trimmingFullStop)."] } ?? []
    }

    /// The figure with the interval that was supplied with it, or else that of its counts.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        let value = figures.value ?? figures.rate.map { 100 * $0 }
        guard let value, let interval = interval(indicator), interval.lower <= value, value <= interval.upper else {
            return nil
        }
        let target = finding.target?.oneRate(indicator).map { $0 * indicator.unitsPerOne }
        return PlottedValue(
            value: value, interval: (interval.lower, interval.upper), reference: target,
            unit: indicator.unit.hasPrefix("%")
                ? .percent(decimals: max(1, indicator.decimals)) : .plain(decimals: indicator.decimals),
            axis: indicator.unit.isEmpty ? "As supplied" : indicator.unit, name: "Figure as supplied",
            referenceName: "Target")
    }

    /// The figure as it was supplied, or the words that were supplied instead.
    func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline? {
        let unit = PlottedValue.Unit.supplied(indicator)
        guard let value = figures.value ?? figures.rate.map({ $0 * indicator.unitsPerOne }) else {
            return figures.text.map { Headline(text: $0.trimmingFullStop, value: nil, unit: unit) }
        }
        return Headline(
            text: InUnit(indicator: indicator).value(value), value: value,
            interval: interval(indicator).map { ($0.lower, $0.upper) }, line: plotted(finding, indicator)?.reference,
            unit: unit)
    }

    private func interval(_ indicator: Indicator) -> Interval? {
        figures.interval ?? figures.rateInterval?.scaled(by: indicator.unitsPerOne)
    }

    private func told(_ finding: ShownFinding, _ indicator: Indicator) -> String {
        let unit = InUnit(indicator: indicator)
        let words = figures.text.map { "“\($0.trimmingFullStop)”" }
        guard let value = figures.value ?? figures.rate.map({ $0 * indicator.unitsPerOne }) else {
            return words ?? "No figure was supplied"
        }
        let of =
            finding.observed == nil && finding.n == nil
            ? nil : "\(Numbers.count(finding.observed)) of \(Numbers.count(finding.n))"
        let limits = interval(indicator).map { "95% interval \(unit.value($0.lower)) to \(unit.value($0.upper))" }
        let behind = [of, limits].compactMap(\.self)
        return unit.value(value) + (behind.isEmpty ? "" : " (\(behind.joined(separator: "; ")))")
            + (words.map { ", \($0)" } ?? "")
    }

    private func reason(_ finding: ShownFinding, _ indicator: Indicator) -> String {
        if finding.target == nil { return "no value was agreed to judge it against" }
        return figures.rate == nil
            ? "the counts behind it were not supplied" : "chance plays no part in missing that target"
    }
}

extension String {
    /// The text without the full stops and spaces that it ends with: the sentence around it adds its own.
    fileprivate var trimmingFullStop: String {
        var text = self
        while text.last.map({ $0 == "." || $0.isWhitespace }) == true { text.removeLast() }
        return text
    }
}

extension PlottedValue.Unit {
    /// The unit that a supplied figure is written in.
    fileprivate static func supplied(_ indicator: Indicator) -> PlottedValue.Unit {
        indicator.unit.hasPrefix("%") ? .percent(decimals: indicator.decimals) : .plain(decimals: indicator.decimals)
    }
}
