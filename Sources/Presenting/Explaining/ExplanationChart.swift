import ReportKit
import Significance
import Text

/// The way from the earlier rate to the later one: each part of the change as a bar that begins where the one before
/// ends.
struct ExplanationChart: Chart {
    let explanation: Explanation

    var id: String { "\(explanation.indicator.id)-explained" }
    var title: String {
        "\(explanation.indicator.id), \(explanation.area.named): why the rate of \(explanation.after.requested) differs "
            + "from that "
            + "of \(explanation.before.requested)"
    }

    var summary: String {
        (explanation.sentences + [
            "Each bar begins where the one above it ends; the line on it is the 95% interval of where it ends."
        ]).joined(separator: " ")
    }

    private struct Row {
        let name: String
        let from, to: Double
        let interval: (lower: Double, upper: Double)?
        let isPart: Bool
        let text: String
    }

    /// In percentages of the caseload.
    private var rows: [Row] {
        let parts = explanation.decomposition
        let start = 100 * explanation.before.actual
        let points = explanation.points
        func whole(_ side: Explanation.Side) -> Row {
            Row(
                name: "\(side.requested)", from: 100 * side.actual, to: 100 * side.actual,
                interval: (100 * side.interval.lower, 100 * side.interval.upper), isPart: false,
                text: Numbers.percent(side.actual))
        }
        func part(_ name: String, _ part: RateDecomposition.Part, after from: Double, _ shown: Double) -> Row {
            Row(
                name: name, from: from, to: from + 100 * part.value,
                interval: part.interval.map { (from + 100 * $0.lower, from + 100 * $0.upper) }, isPart: true,
                text: Explanation.signed(shown))
        }
        let mix = part("Mix of groups", parts.mix, after: start, points.mix)
        let risk = part("Risk within them", parts.risk, after: mix.to, points.risk)
        let performance = part("Performance", parts.performance, after: risk.to, points.performance)
        return [whole(explanation.before), mix, risk, performance, whole(explanation.after)]
    }

    var table: ChartTable {
        let parts = explanation.decomposition
        let points = explanation.points
        func interval(_ part: RateDecomposition.Part) -> String {
            part.interval.map { "\(Explanation.signed(100 * $0.lower)) to \(Explanation.signed(100 * $0.upper))" }
                ?? "known"
        }
        return ChartTable(
            caption: "Figures of the chart “\(title)”", headings: ["Part", "Points", "95% interval"],
            rows: [
                [
                    "Mix of groups by \(explanation.breakdown.word)", Explanation.signed(points.mix),
                    interval(parts.mix),
                ],
                ["Risk predicted within the groups", Explanation.signed(points.risk), interval(parts.risk)],
                ["Performance", Explanation.signed(points.performance), interval(parts.performance)],
                ["Change of the actual rate", Explanation.signed(points.change), interval(parts.change)],
            ])
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let rows = rows
        let (rowHeight, top) = (picture.isNarrow ? 46.0 : 34.0, 24.0)
        let names = picture.isNarrow ? 12 : 8 + (rows.map { TextWidth.of($0.name) }.max() ?? 0) + 16
        let room = (rows.map { TextWidth.of($0.text) }.max() ?? 0) + 16
        let (left, right) = (names, width - room)
        let bottom = top + rowHeight * Double(rows.count)
        picture.height = bottom + 48
        let scale = Scale(
            holding: rows.flatMap { [$0.from, $0.to, $0.interval?.lower, $0.interval?.upper].compactMap(\.self) },
            from: left, to: right, ticks: Scale.ticks(from: left, to: right))
        for tick in scale.ticks { picture.line(scale[tick], top, scale[tick], bottom, colour: Ink.grid) }
        picture.numbers(of: scale, bottom + 18)
        picture.axis("% re-offended", from: left, to: right, bottom + 38)
        for (index, row) in rows.enumerated() {
            let y = top + rowHeight * (Double(index) + (picture.isNarrow ? 0.72 : 0.5))
            picture.text(row.name, picture.isNarrow ? left : 8, picture.isNarrow ? y - 16 : y + 4.5)
            if row.isPart {
                let colour = explanation.isBetter(row.to - row.from).map { $0 ? Ink.better : Ink.worse } ?? Ink.quiet
                picture.line(scale[row.from], y, scale[row.to], y, colour: colour, width: 12)
                // Where the next begins.
                if index + 1 < rows.count {
                    picture.line(scale[row.to], y, scale[row.to], y + rowHeight, colour: Ink.quiet, dashes: "2 3")
                }
            } else if index == 0 {
                picture.line(scale[row.to], y, scale[row.to], y + rowHeight, colour: Ink.quiet, dashes: "2 3")
            }
            if let interval = row.interval {
                picture.line(scale[interval.lower], y, scale[interval.upper], y, colour: Ink.text, width: 1.5)
            }
            if !row.isPart { picture.mark(.plain, scale[row.to], y) }
            picture.text(row.text, width - 8, y + 4.5, anchor: .end)
        }
        return picture
    }
}

extension Explanation {
    /// The explanation as a chart.
    public var chart: any Chart { ExplanationChart(explanation: self) }
}
