import Disclosure
import Significance
import Text

/// How well predictions tell people apart: the receiver operating characteristic, drawn through the published tenths of
/// people alone, since a curve through every person would show single outcomes.
///
/// For each tenth, from the highest predictions on: across, the share of those to whom it did not happen that have such a
/// prediction or a higher one; upwards, the share of those to whom it did.
public struct DiscriminationChart: Chart {
    public let id: String
    public let title: String
    private let groups: [RiskGroup]
    private let note: String

    /// - Parameters:
    ///   - id: letters, digits and hyphens.
    ///   - note: what else to say, in sentences.
    public init(id: String, title: String, groups: PublishedRiskGroups, note: String) {
        self.id = id
        self.title = title
        self.groups = groups.groups
        self.note = note
    }

    /// The points from none to all people, by the tenth that each adds.
    var points: [(group: RiskGroup?, others: Double, events: Double)] {
        let events = Double(groups.reduce(0) { $0 + $1.observed })
        let others = Double(groups.reduce(0) { $0 + $1.n - $1.observed })
        guard events > 0, others > 0 else { return [] }
        var points: [(group: RiskGroup?, others: Double, events: Double)] = [(nil, 0, 0)]
        var (without, with) = (0, 0)
        for group in groups.reversed() {
            (without, with) = (without + group.n - group.observed, with + group.observed)
            points.append((group, Double(without) / others, Double(with) / events))
        }
        return points
    }

    public var summary: String {
        "Receiver operating characteristic through the tenths of people, from the highest predictions on: across, the share "
            + "of those to whom it did not happen; upwards, the share of those to whom it did. Predictions that tell nothing "
            + "would follow the diagonal. \(note)"
    }

    public var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["Down to tenth", "Of those to whom it did not happen", "Of those to whom it did"],
            rows: points.compactMap { point in
                point.group.map { [$0.name, Numbers.percent(point.others), Numbers.percent(point.events)] }
            })
    }

    public func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        let key = Key(
            [], [(.mark(.plain), "down to a tenth"), (.dashes("6 4"), "predictions that tell nothing")],
            within: width - 16)
        let (left, right, top) = (picture.isNarrow ? 52.0 : 64.0, min(564, width - 16), key.height + 34)
        let bottom = top + right - left - 20
        picture.height = bottom + 56
        key.draw(at: (8, 4), on: &picture)
        let ticks = Scale.ticks(from: left, to: right)
        let across = Scale(holding: [0, 100], from: left, to: right, ticks: ticks)
        let up = Scale(holding: [0, 100], from: bottom, to: top, ticks: ticks)
        for tick in up.ticks {
            picture.line(left, up[tick], right, up[tick], colour: Ink.grid)
            picture.line(across[tick], top, across[tick], bottom, colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, up.decimals), left - 8, up[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        picture.numbers(of: across, bottom + 18)
        picture.line(across[0], up[0], across[100], up[100], colour: Ink.text, dashes: "6 4")
        picture.axis("% of those to whom it did not happen", from: left, to: right, bottom + 40)
        picture.text("% of those to whom it did", 8, top - 12)
        let places = points.map { (across[100 * $0.others], up[100 * $0.events]) }
        for (from, to) in zip(places, places.dropFirst()) {
            picture.line(from.0, from.1, to.0, to.1, colour: Ink.plain, width: 2)
        }
        for place in places.dropFirst() { picture.mark(.plain, place.0, place.1) }
        return picture
    }
}
