import Disclosure
import ReportKit
import Significance
import Text

/// Predictions against what happened, tenth by tenth of people in order of prediction.
public struct CalibrationChart: Chart {
    public let id: String
    public let title: String
    /// With the 95% interval of what was observed.
    private let groups: [(group: RiskGroup, interval: Interval)]
    private let note: String

    /// - Parameters:
    ///   - id: letters, digits and hyphens.
    ///   - note: what else to say about the predictions, in sentences.
    public init(id: String, title: String, groups: PublishedRiskGroups, note: String) {
        self.id = id
        self.title = title
        self.groups = groups.groups.compactMap { group in group.interval.map { (group, $0) } }
        self.note = note
    }

    /// The chart of a report; nil where it has no predictions to compare, or where they are another indicator's, which
    /// draws them.
    init?(_ report: PublishedReport) {
        guard report.calibration.groups.count > 1, report.indicator.sameAs == nil else { return nil }
        self.init(
            id: "\(report.indicator.id)-calibration", title: "Predictions against what happened, all areas together",
            groups: report.calibration,
            note: "Where marks lie off it, areas with many such people look better or worse than they are.")
    }

    public var summary: String {
        "One mark per tenth of people in order of prediction, or for a few tenths together where counts are small: across, "
            + "the mean prediction; upwards, the share to whom it happened, with its 95% interval. On the diagonal, predictions "
            + "are right on average. \(note)"
    }

    public var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Tenth", "n", "Predicted", "Observed", "95% interval"],
            rows: groups.map { group, interval in
                [
                    group.name, Numbers.count(group.n), Numbers.percent(group.predictedRate),
                    Numbers.percent(group.observedRate),
                    "\(Numbers.percent(interval.lower)) to \(Numbers.percent(interval.upper))",
                ]
            })
    }

    public func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let key = Key(
            [], [(.mark(.plain), "a tenth of people, with its 95% interval"), (.dashes("6 4"), "right on average")],
            within: width - 16)
        let (left, right, top) = (picture.isNarrow ? 52.0 : 64.0, min(564, width - 16), key.height + 34)
        let bottom = top + right - left - 20
        picture.height = bottom + 56
        key.draw(at: (8, 4), on: &picture)
        let held = groups.flatMap { group, interval in
            [100 * group.predictedRate, 100 * interval.lower, 100 * interval.upper]
        }
        let ticks = Scale.ticks(from: left, to: right)
        let across = Scale(holding: held, including: [0], from: left, to: right, ticks: ticks)
        let up = Scale(holding: held, including: [0], from: bottom, to: top, ticks: ticks)
        for tick in up.ticks {
            picture.line(left, up[tick], right, up[tick], colour: Ink.grid)
            picture.line(across[tick], top, across[tick], bottom, colour: Ink.grid)
            let text = Numbers.fixed(tick, up.decimals)
            picture.text(text, left - 8, up[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        picture.numbers(of: across, bottom + 18)
        picture.line(across[up.low], up[up.low], across[up.high], up[up.high], colour: Ink.text, dashes: "6 4")
        picture.axis("% predicted", from: left, to: right, bottom + 40)
        picture.text("% observed", 8, top - 12)
        for (group, interval) in groups {
            let x = across[100 * group.predictedRate]
            picture.line(x, up[100 * interval.lower], x, up[100 * interval.upper], colour: Ink.plain, width: 2)
            picture.mark(.plain, x, up[100 * group.observedRate])
        }
        return picture
    }
}
