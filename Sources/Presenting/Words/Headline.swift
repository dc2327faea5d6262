import Disclosure
import ReportKit
import Text

/// A finding's figure in a few characters, and what it is judged against: what an overview shows of it.
///
/// ```
/// 11.80%    predicted 10.97%
/// ```
package struct Headline: Sendable {
    /// The figure as it is written: `11.80%`, `2118.2 per 100,000`, `£1,200`.
    package let text: String
    /// In the unit of the text; nil where the figure is words.
    package let value: Double?
    /// Its 95% interval: lower, upper.
    package let interval: (lower: Double, upper: Double)?
    /// What the figure is judged against, a target or what was predicted, in the unit of the text.
    package let line: Double?
    /// What it is judged against, other than a target, in words: `predicted 10.97%`.
    package let against: String?
    package let unit: PlottedValue.Unit

    /// Of a value as a chart plots it.
    init(_ plotted: PlottedValue, _ indicator: Indicator) {
        let suffix = InUnit(indicator: indicator).suffix
        text = plotted.unit.text(plotted.value) + suffix
        value = plotted.value
        interval = plotted.interval
        line = plotted.reference
        let reference = plotted.referenceName == "Target" ? nil : plotted.reference
        let name = plotted.referenceName.split(separator: " ").prefix { $0 != "rate" && $0 != "change" }
        against = reference.map { "\(name.joined(separator: " ").lowercased()) \(plotted.unit.text($0))" }
        unit = plotted.unit
    }

    /// Of a value that a chart need not plot.
    init(
        text: String, value: Double?, interval: (lower: Double, upper: Double)? = nil, line: Double? = nil,
        against: String? = nil, unit: PlottedValue.Unit
    ) {
        self.text = text
        self.value = value
        self.interval = interval
        self.against = against
        self.unit = unit
        self.line = line
    }

    /// Both ends of the interval: `10.2% to 13.5%`.
    package var intervalText: String? {
        interval.map { "\(unit.text($0.lower)) to \(unit.text($0.upper))" }
    }

    /// The difference from an earlier value of the same unit: `up 0.42 points`.
    package func change(from earlier: Double) -> String? {
        guard let value else { return nil }
        let size = unit.size((value - earlier).magnitude)
        let isNone = !size.contains { ("1"..."9").contains($0) }
        return isNone ? "no change" : "\(value > earlier ? "up" : "down") \(size)\(unit.isPercentage ? " points" : "")"
    }
}

extension PlottedValue.Unit {
    /// Whether differences of such values are in percentage points.
    package var isPercentage: Bool {
        switch self {
        case .percent, .signedPercent: true
        case .plain, .whole: false
        }
    }

    /// A value's size without its unit.
    fileprivate func size(_ value: Double) -> String {
        switch self {
        case .percent(let decimals), .signedPercent(let decimals), .plain(let decimals): Numbers.fixed(value, decimals)
        case .whole: Numbers.amount(value.rounded())
        }
    }
}

extension ShownFinding {
    /// The counts that the figure is made of: `170 of 1,441`; nil where there are none, or they are the figure.
    package var countsBehind: String? {
        guard let observed, let n else { return nil }
        let (one, other) = (Numbers.count(observed), Numbers.count(n))
        switch figures {
        case .change: return "\(one) after \(other)"
        case .countChange: return "\(one), before \(other)"
        case .predicted, .proportion, .rate, .standardised, .supplied: return "\(one) of \(other)"
        case .frequency: return "\(one) by \(other)"
        case .count, .mean, .quantile: return nil
        }
    }
}
