import Disclosure
import ReportKit
import Significance
import Text

/// Phrases that several families share.
package enum Phrases {
    /// `p = 0.012` or `p < 0.001`.
    package static func p(_ value: Double) -> String {
        let text = Numbers.p(value)
        return text.hasPrefix("<") ? "p < \(text.dropFirst())" : "p = \(text)"
    }

    /// What follows a significant difference.
    package static func beyondChance(_ p: Double?) -> String {
        "more than chance would explain" + (p.map { " (\(Phrases.p($0)))" } ?? "")
    }

    /// A percentage's size, whatever its sign: `7.1%`, `less than 0.1%`.
    package static func size(_ percentage: Double) -> String {
        percentage.magnitude < 0.05 ? "less than 0.1%" : Numbers.fixed(percentage.magnitude, 1) + "%"
    }

    /// `a fall of 39.0%`, `a rise of 4.2%`.
    ///
    /// - Parameter none: the words for a change of 0.
    package static func movement(_ change: Double, none: String) -> String {
        change == 0 ? none : "a \(change < 0 ? "fall" : "rise") of \(size(change))"
    }

    /// `; 95% interval 8.1 to 9.4`, or nothing.
    package static func interval(_ limits: Interval?, _ text: (Double) -> String) -> String {
        limits.map { "; 95% interval \(text($0.lower)) to \(text($0.upper))" } ?? ""
    }

    /// ` (p = 0.21)`, or nothing.
    package static func inBrackets(_ p: Double?) -> String {
        p.map { " (\(Phrases.p($0)))" } ?? ""
    }

    /// Why there is no verdict.
    ///
    /// - Parameter otherwise: the reason where the data allow a verdict and one direction is good.
    package static func notJudged(_ finding: ShownFinding, _ indicator: Indicator, _ otherwise: String) -> String {
        if let withheld = finding.notJudged { return "\(withheld.cause.word), since \(withheld.reason)" }
        return "not judged, since \(indicator.polarity == .noDirection ? "neither direction is good" : otherwise)"
    }

    /// `1 person`, `2,940 people`.
    package static func people(_ count: Int) -> String {
        "\(Numbers.count(count)) \(count == 1 ? "person" : "people")"
    }

    /// Why so few are not judged.
    package static let tooFew = "fewer than \(JudgementRules.standard.smallestN) are not judged"
}

extension NotJudged.Cause {
    /// What stands in a verdict's place.
    package var word: String {
        switch self {
        case .notComplete: "not complete"
        case .rowsRejected: "not judged"
        case .notComparable: "not comparable"
        case .noFigure: "no figure"
        }
    }
}

extension MemberCoverage {
    /// How much of the area is in the figure: `2 of 35 trusts`.
    package var words: String {
        let kind = missing.first.map { $0.level == .localAuthority ? "authorities" : "trusts" } ?? "areas"
        return "\(present) of \(members) \(kind)"
    }
}

extension ShownFinding {
    /// The area's name, which says how much of the area is in the figure where some of it is missing: first, so that a
    /// shortened name says it too.
    package var areaName: String {
        guard let coverage, !coverage.isComplete else { return area.name }
        return "\(coverage.words) of \(area.name)"
    }
}

extension PublishedFinding {
    /// The area's name, which says how much of the area is in the figure where some of it is missing.
    package var areaName: String {
        switch self {
        case .shown(let finding): finding.areaName
        case .rounded(let finding):
            finding.coverage.flatMap { $0.isComplete ? nil : "\($0.words) of \(area.name)" } ?? area.name
        case .suppressed: area.name
        }
    }
}
