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
        let rows = report.findings.compactMap { finding in
            finding.plotted(report.indicator).map { plotted in
                Row(
                    area: labels[finding], level: finding.area.level, plotted: plotted,
                    mark: finding.mark(report.indicator),
                    isUnreliable: finding.shown?.unreliable ?? false,
                    isNotComplete: finding.notJudged?.cause == .notComplete)
            }
        }
        // Areas without a target stand among those with one by their values alone.
        let areComparable = rows.allSatisfy { $0.plotted.reference != nil }
        let sorted = order.flatMap { level in
            rows.filter { $0.level == level }.sorted { first, second in
                let (one, other) =
                    areComparable ? (first.excess, second.excess) : (first.plotted.value, second.plotted.value)
                return (other, first.area) < (one, second.area)
            }
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
        let interval =
            rows.contains { $0.plotted.interval != nil } ? ", with a line for its 95% interval" : ""
        let reference =
            rows.contains { $0.plotted.reference != nil }
            ? " The upright tick is the \(plotted.referenceName.lowercased())." : ""
        return
            "Each area's \(plotted.name.lowercased()) (\(plotted.axis)) is a mark\(interval); an arrow at the edge marks a "
            + "value that lies beyond it.\(reference) Of \(rows.count) areas: "
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

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let rowHeight = picture.isNarrow ? 40.0 : 22.0
        let right = 16.0
        let left = picture.isNarrow ? 16 : RowNames.width(rows.map(\.area))
        let key = key(within: width - 16)
        let top = key.height + 12
        let bottom = top + Double(rows.count) * rowHeight
        picture.height = bottom + 46
        // Small groups have intervals so wide that they would squeeze all others: they do not set the scale.
        let steady = rows.contains { !$0.isUnreliable } ? rows.filter { !$0.isUnreliable } : rows
        let scale = Scale(
            holding: steady.flatMap { row in
                [row.plotted.value, row.plotted.interval?.lower, row.plotted.interval?.upper].compactMap(\.self)
            } + rows.compactMap(\.plotted.reference), from: left, to: picture.width - right,
            ticks: Scale.ticks(from: left, to: width - right))
        key.draw(at: (8, 4), on: &picture)
        for tick in scale.ticks {
            picture.line(scale[tick], top, scale[tick], bottom, colour: Ink.grid)
        }
        picture.numbers(of: scale, bottom + 17)
        if scale.contains(0), scale.low < 0 { picture.line(scale[0], top, scale[0], bottom, colour: Ink.quiet) }
        picture.axis(rows[0].plotted.axis, from: left, to: picture.width - right, bottom + 36)
        for (index, row) in rows.enumerated() {
            let start = top + Double(index) * rowHeight
            let y = start + (picture.isNarrow ? 29 : rowHeight / 2)
            if index > 0, row.level != rows[index - 1].level, row.level != .notAssigned {
                picture.line(8, start, picture.width - right, start, colour: Ink.grid)
            }
            RowNames.draw(row.area, left: left, y: y, on: &picture)
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

    private func key(within room: Double) -> Key {
        var others: [(symbol: Key.Symbol, words: String)] = []
        if rows.contains(where: { $0.plotted.interval != nil }) { others.append((.interval, "95% interval")) }
        if rows.contains(where: { $0.plotted.reference != nil }) {
            others.append((.tick, rows[0].plotted.referenceName.lowercased()))
        }
        return Key(rows.map(\.mark), others, within: room)
    }
}

/// The names beside the rows of a picture, or above them where it is narrow.
enum RowNames {
    /// More characters than this are cut.
    private static let most = 36

    private static func fitted(_ name: String) -> String {
        name.count > most ? "\(name.prefix(most - 1))…" : name
    }

    /// Where the plot begins, so that the names have room.
    static func width(_ names: [String]) -> Double {
        20 + (names.map { TextWidth.of(fitted($0)) }.max() ?? 0)
    }

    /// Draws the name of the row whose mark is at a height.
    static func draw(_ name: String, left: Double, y: Double, on picture: inout Picture) {
        if picture.isNarrow {
            picture.text(TextWidth.fitted(name, to: picture.width - 24), 8, y - 14)
        } else {
            picture.text(fitted(name), left - 10, y + 4.5, anchor: .end)
        }
    }
}

/// The labels of findings: names of areas, with the level where two areas share a name.
package struct AreaLabels {
    private let shared: Set<String>

    package init(_ report: PublishedReport) {
        let levels = Dictionary(grouping: report.findings, by: \.area.name).mapValues { Set($0.map(\.area.level)) }
        shared = Set(levels.filter { $1.count > 1 }.keys)
    }

    package subscript(finding: PublishedFinding) -> String {
        let area = finding.areaName + (shared.contains(finding.area.name) ? " (\(finding.area.level.word))" : "")
        return finding.group.map { "\(area), \($0.value)" } ?? area
    }

    package subscript(finding: ShownFinding) -> String {
        let area = finding.areaName + (shared.contains(finding.area.name) ? " (\(finding.area.level.word))" : "")
        return finding.group.map { "\(area), \($0.value)" } ?? area
    }
}
