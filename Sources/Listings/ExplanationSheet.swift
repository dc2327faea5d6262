import Disclosure
import Presenting
import ReportKit
import Significance
import Text

/// Why an actual rate changed, for people or for programs.
public struct ExplanationSheet {
    private let explanation: Explanation
    /// What must be said first, such as that the figures are synthetic.
    private let notices: [String]

    public init(_ explanation: Explanation, notices: [String]) {
        self.explanation = explanation
        self.notices =
            notices
            + [explanation.before, explanation.after].compactMap { side in
                side.insufficiency.map { "\(side.requested): \($0)" }
            }
    }

    /// Sentences, the parts of the change, and each group's own parts.
    public func text(width: Int) -> String {
        let title = "\(explanation.indicator.id) \(explanation.indicator.title)"
        let spans = [explanation.before, explanation.after].map { side in
            "\(side.requested): \(Dates.text(side.period)), \(Numbers.count(side.observed)) of "
                + "\(Phrases.snapshots(side.n)), of \(Phrases.people(side.people))"
        }
        var parts = TextTable([
            .init(heading: "Part", alignment: .left), .init(heading: "Points"), .init(heading: "95% interval"),
        ])
        for row in explanation.chart.table.rows { parts.append(row) }
        let lines =
            notices + [title] + spans + [""] + wrapped([explanation.sentences.joined(separator: " ")], width) + [""]
            + parts.lines(width: width) + [""] + groups.lines(width: width) + [""]
            + wrapped(explanation.method, width)
        return lines.joined(separator: "\n") + "\n"
    }

    private func wrapped(_ texts: [String], _ width: Int) -> [String] {
        texts.flatMap { Wrapping.lines($0, width: width, first: "", rest: "") }
    }

    private var groups: TextTable {
        var table = TextTable(
            [.init(heading: "Group (\(explanation.breakdown.word))", alignment: .left, yields: true)]
                + ["Share", "Predicted", "Actual", "Mix", "Risk", "Performance"].map { .init(heading: $0) })
        let totals = (Double(explanation.before.n), Double(explanation.after.n))
        for group in explanation.groups {
            func pair(_ before: Double?, _ after: Double?) -> String {
                "\(Numbers.percent(before, decimals: 1)) > \(Numbers.percent(after, decimals: 1))"
            }
            func rate(_ count: Double, _ side: RateDecomposition.Group) -> Double? {
                side.n > 0 ? count / Double(side.n) : nil
            }
            table.append([
                group.name, pair(Double(group.before.n) / totals.0, Double(group.after.n) / totals.1),
                pair(rate(group.before.expected, group.before), rate(group.after.expected, group.after)),
                pair(
                    rate(Double(group.before.observed), group.before), rate(Double(group.after.observed), group.after)),
                Explanation.signed(100 * group.parts.mix), Explanation.signed(100 * group.parts.risk),
                Explanation.signed(100 * group.parts.performance),
            ])
        }
        return table
    }

    /// Every number in full precision; rates, shares and parts are fractions.
    public func json() throws -> String {
        try JSONText.text(Document(explanation, notices: notices))
    }

    private struct Document: Encodable {
        struct Part: Encodable {
            let value: Double
            @PairOrNull var interval: Interval?

            init(_ part: RateDecomposition.Part) {
                (value, interval) = (part.value, part.interval)
            }
        }
        struct Side: Encodable {
            let quarter: String
            let observed, n: Int
            let people: Int
            let expected, actualRate, predictedRate: Double

            init(_ side: Explanation.Side) {
                quarter = "\(side.requested)"
                (observed, n, people, expected) = (side.observed, side.n, side.people, side.expected)
                (actualRate, predictedRate) = (side.actual, side.predicted)
            }
        }
        struct Count: Encodable {
            let observed, n: Int
            let expected: Double

            init(_ group: RateDecomposition.Group) {
                (observed, n, expected) = (group.observed, group.n, group.expected)
            }
        }
        struct Group: Encodable {
            let name: String
            let before, after: Count
            let mix, risk, performance: Double
        }
        let indicator: String
        let area: Area
        let breakdown: Breakdown
        let notices: [String]
        let before, after: Side
        let change, mix, risk, performance: Part
        let predictedChange: Double
        let groupsNotPublished: Int
        let groups: [Group]

        init(_ explanation: Explanation, notices: [String]) {
            indicator = explanation.indicator.id
            area = explanation.area
            breakdown = explanation.breakdown
            self.notices = notices
            (before, after) = (Side(explanation.before), Side(explanation.after))
            let parts = explanation.decomposition
            (change, mix) = (Part(parts.change), Part(parts.mix))
            (risk, performance) = (Part(parts.risk), Part(parts.performance))
            predictedChange = parts.predictedChange
            groupsNotPublished = explanation.keptBack
            groups = explanation.groups.map {
                Group(
                    name: $0.name, before: Count($0.before), after: Count($0.after), mix: $0.parts.mix,
                    risk: $0.parts.risk, performance: $0.parts.performance)
            }
        }
    }
}
