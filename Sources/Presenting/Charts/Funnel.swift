import Disclosure
import Platform
import ReportKit
import Significance
import Text

/// Every area of a level by size, with the limits that chance alone would keep it within; only the report's own areas
/// are named.
struct Funnel: Chart {
    let id: String
    let title: String
    private let data: FunnelData
    private let level: AreaLevel
    private let labels: AreaLabels
    private let polarity: Polarity
    /// The limits of chance, which take longer to compute than the rest to draw.
    private let curves: [Curve]

    /// Limits as curves: at sizes, by how far the lower and the upper one lie.
    private struct Curve {
        let width: Double
        let dashes: String?
        let limits: [(size: Double, lower: Double, upper: Double)]
    }

    /// If the report has more areas of its own than this, only those outside the limits are named.
    private static let mostNames = 10

    /// A funnel for each level that has enough areas.
    static func all(_ report: PublishedReport) -> [Funnel] {
        [AreaLevel.trust, .partnership, .ldu, .localAuthority].compactMap { level in
            FunnelData(report, level: level).map { data in
                Funnel(
                    id: "\(report.indicator.id)-funnel-\(level.rawValue)",
                    title: "\(report.indicator.id): every \(level.word), by size", data: data, level: level,
                    labels: AreaLabels(report), polarity: report.indicator.polarity, curves: curves(of: data))
            }
        }
    }

    /// How many areas are drawn without a name.
    var othersCount: Int { data.others.count }

    /// What the curves depend on: not on which of the areas are the report's own.
    private struct Course: Hashable {
        let kind: FunnelData.Kind
        let overdispersion: Overdispersion?
        let largest: Double
    }

    private static let recent = RecentResults<Course, [Curve]>(most: 256)

    private static func curves(of data: FunnelData) -> [Curve] {
        let largest = (data.others + data.own.map(\.point)).map(\.size).max() ?? 1
        return recent.result(for: Course(kind: data.kind, overdispersion: data.overdispersion, largest: largest)) {
            curves(of: data, through: largest)
        }
    }

    private static func curves(of data: FunnelData, through largest: Double) -> [Curve] {
        let sizes = (1...40).map { step in
            let share = Double(step) / 40
            return share * share * largest
        }
        func curve(
            width: Double, dashes: String?, _ limits: (Double) -> (lower: Double, upper: Double)?
        ) -> Curve {
            Curve(
                width: width, dashes: dashes,
                limits: sizes.compactMap { size in limits(size).map { (size, $0.lower, $0.upper) } })
        }
        return [
            curve(width: 1.25, dashes: "6 4") { data.limits(size: $0, confidence: 0.95) },
            curve(width: 1.75, dashes: nil) { data.limits(size: $0, confidence: 0.998) },
            curve(width: 1.5, dashes: "1.5 3") { data.widenedLimits(size: $0) },
        ]
    }

    /// Where an area lies.
    private func place(_ point: FunnelData.Point) -> String {
        func beyond(_ limits: (lower: Double, upper: Double)?) -> Bool {
            limits.map { point.value < $0.lower || point.value > $0.upper } ?? false
        }
        if beyond(data.limits(size: point.size, confidence: 0.998)) {
            return beyond(data.widenedLimits(size: point.size)) || data.widenedLimits(size: point.size) == nil
                ? "outside the 99.8% limits"
                : "outside the 99.8% limits, within them once differences between areas are allowed for"
        }
        return beyond(data.limits(size: point.size, confidence: 0.95))
            ? "between the 95% and 99.8% limits" : "within the 95% limits"
    }

    var summary: String {
        let count = data.others.count + data.own.count
        let spread =
            data.overdispersion.map { spread in
                spread.tauSquared > 0
                    ? " Areas differ by more than chance (\(Numbers.fixed(spread.phi, 1)) times its variance): the dotted "
                        + "lines are 99.8% limits that allow for it."
                    : ""
            } ?? ""
        let whose =
            data.others.isEmpty ? "each with its mark" : "those of this report marked, the others as unnamed rings"
        return
            "\(count) areas, \(whose); areas too small to judge are left "
            + "out. Chance alone would keep 95% of areas within the dashed lines and 99.8% within the solid ones.\(data.independence)"
            + "\(spread) One area in twenty lies outside the 95% limits by chance."
    }

