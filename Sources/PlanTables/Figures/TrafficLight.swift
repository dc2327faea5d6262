import Disclosure
import Presenting
import ReportKit
import Text

/// A traffic light: a word that a colour only repeats.
enum TrafficLight: String, CaseIterable, Sendable {
    case green = "Green"
    case amber = "Amber"
    case red = "Red"
    case unknown = "Unknown"
}

/// Which light a figure is given, and why.
///
/// Whether a target was met comes first, whether missing it was more than chance second: neither follows from the other.
struct TrafficLightRule {
    /// For a target that was missed and not tested: within how many per cent of it the light is amber.
    let amberWithin: Double

    func light(_ finding: ShownFinding, _ indicator: Indicator) -> (light: TrafficLight, why: String) {
        if let reason = finding.notJudged { return (.unknown, reason.cause.word) }
        if finding.verdict == .notEnoughData { return (.unknown, "too few to judge") }
        guard let target = finding.target else { return withoutTarget(finding, indicator) }
        guard let met = target.met else { return (.unknown, "whether the target was met cannot be said") }
        if met { return (.green, isSoFar(finding) ? "target to date met" : "target met") }
        if indicator.family.isJudgedAgainstTarget || indicator.family == .proportionAgainstPredicted,
            let verdict = finding.verdict
        {
            return missed(verdict, indicator)
        }
        guard let share = shortfall(finding, target, indicator) else { return (.red, "target not met") }
        return 100 * share <= amberWithin
            ? (.amber, "target not met, within \(percent) of it; not tested")
            : (.red, "target not met, by more than \(percent) of it; not tested")
    }

    /// A target that was missed. For re-offending the verdict is against the prediction, not the target.
    private func missed(_ verdict: Verdict, _ indicator: Indicator) -> (light: TrafficLight, why: String) {
        let isPredicted = indicator.family == .proportionAgainstPredicted && indicator.polarity != .insideBand
        switch verdict {
        case .significantlyWorse:
            return (.red, "target not met, significantly worse" + (isPredicted ? " than predicted" : ""))
        case .significantlyBetter: return (.amber, "target not met, but significantly better than predicted")
        case .noSignificantDifference, .notEnoughData:
            return (
                .amber,
                isPredicted
                    ? "target not met, no significant difference from predicted"
                    : "target not met, by no more than chance would explain"
            )
        }
    }

    /// Whether the figure and the target that it is compared with cover only a part of the year.
    private func isSoFar(_ finding: ShownFinding) -> Bool {
        if case .count(let figures) = finding.figures { (figures.yearShare ?? 1) < 1 } else { false }
    }

    private var percent: String { Numbers.trimmed(amberWithin) + "%" }

    private func withoutTarget(_ finding: ShownFinding, _ indicator: Indicator) -> (light: TrafficLight, why: String) {
        guard indicator.family == .proportionAgainstPredicted, let verdict = finding.verdict else {
            return (.unknown, "no target")
        }
        switch verdict {
        case .significantlyBetter: return (.green, "significantly better than predicted")
        case .significantlyWorse: return (.red, "significantly worse than predicted")
        case .noSignificantDifference: return (.amber, "no significant difference from predicted")
        case .notEnoughData: return (.unknown, "too few to judge")
        }
    }

    /// How far the value falls short, as a share of the target; of a relative target, of what it is relative to.
    private func shortfall(_ finding: ShownFinding, _ target: TargetOutcome, _ indicator: Indicator) -> Double? {
        finding.figures.presentation.value(for: target, of: finding, indicator).flatMap { value in
            let gap = target.distance(value, polarity: indicator.polarity)
            let isRelative = target.measure == .relativeDifference || target.measure == .relativeChange
            if isRelative { return gap }
            return target.value == 0 ? nil : gap / target.value.magnitude
        }
    }

    /// The rule in words, for a note beside the table.
    var notes: [String] {
        [
            "Traffic light. Re-offending without a target of its own: green where significantly better than predicted, which "
                + "is the target of the Cumbria (OM21) and Merseyside plans of 2010-11; amber where there is no "
                + "significant difference, red where significantly worse (our rule). A range, such as the -5% to +5% of "
                + "Cambridgeshire and Peterborough's plan (M3): green within it.",
            "Traffic light, everything else (our rule, since no plan states one): green where the target was met; amber "
                + "where it was missed by no more than chance would explain or, where nothing can be tested, by at most "
                + "\(percent) of it; red where it was missed by more. Unknown where there is no target, the figure is "
                + "suppressed or not available, or there is too little to judge.",
        ]
    }
}
