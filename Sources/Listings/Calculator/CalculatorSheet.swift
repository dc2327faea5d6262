import ReportKit
import Significance
import Text

/// A result of the analyst's calculator: named figures, for people and for programs.
public protocol CalculatorSheet: Encodable {
    /// The figures' names and values as text, in reading order.
    var lines: [(name: String, value: String)] { get }
}

extension CalculatorSheet {
    /// Two columns of text, names before values.
    public func table() -> String {
        let width = lines.map(\.name.count).max() ?? 0
        return lines.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    /// A JSON object with every number at full precision.
    public func json() throws -> String {
        try JSONText.text(self)
    }
}

/// The calculator's figures, formatted for people.
enum Sheet {
    /// A p value with four significant figures, however small.
    static func p(_ value: Double) -> String {
        value >= 0.001 ? Numbers.fixed(value, 4) : Numbers.scientific(value, 3)
    }

    /// A pair of fractions as percentages.
    static func pair(_ interval: [Double]) -> String {
        "\(Numbers.percent(interval[0])) to \(Numbers.percent(interval[1]))"
    }
}