    var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Area", data.kind.axes.size, data.kind.axes.value, "95% limits", "99.8% limits", "Place"],
            rows: data.own.map { finding, point in
                [labels[finding], Numbers.count(Int(point.size.rounded())), value(point.value)]
                    + [0.95, 0.998].map { confidence in
                        data.limits(size: point.size, confidence: confidence).map {
                            "\(value($0.lower)) to \(value($0.upper))"
                        } ?? Numbers.missing
                    } + [place(point)]
            })
    }

    private func value(_ value: Double) -> String {
        if case .proportion = data.kind { return Numbers.fixed(value, 1) + "%" }
        return Numbers.signedPercent(value)
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let key = key(within: width - 16)
        let (right, top) = (width - 16, key.height + 34)
        let bottom = top + (picture.isNarrow ? 260 : 330)
        picture.height = bottom + 52
        key.draw(at: (8, 4), on: &picture)
        let points = data.others + data.own.map(\.point)
        let middle = points.map(\.size).sorted()[points.count / 4]
        let atMiddle = data.limits(size: middle, confidence: 0.998).map { [$0.lower, $0.upper] } ?? []
        let values = Scale(holding: points.map(\.value) + atMiddle + [data.centre], from: bottom, to: top)
        let left = picture.start(beside: values)
        // The largest area's mark lies within the frame.
        let sizes = RootScale(largest: points.map(\.size).max() ?? 1, from: left, to: right - 12)
        drawAxes(sizes, values, on: &picture, left: left, right: right, top: top, bottom: bottom)
        picture.line(left, values[data.centre], right, values[data.centre], colour: Ink.text, width: 1.5)
        for curve in curves { draw(curve, sizes, values, on: &picture) }
        picture.rings(
            data.others.map { (sizes[$0.size], values[$0.value]) }, radius: 3, colour: Ink.quiet)
        var names = NamePlaces(left: left, right: right, top: top, bottom: bottom)
        for (finding, point) in data.own.sorted(by: { $0.point.value > $1.point.value }) {
            let (x, y) = (sizes[point.size], values[point.value])
            picture.mark(Mark(finding.verdict, polarity), x, y)
            guard data.own.count <= Self.mostNames || place(point).hasPrefix("outside") else { continue }
            names.draw(labels[finding], beside: x, y, on: &picture)
        }
        return picture
    }

    private func key(within room: Double) -> Key {
        var lines: [(symbol: Key.Symbol, words: String)] = [(.dashes("6 4"), "95% limits"), (.line, "99.8% limits")]
        if data.overdispersion.map({ $0.tauSquared > 0 }) ?? false {
            lines.append((.dashes("1.5 3"), "allowing for differences"))
        }
        if !data.others.isEmpty { lines.append((.ring, "other areas")) }
        return Key(data.own.map { Mark($0.finding.verdict, polarity) }, lines, within: room)
    }

    private func drawAxes(
        _ sizes: RootScale, _ values: Scale, on picture: inout Picture, left: Double, right: Double, top: Double,
        bottom: Double
    ) {
        for tick in values.ticks {
            picture.line(left, values[tick], right, values[tick], colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, values.decimals), left - 8, values[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        for tick in sizes.ticks {
            picture.text(
                Numbers.count(Int(tick.rounded())), sizes[tick], bottom + 18, anchor: .middle, colour: Ink.quiet)
        }
        let scale = picture.isNarrow ? "root scale" : "square-root scale"
        picture.axis("\(data.kind.axes.size) (\(scale))", from: left, to: right, bottom + 40)
        picture.text(data.kind.axes.value, 8, top - 12)
    }

    /// Both limits of a curve, cut where they leave the picture.
    private func draw(_ curve: Curve, _ sizes: RootScale, _ values: Scale, on picture: inout Picture) {
        for side in [curve.limits.map { ($0.size, $0.lower) }, curve.limits.map { ($0.size, $0.upper) }] {
            let points = side.filter { values.contains($0.1) && $0.1 > data.floor }.map {
                (x: sizes[$0.0], y: values[$0.1])
            }
            picture.path(points, colour: Ink.quiet, width: curve.width, dashes: curve.dashes)
        }
    }
}
