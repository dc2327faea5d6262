import ReportKit
import Text

/// Whether a target was met, in words: a separate question from whether a difference is significant.
package struct TargetWords {
    package let target: TargetOutcome
    package let indicator: Indicator

    package init(target: TargetOutcome, indicator: Indicator) {
        self.target = target
        self.indicator = indicator
    }

    /// `The target, at least 75%, was met.`
    package var text: String {
        switch target.met {
        case true?: "The target, \(aim), was met."
        case false?: "The target, \(aim), was not met."
        case nil: "Whether the target, \(aim), was met cannot be said."
        }
    }

    /// What is aimed at: a floor where higher is better, a ceiling where lower is, or a range.
    package var aim: String {
        if let upper = target.upper { return range(min(target.value, upper), max(target.value, upper)) }
        switch indicator.polarity {
        case .lowerIsBetter, .higherIsBetter: return side
        case .closestToZero: return aroundZero
        case .insideBand, .noDirection: return amount(target.value)
        }
    }

    private var isLowerBetter: Bool { indicator.polarity == .lowerIsBetter }

    private var side: String {
        let value = target.value
        switch target.measure {
        case .rate, .value, .count: return "\(isLowerBetter ? "at most" : "at least") \(amount(value))"
        case .relativeDifference:
            if value == 0 { return isLowerBetter ? "no more than predicted" : "no less than predicted" }
            return "\(room) \(value < 0 ? "below predicted" : "above predicted")"
        case .relativeChange:
            if value == 0 { return isLowerBetter ? "no rise" : "no fall" }
            return "a \(value < 0 ? "fall" : "rise") of \(room)"
        }
    }

    /// A size to be reached, or not to be exceeded.
    private var room: String {
        let size = percentage(target.value)
        return (target.value < 0) == isLowerBetter ? "\(size) or more" : "no more than \(size)"
    }

    private var aroundZero: String {
        let size = target.value.magnitude
        switch target.measure {
        case .rate, .value, .count: return "no farther than \(amount(size)) from zero"
        case .relativeDifference: return "within \(percentage(size)) of predicted"
        case .relativeChange: return "within \(percentage(size)) of the baseline"
        }
    }

    private func range(_ lower: Double, _ upper: Double) -> String {
        switch target.measure {
        case .relativeDifference, .relativeChange: "from \(amount(lower)) to \(amount(upper))"
        case .rate where indicator.per > 1:
            "\(Numbers.trimmed(lower * Double(indicator.per))) to \(amount(upper))"
        case .rate, .value, .count: "\(amount(lower)) to \(amount(upper))"
        }
    }

    /// A value of the target's measure: `75%`, `8 days`, `5% below predicted`.
    package func amount(_ value: Double) -> String {
        switch target.measure {
        case .rate where indicator.per > 1:
            Numbers.trimmed(value * Double(indicator.per)) + InUnit(indicator: indicator).suffix
        case .rate: Numbers.trimmed(100 * value) + "%"
        case .value: InUnit(indicator: indicator).trimmed(value)
        case .count: Numbers.amount(value)
        case .relativeDifference:
            value == 0
                ? "as many as predicted" : "\(percentage(value)) \(value < 0 ? "below predicted" : "above predicted")"
        case .relativeChange: value == 0 ? "as many" : "a \(value < 0 ? "fall" : "rise") of \(percentage(value))"
        }
    }

    private func percentage(_ fraction: Double) -> String {
        Numbers.trimmed(100 * fraction.magnitude) + "%"
    }
}
