import ReportKit
import Significance

/// Phrases that several families share.
enum Phrases {
    /// `p = 0.012` or `p < 0.001`.
    static func p(_ value: Double) -> String {
        let text = Numbers.p(value)
        return text.hasPrefix("<") ? "p < \(text.dropFirst())" : "p = \(text)"
    }

    /// What follows a significant difference.
    static func beyondChance(_ p: Double?) -> String {
        "more than chance would explain" + (p.map { " (\(Phrases.p($0)))" } ?? "")
    }

    /// A percentage's size, whatever its sign: `7.1%`, `less than 0.1%`.
    static func size(_ percentage: Double) -> String {
        percentage.magnitude < 0.05 ? "less than 0.1%" : Numbers.fixed(percentage.magnitude, 1) + "%"
    }

    /// A percentage without needless zeros: `75%`, `7.77%`.
    static func trimmed(_ percentage: Double) -> String {
        var text = Numbers.fixed(percentage.magnitude, 2)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + "%"
    }

    /// `1 person`, `2,940 people`.
    static func people(_ count: Int) -> String {
        "\(Numbers.count(count)) \(count == 1 ? "person" : "people")"
    }

    /// Why so few are not judged.
    static let tooFew = "fewer than \(JudgementRules.standard.smallestN) are not judged"
}
