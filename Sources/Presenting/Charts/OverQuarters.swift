import Disclosure
import ReportKit
import Text

/// One area over the quarters: a bar for the span that each figure covers, so that overlapping rolling years are visible
/// as such, and points with intervals for the latest figures that share no day.
struct OverQuarters: Chart {
    let id: String
    let title: String
    private let points: [Point]

    private struct Point {
        let quarter: String
        let span: Period
        let plotted: PlottedValue
        let mark: Mark
        /// Whether it is one of those that share no day, counted back from the latest.
        let isApart: Bool
    }

    /// - Parameters:
    ///   - reports: of one indicator, one per quarter, in any order.
    ///   - area: whose findings are drawn; the result is nil where fewer than two quarters have one.
    init?(_ reports: [PublishedReport], area: Area) {
        let found = reports.compactMap {
            report -> (report: PublishedReport, finding: PublishedFinding, plotted: PlottedValue)? in
            guard let finding = report.anyFinding(of: area), let plotted = finding.plotted(report.indicator)
            else { return nil }
            return (report, finding, plotted)
        }.sorted { $0.report.period.to < $1.report.period.to }
        guard found.count > 1 else { return nil }
        let apart = Self.apart(found.map(\.report.period))
        let indicator = found[0].report.indicator
        id = "\(indicator.id)-quarters-\(area.level.rawValue)"
        title = "\(indicator.id): \(area.name) (\(area.level.word)) over the quarters"
        points = found.enumerated().map { index, found in
            Point(
                quarter: "\(found.report.requested)", span: found.report.period, plotted: found.plotted,
                mark: found.finding.mark(indicator), isApart: apart.contains(index))
        }
    }

    /// The indices of the spans that share no day, from the latest back.
    static func apart(_ spans: [Period]) -> Set<Int> {
        var kept: Set<Int> = []
        var earliest: Day?
        for index in spans.indices.reversed() where earliest.map({ spans[index].to < $0 }) ?? true {
            kept.insert(index)
            earliest = spans[index].from
        }
        return kept
    }

    private var overlap: Bool { points.contains { !$0.isApart } }

    var summary: String {
        let plotted = points[0].plotted
        let hasIntervals = points.contains { $0.plotted.interval != nil }
        let spans =
            overlap
            ? "A thin bar for each quarter's figure, as long as the time that it covers: consecutive figures share most of "
                + "their data, and do not show a trend. Marks\(hasIntervals ? ", with 95% intervals," : "") are on those that "
                + "share none."
            : "One mark per quarter\(hasIntervals ? " with its 95% interval" : ""); no two share data."
        let reference =
            points.contains { $0.plotted.reference != nil }
            ? " The dashed bar is the \(plotted.referenceName.lowercased())." : ""
        return
            "\(plotted.name) (\(plotted.axis)), \(points[0].quarter) to \(points[points.count - 1].quarter). \(spans)\(reference)"
    }

    var table: ChartTable {
        let plotted = points[0].plotted
        return ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Quarter", "From", "To", plotted.name, "95% interval", plotted.referenceName, "Shares no data"],
            rows: points.map { point in
                let unit = point.plotted.unit
                return [
                    point.quarter, Dates.text(point.span.from), Dates.text(point.span.to),
                    unit.text(point.plotted.value),
                    point.plotted.interval.map { "\(unit.text($0.lower)) to \(unit.text($0.upper))" }
                        ?? Numbers.missing,
                    unit.text(point.plotted.reference), point.isApart ? "yes" : "no",
                ]
            })
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let key = key(within: width - 16)
        let (right, top) = (width - 16, key.height + 36)
        let bottom = top + (picture.isNarrow ? 210 : 254)
        picture.height = bottom + 50
        key.draw(at: (8, 4), on: &picture)
        let values = Scale(
            holding: points.flatMap { point in
                let interval = point.isApart ? point.plotted.interval : nil
                return [point.plotted.value, interval?.lower, interval?.upper, point.plotted.reference].compactMap(
                    \.self)
            }, from: bottom, to: top)
        let left = picture.start(beside: values)
        let (first, last) = (points.map(\.span.from.number).min() ?? 0, points.map(\.span.to.number).max() ?? 1)
        let x = { (day: Int) in left + Double(day - first) / Double(last + 1 - first) * (right - left) }
        for tick in values.ticks {
            picture.line(left, values[tick], right, values[tick], colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, values.decimals), left - 8, values[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        drawQuarters(from: first, to: last, x, bottom, on: &picture)
        picture.text(TextWidth.fitted(points[0].plotted.axis, to: width - 16), 8, top - 14)
        for point in points {
            let (from, to) = (x(point.span.from.number), x(point.span.to.number + 1))
            let y = values[point.plotted.value]
            let colour = point.isApart ? point.mark.colour : Ink.quiet
            if let reference = point.plotted.reference {
                picture.line(
                    from, values[reference], to, values[reference], colour: point.isApart ? Ink.text : Ink.quiet,
                    width: 1.25, dashes: "5 4")
            }
            picture.line(from, y, to, y, colour: colour, width: point.isApart ? 2.5 : 1)
            guard point.isApart else { continue }
            if let interval = point.plotted.interval {
                picture.line(
                    (from + to) / 2, values[interval.lower], (from + to) / 2, values[interval.upper], colour: colour,
                    width: 1.5)
            }
            picture.mark(point.mark, (from + to) / 2, y)
        }
        return picture
    }

    private func key(within room: Double) -> Key {
        var lines: [(symbol: Key.Symbol, words: String)] = []
        if points.contains(where: { $0.isApart && $0.plotted.interval != nil }) {
            lines.append((.interval, "95% interval"))
        }
        if points.contains(where: { $0.plotted.reference != nil }) {
            lines.append((.dashes("5 4"), points[0].plotted.referenceName.lowercased()))
        }
        if overlap { lines.append((.line, "shares data with the next")) }
        return Key(points.filter(\.isApart).map(\.mark), lines, within: room)
    }

    /// A tick at the end of every quarter, and the year's name under each first of April, as far as they have room.
    private func drawQuarters(
        from first: Int, to last: Int, _ x: (Int) -> Double, _ bottom: Double, on picture: inout Picture
    ) {
        var quarter = Quarter(containing: Day(number: first))
        let hasRoom = x(quarter.lastDay.number) - x(quarter.firstDay.number) >= TextWidth.of("Q4") + 4
        var years: [(name: String, x: Double)] = []
        while quarter.firstDay.number <= last {
            let start = quarter.firstDay.number
            if start >= first {
                picture.line(x(start), bottom, x(start), bottom + (quarter.number == 1 ? 10 : 5), colour: Ink.quiet)
            }
            let middle = (max(start, first) + min(quarter.lastDay.number, last)) / 2
            if hasRoom {
                picture.text("Q\(quarter.number)", x(middle), bottom + 20, anchor: .middle, colour: Ink.quiet)
            }
            if quarter.number == 1 || start <= first {
                years.append((name: "\(quarter)".split(separator: "Q")[0].description, x: x(max(start, first)) + 4))
            }
            quarter = quarter.advanced(by: 1)
        }
        // From the last back, since the first year may be no more than a quarter.
        var end = picture.width
        for year in years.reversed() where year.x + TextWidth.of(year.name) + 6 <= end {
            picture.text(year.name, year.x, bottom + 38)
            end = year.x
        }
    }
}
