import Text

/// Estimates in rows, each with its 95% interval, beside the value that would be right: how good a model is, snapshot by
/// snapshot, or group by group.
public struct EstimatesChart: Chart {
    public let id: String
    public let title: String
    private let rows: [Row]
    private let right: Double?
    private let axis: String
    private let note: String

    /// An estimate; one without a value only names a heading, or what is suppressed.
    public struct Row: Sendable {
        let name: String
        let estimate: (value: Double, interval: (lower: Double, upper: Double))?

        public init(_ name: String, _ estimate: (value: Double, interval: (lower: Double, upper: Double))?) {
            self.name = name
            self.estimate = estimate
        }

        /// Whether a perfect model's value is outside of the interval.
        func isOff(_ right: Double?) -> Bool {
            guard let right, let estimate else { return false }
            return right < estimate.interval.lower || right > estimate.interval.upper
        }
    }

    /// - Parameters:
    ///   - id: letters, digits and hyphens.
    ///   - right: the value that would be right; nil where there is none.
    ///   - axis: what the values are.
    ///   - note: what else to say, in sentences.
    public init(id: String, title: String, rows: [Row], right: Double?, axis: String, note: String) {
        self.id = id
        self.title = title
        self.rows = rows
        self.right = right
        self.axis = axis
        self.note = note
    }

    public var summary: String {
        let known = rows.count { $0.estimate != nil }
        let off = right.map { right in
            " The line is at \(Numbers.trimmed(right)), which would be right; of \(known) intervals, "
                + "\(rows.count { $0.isOff(right) }) leave it out."
        }
        return "One row each: the estimate (\(axis)), with its 95% interval.\(off ?? "") \(note)"
    }

    public var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”", headings: ["", axis, "95% interval"],
            rows: rows.map { row in
                [
                    row.name, row.estimate.map { Numbers.fixed($0.value, 3) } ?? Numbers.missing,
                    row.estimate.map {
                        "\(Numbers.fixed($0.interval.lower, 3)) to \(Numbers.fixed($0.interval.upper, 3))"
                    } ?? Numbers.missing,
                ]
            })
    }

    public func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let rowHeight = picture.isNarrow ? 40.0 : 22.0
        let left = picture.isNarrow ? 16 : RowNames.width(rows.map(\.name))
        let key = Key(
            [], [(.mark(.plain), "estimate, with its 95% interval")] + (right == nil ? [] : [(.tick, "right")]),
            within: width - 16)
        let top = key.height + 12
        let bottom = top + Double(rows.count) * rowHeight
        picture.height = bottom + 46
        key.draw(at: (8, 4), on: &picture)
        let scale = Scale(
            holding: rows.compactMap(\.estimate).flatMap { [$0.value, $0.interval.lower, $0.interval.upper] },
            including: [right].compactMap(\.self), from: left, to: width - 16,
            ticks: Scale.ticks(from: left, to: width - 16))
        for tick in scale.ticks { picture.line(scale[tick], top, scale[tick], bottom, colour: Ink.grid) }
        if let right { picture.line(scale[right], top, scale[right], bottom, colour: Ink.text, width: 2) }
        picture.numbers(of: scale, bottom + 17)
        picture.axis(axis, from: left, to: width - 16, bottom + 36)
        for (index, row) in rows.enumerated() {
            let y = top + Double(index) * rowHeight + (picture.isNarrow ? 29 : rowHeight / 2)
            RowNames.draw(row.name, left: left, y: y, on: &picture)
            guard let estimate = row.estimate else { continue }
            picture.line(
                scale.clamped(estimate.interval.lower), y, scale.clamped(estimate.interval.upper), y, colour: Ink.plain,
                width: 2)
            picture.mark(.plain, scale[estimate.value], y)
        }
        return picture
    }
}
