/// A prediction model's predictions against what happened, tenth by tenth.
public struct CalibrationChart: Chart {
    /// People of about the same prediction.
    public struct Group: Sendable {
        /// What the group is called: `1st tenth`.
        public let name: String
        public let n: Int
        /// Mean prediction and share observed, as fractions.
        public let predicted: Double
        public let observed: Double
        /// The 95% interval of what was observed, as fractions.
        public let interval: (lower: Double, upper: Double)

        public init(
            name: String, n: Int, predicted: Double, observed: Double, interval: (lower: Double, upper: Double)
        ) {
            self.name = name
            self.n = n
            self.predicted = predicted
            self.observed = observed
            self.interval = interval
        }
    }

    public let id: String
    public let title: String
    private let groups: [Group]
    private let note: String

    /// - Parameters:
    ///   - id: letters, digits and hyphens.
    ///   - note: what else is to be said of the model, a sentence.
    public init(id: String, title: String, groups: [Group], note: String) {
        self.id = id
        self.title = title
        self.groups = groups
        self.note = note
    }

    public var summary: String {
        "A mark a tenth of people in order of prediction: across, the mean prediction; upwards, the share to whom it "
            + "happened, with its 95% interval. On the diagonal, predictions are right on average. \(note)"
    }

    public var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Tenth", "n", "Predicted", "Observed", "95% interval"],
            rows: groups.map { group in
                [
                    group.name, Numbers.count(group.n), Numbers.percent(group.predicted),
                    Numbers.percent(group.observed),
                    "\(Numbers.percent(group.interval.lower)) to \(Numbers.percent(group.interval.upper))",
                ]
            })
    }

    public func picture() -> Picture {
        var picture = Picture(height: 560)
        let (left, right, top, bottom) = (64.0, 564.0, 24.0, 504.0)
        let held = groups.flatMap { [100 * $0.predicted, 100 * $0.interval.lower, 100 * $0.interval.upper] }
        let across = Scale(holding: held, including: [0], from: left, to: right)
        let up = Scale(holding: held, including: [0], from: bottom, to: top)
        for tick in up.ticks {
            picture.line(left, up[tick], right, up[tick], colour: Ink.grid)
            picture.line(across[tick], top, across[tick], bottom, colour: Ink.grid)
            let text = Numbers.fixed(tick, up.decimals)
            picture.text(text, left - 8, up[tick] + 4.5, anchor: .end, colour: Ink.quiet)
            picture.text(text, across[tick], bottom + 18, anchor: .middle, colour: Ink.quiet)
        }
        picture.line(across[up.low], up[up.low], across[up.high], up[up.high], colour: Ink.text, dashes: "6 4")
        picture.text("% predicted", (left + right) / 2, bottom + 40, anchor: .middle)
        picture.text("% observed", left, top - 8)
        for group in groups {
            let x = across[100 * group.predicted]
            picture.line(
                x, up[100 * group.interval.lower], x, up[100 * group.interval.upper], colour: Ink.plain, width: 2)
            picture.mark(.plain, x, up[100 * group.observed])
        }
        return picture
    }
}
