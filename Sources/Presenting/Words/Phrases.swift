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

    /// `-4.2% to +4.5%`, of percentages.
    package static func fromTo(_ range: Interval) -> String {
        "\(Numbers.signedPercent(range.lower)) to \(Numbers.signedPercent(range.upper))"
    }

    /// `a fall of 39.0%`, `a rise of 4.2%`.
    ///
    /// - Parameter none: the words for a change of 0.
    package static func movement(_ change: Double, none: String) -> String {
        change == 0 ? none : "a \(change < 0 ? "fall" : "rise") of \(size(change))"
    }

    /// `the target of 20`, or of a range; `the target` for a finding without one.
    static func theTarget(_ target: TargetOutcome?, _ text: (Double) -> String) -> String {
        guard let target else { return "the target" }
        return "the target of "
            + ([target.value] + (target.upper.map { [$0] } ?? [])).map(text).joined(separator: " to ")
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

    /// `1 offender-snapshot`, `2,940 offender-snapshots`.
    package static func snapshots(_ count: Int) -> String {
        "\(Numbers.count(count)) \(count == 1 ? "offender-snapshot" : "offender-snapshots")"
    }

    /// `1 person`, `2,940 people`.
    package static func people(_ count: Int) -> String {
        "\(Numbers.count(count)) \(count == 1 ? "person" : "people")"
    }

    /// Why so few are not judged.
    package static let tooFew = "fewer than \(JudgementRules.standard.smallestN) are not judged"

    /// Why a count of events is not judged where hardly any was expected.
    package static let tooFewExpected = "less than one event was expected"

    /// What follows *no significant difference* where few events were expected, or nothing.
    ///
    /// - Parameter callable: the significant verdicts that could have been given. However many events happen, more
    ///   could; so one that is missing is that of few.
    package static func fewExpected(_ callable: [Verdict], _ indicator: Indicator) -> String {
        guard callable.count == 1, [.lowerIsBetter, .higherIsBetter].contains(indicator.polarity) else { return "" }
        return "; so few were expected that not even none would have differed significantly"
    }
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

extension NotJudged {
    /// The reason as a sentence: `Not complete, since no caseload extract covers Cumbria on 2010-06-30.`
    package var sentence: String {
        cause.word.prefix(1).uppercased() + cause.word.dropFirst() + ", since \(reason)."
    }
}

extension MemberCoverage {
    /// How much of the area is in the figure: `2 of 35 trusts`.
    package var words: String {
        let kind = missing.first.map { $0.level == .localAuthority ? "authorities" : "trusts" } ?? "areas"
        return "\(present) of \(members) \(kind)"
    }

    /// That the figure is not that of the whole area, and what is missing.
    package func sentence(of area: Area) -> String {
        let names = missing.prefix(3).map(\.name).joined(separator: ", ")
        let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
        return "This is not the figure of \(area.name) as a whole, but of \(words): \(names)\(more) "
            + "\(missing.count == 1 ? "is" : "are") missing."
    }
}

extension PublishedFinding {
    /// The area's name in a table or chart, which says how much of the area is in the figure where some of it is
    /// missing: `2/35 of England and Wales`. It comes first and is short, so that a name that is cut tells both.
    package var areaName: String {
        guard let coverage, !coverage.isComplete else { return area.name }
        return "\(coverage.present)/\(coverage.members) of \(area.name)"
    }
}

extension ShownFinding {
    /// The area's name in a table or chart: ``PublishedFinding/areaName``.
    package var areaName: String { PublishedFinding.shown(self).areaName }
}
