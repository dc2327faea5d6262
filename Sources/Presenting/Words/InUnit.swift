import ReportKit
import Text

/// Rates and values of an indicator in the unit that its readers are given.
package struct InUnit {
    package let indicator: Indicator

    package init(indicator: Indicator) {
        self.indicator = indicator
    }

    /// Decimal places of a rate.
    package var decimals: Int { max(1, indicator.decimals) }

    /// What rates are given for, such as `per 1,000`; nothing for a percentage.
    package var suffix: String { indicator.per > 1 ? " per \(Numbers.count(indicator.per))" : "" }

    /// A rate, from events per person, without its suffix: `142.0`, or `11.3%` where it is a percentage.
    package func bareRate(_ rate: Double) -> String {
        indicator.per > 1
            ? Numbers.fixed(rate * Double(indicator.per), decimals) : Numbers.percent(rate, decimals: decimals)
    }

    /// A rate, from events per person: `142.0 per 100`.
    package func rate(_ rate: Double) -> String { bareRate(rate) + suffix }

    /// A value with as many decimals as the indicator has: `8.3 days`, `85.0%`, `£1,200`.
    package func value(_ value: Double) -> String {
        named(
            value.magnitude >= 1000 && indicator.decimals == 0
                ? Numbers.amount(value.rounded()) : Numbers.fixed(value, indicator.decimals))
    }

    /// A count: `72`, `1,710 hours`.
    package func count(_ count: Int) -> String { named(Numbers.count(count)) }

    /// A value without needless zeros: `85%`.
    package func trimmed(_ value: Double) -> String { named(Numbers.trimmed(value)) }

    /// A number with the unit that its indicator is given in, where that says something.
    private func named(_ number: String) -> String {
        if indicator.unit.hasPrefix("%") { return number + "%" }
        return switch indicator.unit {
        case "GBP": number.hasPrefix("-") ? "-£\(number.dropFirst())" : "£\(number)"
        case "", "count", "score", "index", "text", "verdict", "none": number
        default: "\(number) \(indicator.unit)"
        }
    }
}

extension TargetOutcome {
    /// Its one value or both ends as fractions, where a rate was agreed; nil where something else was.
    package func rates(_ indicator: Indicator) -> [Double]? {
        let ends = [value] + (upper.map { [$0] } ?? [])
        switch measure {
        case .rate: return ends
        case .value: return ends.map { $0 / indicator.unitsPerOne }
        case .relativeDifference, .relativeChange, .count: return nil
        }
    }

    /// The same where the target is one value.
    package func oneRate(_ indicator: Indicator) -> Double? {
        upper == nil ? rates(indicator)?[0] : nil
    }

    /// How far outside the target a value lies, in the target's unit; 0 for one within.
    package func distance(_ value: Double, polarity: Polarity) -> Double {
        let (low, high) = (min(self.value, upper ?? self.value), max(self.value, upper ?? self.value))
        switch polarity {
        case .lowerIsBetter: return max(0, value - high)
        case .higherIsBetter: return max(0, low - value)
        case .closestToZero where upper == nil: return max(0, value.magnitude - self.value.magnitude)
        case .insideBand, .closestToZero, .noDirection: return max(0, low - value, value - high)
        }
    }
}
