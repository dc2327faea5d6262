import Presenting
import ReportKit

/// How an area's figure lies among those of its comparison group, as its return has it.
struct ComparisonView {
    struct Line {
        let name: String
        let figure: String
    }

    let why: String
    let members: String
    let lines: [Line]
    let position: String
    let counted: String

    /// Nil where the return compares the area with none for this indicator.
    init?(_ published: PublishedReturn?, _ row: ReturnDigest.Row) {
        guard let group = published?.comparisons.first(where: { $0.area == row.area }),
            let figure = group.figures.first(where: { $0.indicator == row.indicator })
        else { return nil }
        func text(_ value: Double) -> String { row.figure.unit.text(value) }
        why =
            group.basis == "chosen"
            ? "These areas were chosen for comparison" : "The caseloads of these areas are made up most like its own"
        members = group.members.map(\.name).joined(separator: ", ")
        lines = [
            Line(name: row.area.name, figure: row.figure.text),
            Line(name: "Median of the group", figure: text(figure.median)),
            Line(name: "Lowest", figure: text(figure.lowest)), Line(name: "Highest", figure: text(figure.highest)),
        ]
        position = figure.position
        counted =
            figure.published == group.members.count
            ? "All \(figure.published) have a published figure."
            : "\(figure.published) of the \(group.members.count) have a published figure."
    }
}
