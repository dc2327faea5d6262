import Disclosure
import Presenting
import ReportKit
import Text

/// How an outturn compares with its target: as a percentage of it where more is better, otherwise in words, as in "7.1% worse
/// than predicted" and "2.2 days better than target".
///
/// This follows Lancashire's results table (2012/13). Every number is calculated from counts and sums, never from rounded
/// rates. *Better* and *worse* follow the project's rule: they describe a tested figure only where the difference is
/// significant, and a figure that cannot be tested only together with the words that it was not.
struct PercentOfTarget {
    let finding: ShownFinding
    let indicator: Indicator

    /// Nil where there is nothing to compare the outturn with.
    var text: String? {
        if case .predicted(let figures) = finding.figures { return againstPredicted(figures) }
        guard let target = finding.target else { return nil }
        if case .count(let figures) = finding.figures, indicator.polarity == .higherIsBetter {
            guard target.upper == nil else { return inRange(target) }
            return figures.percentOfTarget.map { percent in
                Self.percent(percent) + ((figures.yearShare ?? 1) < 1 ? " of the target to date" : "")
            }
        }
        guard let value = compared(target) else { return nil }
        if target.upper != nil { return inRange(target) }
        switch indicator.polarity {
        case .higherIsBetter where isProportional(target):
            return target.value > 0 ? Self.percent(100 * value / target.value) : nil
        case .higherIsBetter: return away(value - target.value, target, goodIs: 1)
        case .lowerIsBetter: return away(value - target.value, target, goodIs: -1)
        case .closestToZero: return away(value.magnitude - target.value.magnitude, target, goodIs: -1)
        case .insideBand, .noDirection: return nil
        }
    }

    /// Whole per cent; with decimals where rounding would turn another value into 100.
    private static func percent(_ value: Double) -> String {
        let decimals = value == 100 ? 0 : (0...3).first { Double(Numbers.fixed(value, $0)) != 100 } ?? 3
        return Numbers.fixed(value, decimals) + "%"
    }

    /// `7.1% worse than predicted`, `3.0% above predicted, not significant`.
    static func againstPredicted(
        _ figures: PredictedFigures, _ verdict: Verdict?, _ polarity: Polarity
    ) -> String? {
        guard let difference = figures.relativeDifference else { return nil }
        let size = Phrases.size(difference)
        let side = difference == 0 ? "as predicted" : "\(size) \(difference < 0 ? "below" : "above") predicted"
        let isOneSided = polarity == .lowerIsBetter || polarity == .higherIsBetter
        switch verdict {
        case .significantlyBetter where isOneSided: return "\(size) better than predicted"
        case .significantlyWorse where isOneSided: return "\(size) worse than predicted"
        case .significantlyBetter, .significantlyWorse: return side
        case .noSignificantDifference: return isOneSided ? "\(side), not significant" : side
        case .notEnoughData: return "\(side), too few to judge"
        case nil: return "\(side), not judged"
        }
    }

    private func againstPredicted(_ figures: PredictedFigures) -> String? {
        let told = Self.againstPredicted(figures, finding.verdict, indicator.polarity)
        guard indicator.polarity == .insideBand, let told, let target = finding.target, let met = target.met else {
            return told
        }
        return told + (met ? ", within the range" : ", outside the range")
    }

    /// The value that is compared with the target; a count is scaled up from the part of the year so far.
    private func compared(_ target: TargetOutcome) -> Double? {
        if case .count(let figures) = finding.figures, let share = figures.yearShare, share > 0 {
            return finding.observed.map { Double($0) / share }
        }
        return finding.figures.presentation.value(for: target, of: finding, indicator)
    }

    /// Whether value over target is meaningful: it is not for differences and changes.
    private func isProportional(_ target: TargetOutcome) -> Bool {
        switch target.measure {
        case .rate, .value, .count: true
        case .relativeDifference, .relativeChange: false
        }
    }

    private func inRange(_ target: TargetOutcome) -> String? {
        target.met.map { $0 ? "within the range agreed" : "outside the range agreed" }
    }

    /// `2.2 days better than target, not tested`.
    private func away(_ gap: Double, _ target: TargetOutcome, goodIs sign: Double) -> String {
        guard gap != 0 else { return "on target" }
        if let reason = finding.notJudged {
            return "\(size(gap, target)) \(gap > 0 ? "above" : "below") target, \(reason.cause.word)"
        }
        let isGood = gap * sign > 0
        let side = gap > 0 ? "above" : "below"
        switch tested {
        case .significantlyBetter? where isGood: return "\(size(gap, target)) better than target"
        case .significantlyWorse? where !isGood: return "\(size(gap, target)) worse than target"
        case .notEnoughData?: return "\(size(gap, target)) \(side) target, too few to judge"
        case .some: return "\(size(gap, target)) \(side) target, not significant"
        case nil: return "\(size(gap, target)) \(isGood ? "better" : "worse") than target, not tested"
        }
    }

    /// The verdict where it is about the target.
    private var tested: Verdict? { indicator.family.isJudgedAgainstTarget ? finding.verdict : nil }

    private func size(_ gap: Double, _ target: TargetOutcome) -> String {
        let unit = InUnit(indicator: indicator)
        let size = gap.magnitude
        func points(_ fraction: Double) -> String {
            "\(Numbers.fixed(100 * fraction, max(1, indicator.decimals))) percentage points"
        }
        switch target.measure {
        case .rate: return indicator.per > 1 ? unit.rate(size) : points(size)
        case .value: return indicator.unit.hasPrefix("%") ? points(size / 100) : unit.value(size)
        case .count: return unit.count(Int(size.rounded()))
        case .relativeDifference, .relativeChange: return points(size)
        }
    }
}

extension Family {
    /// Whether verdicts of the family are about the target, and not about a prediction, baseline or expectation.
    var isJudgedAgainstTarget: Bool {
        switch self {
        case .proportionAgainstTarget, .frequency, .countAgainstTarget, .mean, .quantile, .supplied: true
        case .proportionAgainstPredicted, .cohortChange, .ratePerPopulation, .standardisedRate, .countChange,
            .undefined:
            false
        }
    }
}
