import Disclosure
import ReportKit
import Text

/// A count against a target for the financial year, in words.
struct CountWords: FamilyPresentation {
    let figures: CountFigures

    var p: Double? { figures.tests.againstTarget?.p }

    /// For a part of the year, what a whole year at the same pace would come to.
    func value(for target: TargetOutcome, of finding: ShownFinding, _ indicator: Indicator) -> Double? {
        guard target.measure == .count, let observed = finding.observed, let share = figures.yearShare, share > 0 else {
            return nil
        }
        return Double(observed) / share
    }

    func judgement(of finding: ShownFinding, _ indicator: Indicator) -> String {
        let told = told(finding.counts, indicator)
        switch finding.verdict {
        case .significantlyWorse: return "\(told): worse than the target, \(Phrases.beyondChance(p))"
        case .significantlyBetter: return "\(told): better than the target, \(Phrases.beyondChance(p))"
        case .noSignificantDifference:
            return "\(told): no significant difference from the target\(Phrases.inBrackets(p))"
        case .notEnoughData: return "Not enough data to judge: \(told)"
        case nil: return "\(told): \(Phrases.notJudged(finding, indicator, reason(finding)))"
        }
    }

    /// The count as a percentage of the target to date, with its interval: the counts of a nation and of an
    /// authority do not fit on one scale.
    func plotted(_ finding: ShownFinding, _ indicator: Indicator) -> PlottedValue? {
        guard let percent = figures.percentOfTarget, let due = figures.targetToDate, due > 0,
            let interval = figures.interval
        else { return nil }
        return PlottedValue(
            value: percent, interval: (100 * interval.lower / due, 100 * interval.upper / due), reference: 100,
            unit: .percent(decimals: 0), axis: "% of the target to date", name: "Count", referenceName: "Target")
    }

    /// The count itself, beside what was due by now.
    func headline(_ finding: ShownFinding, _ indicator: Indicator) -> Headline? {
        guard let observed = finding.observed else { return nil }
        let due = [figures.targetToDate, figures.targetToDateUpper].compactMap(\.self).map { Numbers.amount($0) }
        return Headline(
            text: InUnit(indicator: indicator).count(observed), value: Double(observed),
            interval: figures.interval.map { ($0.lower, $0.upper) },
            line: figures.targetToDateUpper == nil ? figures.targetToDate : nil,
            against: due.isEmpty ? nil : "due by now \(due.joined(separator: " to "))", unit: .whole)
    }

    private func told(_ counts: Counted, _ indicator: Indicator) -> String {
        let unit = InUnit(indicator: indicator)
        let interval = figures.interval.map { limits in
            " (95% interval \(Numbers.fixed(limits.lower, 1)) to \(Numbers.fixed(limits.upper, 1)))"
        }
        let count = unit.count(counts.observed) + (interval ?? "")
        let due = [figures.targetToDate, figures.targetToDateUpper].compactMap(\.self).map { Numbers.amount($0) }
        guard !due.isEmpty else { return count }
        return "\(count), against \(due.joined(separator: " to ")) due by the end of the period"
    }

    private func reason(_ finding: ShownFinding) -> String {
        if finding.target?.measure != .count { return "no count was agreed to judge it against" }
        if figures.yearShare == nil { return "its target is for a financial year, and the period is not within one" }
        if figures.interval == nil { return "it is an amount, which chance alone does not explain" }
        return "chance plays no part in missing a target of none"
    }
}
