import Disclosure
import ReportKit
import Text

/// Areas in rows, each with its value and interval beside what the value is judged against.
struct Caterpillar: Chart {
    let id: String
    let title: String
    private let rows: [Row]

    /// How many areas are drawn.
    var count: Int { rows.count }

    private struct Row {
        let area: String
        let level: AreaLevel
        let plotted: PlottedValue
        let mark: Mark
        let isUnreliable: Bool
        /// Whether an extract that the value needs is missing for the area, or for a part of it.
        let isNotComplete: Bool

        /// How far the value lies above what it is judged against.
        var excess: Double { plotted.value - (plotted.reference ?? 0) }
    }

    /// The most areas in one picture: as many as an A4 page holds at a legible size.
    private static let most = 36

    /// The pictures of a report, as many as it needs; none where its family plots nothing.
    static func all(_ report: PublishedReport, perPicture most: Int = most) -> [Caterpillar] {
        let labels = AreaLabels(report)
        let order: [AreaLevel] = [.national, .region, .trust, .partnership, .ldu, .localAuthority, .notAssigned]
        let rows = report.shown.compactMap { finding in
            finding.figures.presentation.plotted(finding, report.indicator).map { plotted in
                Row(
                    area: labels[finding], level: finding.area.level, plotted: plotted,
                    mark: Mark(finding.verdict, report.indicator.polarity),
                    isUnreliable: finding.unreliable, isNotComplete: finding.notJudged?.cause == .notComplete)
            }
        }
        let sorted = order.flatMap { level in
            rows.filter { $0.level == level }.sorted { ($1.excess, $0.area) < ($0.excess, $1.area) }
        }
        guard !sorted.isEmpty else { return [] }
        let size = min(most, Swift.max(1, sorted.count))
        let parts = stride(from: 0, to: sorted.count, by: size).map { Array(sorted[$0..<min($0 + size, sorted.count)]) }
        let plotted = sorted[0].plotted
        let subject =
            plotted.reference == nil && !sorted.contains { $0.plotted.reference != nil }
            ? "\(plotted.name) by area" : "\(plotted.name) against \(plotted.referenceName.lowercased()), by area"
        return parts.enumerated().map { index, part in
            Caterpillar(
                id: "\(report.indicator.id)-areas" + (parts.count > 1 ? "-\(index + 1)" : ""),
                title: "\(report.indicator.id): \(subject)"
                    + (parts.count > 1 ? " (\(index + 1) of \(parts.count))" : ""),
                rows: part)
        }
    }

    var summary: String {
        let plotted = rows[0].plotted
        let whole = rows.filter { !$0.isNotComplete }
        let marks = Mark.allCases.filter { mark in whole.contains { $0.mark == mark } }
        let counts =
            marks.map { mark in "\(whole.count { $0.mark == mark }) \(mark.meaning)" }
            + (whole.count < rows.count ? ["\(rows.count - whole.count) not complete"] : [])
        let reference =
            rows.contains { $0.plotted.reference != nil }
            ? " The upright tick is the \(plotted.referenceName.lowercased())." : ""
        return
            "Each area's \(plotted.name.lowercased()) (\(plotted.axis)) is a mark, with a line for its 95% interval; an "
            + "arrow at the edge marks a value that lies beyond it.\(reference) Of \(rows.count) areas: "
            + "\(counts.joined(separator: "; "))."
    }

    var table: ChartTable {
        let plotted = rows[0].plotted
        return ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Area", plotted.name, "95% interval", plotted.referenceName],
            rows: rows.map { row in
                let unit = row.plotted.unit
                return [
                    row.area, unit.text(row.plotted.value),
                    row.plotted.interval.map { "\(unit.text($0.lower)) to \(unit.text($0.upper))" } ?? Numbers.missing,
                    unit.text(row.plotted.reference),
                ]
            })
    }

    func picture() -> Picture {
        let (right, top, rowHeight) = (16.0, 34.0, 22.0)
        let left = RowNames.width(rows.map(\.area))
        let bottom = top + Double(rows.count) * rowHeight
        var picture = Picture(height: bottom + 46)
        // Small groups have intervals so wide that they would squeeze all others: they do not set the scale.
        let steady = rows.contains { !$0.isUnreliable } ? rows.filter { !$0.isUnreliable } : rows
        let scale = Scale(
            holding: steady.flatMap { row in
                [row.plotted.value, row.plotted.interval?.lower, row.plotted.interval?.upper].compactMap(\.self)
            } + rows.compactMap(\.plotted.reference), from: left, to: picture.width - right)
        Key.draw(Mark.allCases.filter { mark in rows.contains { $0.mark == mark } }, at: (8, 16), on: &picture)
        for tick in scale.ticks {
            picture.line(scale[tick], top, scale[tick], bottom, colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, scale.decimals), scale[tick], bottom + 17, anchor: .middle, colour: Ink.quiet)
        }
        if scale.contains(0), scale.low < 0 { picture.line(scale[0], top, scale[0], bottom, colour: Ink.quiet) }
        picture.text(rows[0].plotted.axis, (left + picture.width - right) / 2, bottom + 36, anchor: .middle)
        for (index, row) in rows.enumerated() {
            let y = top + (Double(index) + 0.5) * rowHeight
            if index > 0, row.level != rows[index - 1].level, row.level != .notAssigned {
                picture.line(8, y - rowHeight / 2, picture.width - right, y - rowHeight / 2, colour: Ink.grid)
            }
            picture.text(RowNames.fitted(row.area), left - 10, y + 4.5, anchor: .end)
            if let interval = row.plotted.interval {
                picture.line(
                    scale.clamped(interval.lower), y, scale.clamped(interval.upper), y, colour: row.mark.colour,
                    width: 2)
            }
            if let reference = row.plotted.reference {
                picture.line(scale[reference], y - 8, scale[reference], y + 8, colour: Ink.text, width: 2)
            }
            if scale.contains(row.plotted.value) {
                picture.mark(row.mark, scale[row.plotted.value], y)
            } else {
                let isRight = row.plotted.value > scale.high
                picture.arrow(isRight ? scale.to : scale.from, y, isRight: isRight, colour: row.mark.colour)
            }
        }
        return picture
    }
}

/// The names beside the rows of a picture.
enum RowNames {
    /// More characters than this are cut.
    private static let most = 36

    static func fitted(_ name: String) -> String {
        name.count > most ? "\(name.prefix(most - 1))…" : name
    }

    /// Where the plot begins, so that the names have room.
    static func width(_ names: [String]) -> Double {
        24 + 6.9 * Double(names.map { min($0.count, most) }.max() ?? 0)
    }
}

/// The key of the marks used.
enum Key {
    static func draw(_ marks: [Mark], at place: (x: Double, y: Double), on picture: inout Picture) {
        var x = place.x
        for mark in marks {
            picture.mark(mark, x + 6, place.y - 4)
            picture.text(mark.meaning, x + 18, place.y)
            x += 34 + Double(mark.meaning.count) * 6.6
        }
    }
}

/// The labels of findings: names of areas, with the level where two areas share a name.
package struct AreaLabels {
    private let shared: Set<String>

    package init(_ report: PublishedReport) {
        let levels = Dictionary(grouping: report.shown, by: \.area.name).mapValues { Set($0.map(\.area.level)) }
        shared = Set(levels.filter { $1.count > 1 }.keys)
    }

    package subscript(finding: ShownFinding) -> String {
        let area = finding.areaName + (shared.contains(finding.area.name) ? " (\(finding.area.level.word))" : "")
        return finding.group.map { "\(area), \($0.value)" } ?? area
    }
}
