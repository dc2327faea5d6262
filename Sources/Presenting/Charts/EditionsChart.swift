import ReportKit
import Text

/// One area's figure over the quarters, as each edition of its returns published it: the last edition of a quarter as a mark
/// with its interval, those before it as open squares beside it.
package struct EditionsChart: Chart {
    package let id: String
    package let title: String
    private let points: [Point]
    private let axis: String
    private let referenceName: String
    private let unit: PlottedValue.Unit

    /// A figure as an edition published it.
    package struct Point: Sendable {
        let quarter: Quarter
        let edition: Int
        let value: Double
        let interval: (lower: Double, upper: Double)?
        let reference: Double?
        let shape: VerdictShape
        var isLast = true

        package init(
            quarter: Quarter, edition: Int, value: Double, interval: (lower: Double, upper: Double)?,
            reference: Double?,
            shape: VerdictShape
        ) {
            self.quarter = quarter
            self.edition = edition
            self.value = value
            self.interval = interval
            self.reference = reference
            self.shape = shape
        }
    }

    /// - Parameters:
    ///   - points: in any order; the result is nil where there is none.
    ///   - axis: what the figure is.
    package init?(
        _ points: [Point], id: String, title: String, axis: String, referenceName: String, unit: PlottedValue.Unit
    ) {
        guard !points.isEmpty else { return nil }
        let ordered = points.sorted { ($0.quarter, $0.edition) < ($1.quarter, $1.edition) }
        self.points = ordered.enumerated().map { index, point in
            var point = point
            point.isLast = index + 1 == ordered.count || ordered[index + 1].quarter != point.quarter
            return point
        }
        self.id = id
        self.title = title
        self.axis = axis
        self.referenceName = referenceName
        self.unit = unit
    }

    private var hasEarlier: Bool { points.contains { !$0.isLast } }
    private var hasReference: Bool { points.contains { $0.reference != nil } }

    package var summary: String {
        let (first, last) = (points[0].quarter, points[points.count - 1].quarter)
        return
            "\(axis), \(first == last ? "\(first)" : "\(first) to \(last)"): one mark for each quarter's last edition"
            + (points.contains { $0.interval != nil } ? ", with its 95% interval" : "")
            + (hasEarlier ? ", and an open square for each edition before it" : "") + "."
            + (hasReference ? " The dashed line is the \(referenceName.lowercased())." : "")
    }

    package var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Quarter", "Edition", "Figure", "95% interval", referenceName],
            rows: points.map { point in
                [
                    "\(point.quarter)", "\(point.edition)" + (point.isLast ? "" : " (superseded)"),
                    unit.text(point.value),
                    point.interval.map { "\(unit.text($0.lower)) to \(unit.text($0.upper))" } ?? Numbers.missing,
                    unit.text(point.reference),
                ]
            })
    }

    package func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let key = key(within: width - 16)
        let (right, top) = (width - 16, key.height + 36)
        let bottom = top + (picture.isNarrow ? 210 : 254)
        picture.height = bottom + 44
        key.draw(at: (8, 4), on: &picture)
        let values = Scale(
            holding: points.flatMap { point in
                [point.value, point.interval?.lower, point.interval?.upper, point.reference].compactMap(\.self)
            }, from: bottom, to: top)
        let left = picture.start(beside: values)
        for tick in values.ticks {
            picture.line(left, values[tick], right, values[tick], colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, values.decimals), left - 8, values[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        picture.text(TextWidth.fitted(axis, to: width - 16), 8, top - 14)
        let quarters = points.filter(\.isLast).map(\.quarter)
        let step = (right - left) / Double(quarters.count)
        let places = Dictionary(
            uniqueKeysWithValues: quarters.enumerated().map { ($0.element, left + step * (Double($0.offset) + 0.5)) })
        let last = points.filter(\.isLast).compactMap { point in
            places[point.quarter].map { (x: $0, y: values[point.value]) }
        }
        picture.path(last, colour: Ink.grid)
        for point in points {
            guard let x = places[point.quarter] else { continue }
            guard point.isLast else {
                picture.square(x - min(14, step / 3), values[point.value], colour: Ink.quiet)
                continue
            }
            let half = min(24, step * 0.4)
            if let reference = point.reference {
                picture.line(
                    x - half, values[reference], x + half, values[reference], colour: Ink.text, width: 1.25,
                    dashes: "5 4")
            }
            let mark = Mark(point.shape)
            if let interval = point.interval {
                picture.line(x, values[interval.lower], x, values[interval.upper], colour: mark.colour, width: 1.5)
            }
            picture.mark(mark, x, values[point.value])
        }
        drawNames(quarters, places, step, bottom, on: &picture)
        return picture
    }

    /// The names of quarters, as many as have room, the last one among them.
    private func drawNames(
        _ quarters: [Quarter], _ places: [Quarter: Double], _ step: Double, _ bottom: Double,
        on picture: inout Picture
    ) {
        let every = max(1, Int((TextWidth.of("2010-11Q4") + 12) / step + 1))
        for (index, quarter) in quarters.reversed().enumerated() where index % every == 0 {
            guard let x = places[quarter] else { continue }
            let half = TextWidth.of("\(quarter)") / 2
            picture.text(
                "\(quarter)", min(x, picture.width - 4 - half), bottom + 22, anchor: .middle, colour: Ink.quiet)
        }
    }

    private func key(within room: Double) -> Key {
        var lines: [(symbol: Key.Symbol, words: String)] = []
        if points.contains(where: { $0.isLast && $0.interval != nil }) { lines.append((.interval, "95% interval")) }
        if hasReference { lines.append((.dashes("5 4"), referenceName.lowercased())) }
        if hasEarlier { lines.append((.square, "an earlier edition of the quarter")) }
        return Key(points.filter(\.isLast).map { Mark($0.shape) }, lines, within: room)
    }
}

extension Mark {
    /// The mark of a verdict where it is not known which direction is good.
    fileprivate init(_ shape: VerdictShape) {
        self =
            switch shape {
            case .worse: .worseAbove
            case .better: .betterBelow
            case .tooFew: .tooFew
            case .plain, .notJudged, .suppressed: .plain
            }
    }
}
