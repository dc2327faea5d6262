import Disclosure
import ReportKit
import Text

/// All areas of a level in order of their shrunken ratios, each with its interval; only the report's own are named.
struct ShrunkenChart: Chart {
    let id: String
    let title: String
    private let data: ShrunkenLevel
    private let labels: AreaLabels
    private let polarity: Polarity

    /// A chart for each level that has enough areas.
    static func all(_ report: PublishedReport) -> [ShrunkenChart] {
        report.shrunkenLevels.filter { $0.level != .national && $0.level != .region }.map { level in
            ShrunkenChart(
                id: "\(report.indicator.id)-shrunken-\(level.level.rawValue)",
                title: "\(report.indicator.id): every \(level.level.word), by shrunken ratio of actual to predicted",
                data: level, labels: AreaLabels(report), polarity: report.indicator.polarity)
        }
    }

    private struct Row {
        let ratio, lower, upper: Double
        let own: (finding: ShownFinding, area: ShrunkenArea)?
    }

    /// The areas, the lowest ratio first.
    private var rows: [Row] {
        let own = data.own.map { own in
            Row(
                ratio: own.area.ratio, lower: own.area.interval?.lower ?? own.area.ratio,
                upper: own.area.interval?.upper ?? own.area.ratio, own: own)
        }
        let others = data.others.map {
            Row(ratio: $0.ratio, lower: $0.interval.lower, upper: $0.interval.upper, own: nil)
        }
        return (own + others).sorted { ($0.ratio, $0.lower) < ($1.ratio, $1.lower) }
    }

    /// If the report has more areas of its own than this, none is named in the picture.
    private static let mostNames = 12

    var summary: String {
        let others =
            data.others.isEmpty ? "each with its mark" : "those of this report marked, the others as unnamed lines"
        return
            "\(data.own.count + data.others.count) areas in order, \(others). Each ratio is drawn towards that of all areas "
            + "(\(Numbers.fixed(data.mean, 2))), the more so the fewer people it is of; the line is its 95% interval. True ratios "
            + "differ by about \(Numbers.fixed(100 * data.spread, 0))% of that. Areas whose lines overlap have no certain order: "
            + "the table gives the ranks that each may have, 1 for the lowest ratio."
    }

    var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Area", "Shrunken ratio", "95% interval", "Rank", "95% interval of the rank"],
            rows: data.own.sorted { $0.area.ratio < $1.area.ratio }.map { finding, area in
                [
                    labels[finding], Numbers.fixed(area.ratio, 3),
                    area.interval.map { "\(Numbers.fixed($0.lower, 3)) to \(Numbers.fixed($0.upper, 3))" }
                        ?? Numbers.missing,
                    "\(area.rank) of \(area.of)", "\(area.rankInterval[0]) to \(area.rankInterval[1])",
                ]
            })
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let rows = rows
        let lines: [(symbol: Key.Symbol, words: String)] = [
            (.interval, "95% interval"), (.line, "other areas"), (.dashes("6 4"), "all areas together"),
        ]
        let key = Key(
            data.own.map { Mark($0.finding.verdict, polarity) },
            lines.filter { !data.others.isEmpty || $0.words != "other areas" },
            within: width - 16)
        let (right, top) = (width - 16, key.height + 34)
        let bottom = top + (picture.isNarrow ? 260 : 330)
        picture.height = bottom + 40
        key.draw(at: (8, 4), on: &picture)
        let scale = Scale(holding: rows.flatMap { [$0.lower, $0.upper] } + [1], from: bottom, to: top)
        let left = picture.start(beside: scale)
        func x(_ index: Int) -> Double { left + (Double(index) + 0.5) / Double(rows.count) * (right - left) }
        for tick in scale.ticks {
            picture.line(left, scale[tick], right, scale[tick], colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, scale.decimals), left - 8, scale[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        picture.line(left, scale[1], right, scale[1], colour: Ink.text, width: 1.5)
        picture.line(left, scale[data.mean], right, scale[data.mean], colour: Ink.quiet, width: 1.5, dashes: "6 4")
        picture.text("Actual over predicted, shrunken", 8, top - 12)
        picture.axis("Areas, the lowest ratio first", from: left, to: right, bottom + 24)
        let others = rows.enumerated().filter { $0.element.own == nil }.map { (x: x($0.offset), row: $0.element) }
        picture.strokes(others.map { ($0.x, scale[$0.row.lower], $0.x, scale[$0.row.upper]) }, colour: Ink.quiet)
        picture.strokes(
            others.map { ($0.x - 2, scale[$0.row.ratio], $0.x + 2, scale[$0.row.ratio]) }, colour: Ink.quiet, width: 2)
        for (index, row) in rows.enumerated() {
            guard let own = row.own else { continue }
            let mark = Mark(own.finding.verdict, polarity)
            picture.line(
                x(index), scale[row.lower], x(index), scale[row.upper], colour: mark.colour, width: 2)
            picture.mark(mark, x(index), scale[row.ratio])
        }
        guard data.own.count <= Self.mostNames else { return picture }
        var names = NamePlaces(left: left, right: right, top: top, bottom: bottom)
        for (index, row) in rows.enumerated() {
            guard let own = row.own else { continue }
            names.draw(labels[own.finding], beside: x(index), scale[row.ratio], on: &picture)
        }
        return picture
    }
}
