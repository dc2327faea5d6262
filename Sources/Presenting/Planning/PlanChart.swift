import ReportKit
import Text

/// The chance that a target is met, and that the figure is found significantly better, by the true change.
struct PlanChart: Chart {
    let plan: Plan

    var id: String { "\(plan.indicator.id)-plan" }
    var title: String {
        "\(plan.indicator.id), \(plan.area.named): the chance of meeting a target of \(plan.targetText)"
    }

    private var isSignificanceDrawn: Bool { plan.significantlyBetter != nil && plan.isPredicted }

    var summary: String {
        let better =
            isSignificanceDrawn ? " The dashed line is the chance of a figure significantly better than predicted." : ""
        return
            "The line is the chance that the target is met after a true change of today's rate; at the upright line "
            + "nothing "
            + "changes.\(better) \(plan.unchanged ?? "")"
    }

    var table: ChartTable {
        ChartTable(
            caption: "Figures of the chart “\(title)”",
            headings: ["True change", "True rate", "Chance that the target is met", "Chance of significantly better"],
            rows: plan.scenarios.map {
                [
                    Plan.change($0.change), Numbers.percent($0.rate), Plan.chance($0.met),
                    plan.significantlyBetter == nil ? Numbers.missing : Plan.chance($0.better),
                ]
            })
    }

    func picture(width: Double) -> Picture {
        var picture = Picture(width: width, height: 0)
        var entries: [(symbol: Key.Symbol, words: String)] = [(.line, "target met")]
        if isSignificanceDrawn { entries.append((.dashes("6 4"), "significantly better than predicted")) }
        let key = Key([], entries, within: width - 16)
        let (right, top) = (width - 20, key.height + 36)
        let bottom = top + (picture.isNarrow ? 220 : 280)
        picture.height = bottom + 50
        key.draw(at: (8, 4), on: &picture)
        let chances = Scale(holding: [0, 100], from: bottom, to: top, ticks: 5)
        let left = picture.start(beside: chances)
        let curve = plan.curve
        let changes = Scale(
            holding: curve.map(\.change), from: left, to: right, ticks: Scale.ticks(from: left, to: right))
        for tick in chances.ticks {
            picture.line(left, chances[tick], right, chances[tick], colour: Ink.grid)
            picture.text(
                Numbers.fixed(tick, chances.decimals), left - 8, chances[tick] + 4.5, anchor: .end, colour: Ink.quiet)
        }
        picture.numbers(of: changes, bottom + 20)
        picture.text("Chance, %", 8, top - 14)
        picture.axis("True change of today's rate, %", from: left, to: right, bottom + 40)
        if changes.contains(0) { picture.line(changes[0], top, changes[0], bottom, colour: Ink.quiet) }
        if isSignificanceDrawn {
            picture.path(
                curve.map { (changes[$0.change], chances[100 * $0.better]) }, colour: Ink.quiet, width: 2, dashes: "6 4"
            )
        }
        picture.path(curve.map { (changes[$0.change], chances[100 * $0.met]) }, colour: Ink.quiet, width: 2)
        for scenario in plan.scenarios {
            picture.circle(changes[scenario.change], chances[100 * scenario.met], radius: 4.5, colour: Ink.plain)
        }
        return picture
    }
}

extension Plan {
    /// The plan as a chart.
    public var chart: any Chart { PlanChart(plan: self) }
}
