import Disclosure
import ReportKit
import Text

/// A cohort's events per person before and after, area by area, with what was expected after.
struct BeforeAfter: Chart {
    let id: String
    let title: String
    private let rows: [Row]

    private struct Row {
        let area: String
        let before: Double
        let after: Double
        let expected: Double?
        let people: Int
        let mark: Mark
    }

    private static let most = 36

    /// The pictures of a report on a cohort's change; none for another family.
    static func all(_ report: PublishedReport, perPicture most: Int = most) -> [BeforeAfter] {
        let labels = AreaLabels(report)
        let rows = report.shown.compactMap { finding -> Row? in
            guard case .change(let figures) = finding.figures, let before = figures.baselinePerPerson,
                let after = figures.followUpPerPerson
            else { return nil }
            return Row(
                area: labels[finding], before: before * figures.yearShare, after: after,
                expected: figures.expected.map { $0 / Double(figures.people) }, people: figures.people,
                mark: Mark(finding.verdict, report.indicator.polarity))
        }
        let size = min(most, Swift.max(1, rows.count))
        let parts = stride(from: 0, to: rows.count, by: size).map { Array(rows[$0..<min($0 + size, rows.count)]) }
        return parts.enumerated().map { index, part in
            BeforeAfter(
                id: "\(report.indicator.id)-before-after" + (parts.count > 1 ? "-\(index + 1)" : ""),
                title: "\(report.indicator.id): proven offences per person, before and after"
                    + (parts.count > 1 ? " (\(index + 1) of \(parts.count))" : ""),
                rows: part)
        }
    }

    let summary =
        "An open square for the baseline, a line to a mark for the follow-up, in proven offences per person; the upright tick is "
        + "what was expected. A fall is to be expected without any effect, since people are chosen because they offended often."

    var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Area", "People", "Baseline per person", "Follow-up per person", "Expected per person"],
            rows: rows.map { row in
                [row.area, Numbers.count(row.people), Numbers.fixed(row.before, 2), Numbers.fixed(row.after, 2)]
                    + [row.expected.map { Numbers.fixed($0, 2) } ?? Numbers.missing]
            })
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let (right, rowHeight) = (16.0, picture.isNarrow ? 40.0 : 24.0)
        let left = picture.isNarrow ? 16 : RowNames.width(rows.map(\.area))
        let expected: [(symbol: Key.Symbol, words: String)] =
            rows.contains { $0.expected != nil } ? [(.tick, "expected after")] : []
        let key = Key(rows.map(\.mark), [(.square, "baseline")] + expected, within: width - 16)
        let top = key.height + 12
        let bottom = top + Double(rows.count) * rowHeight
        picture.height = bottom + 46
        let scale = Scale(
            holding: rows.flatMap { [$0.before, $0.after, $0.expected].compactMap(\.self) }, including: [0], from: left,
            to: picture.width - right, ticks: Scale.ticks(from: left, to: width - right))
        key.draw(at: (8, 4), on: &picture)
        for tick in scale.ticks { picture.line(scale[tick], top, scale[tick], bottom, colour: Ink.grid) }
        picture.numbers(of: scale, bottom + 17)
        picture.axis("Proven offences per person", from: left, to: picture.width - right, bottom + 36)
        for (index, row) in rows.enumerated() {
            let y = top + Double(index) * rowHeight + (picture.isNarrow ? 29 : rowHeight / 2)
            RowNames.draw(row.area, left: left, y: y, on: &picture)
            picture.line(scale[row.before], y, scale[row.after], y, colour: row.mark.colour, width: 2)
            if let expected = row.expected {
                picture.line(scale[expected], y - 8, scale[expected], y + 8, colour: Ink.text, width: 2)
            }
            picture.square(scale[row.before], y, colour: Ink.text)
            picture.mark(row.mark, scale[row.after], y)
        }
        return picture
    }
}
