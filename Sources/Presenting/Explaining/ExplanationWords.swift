import ReportKit
import Significance
import Text

/// An explanation in words.
extension Explanation {
    /// The parts of the change in percentage points, rounded so that they add up to the change of the rates as they are
    /// shown.
    package struct Points {
        package let mix, risk, performance, change: Double
    }

    package var points: Points {
        let (before, after) = (Self.hundredths(before.actual), Self.hundredths(after.actual))
        let exact = [decomposition.mix.value, decomposition.risk.value, decomposition.performance.value].map {
            10_000 * $0
        }
        var rounded = exact.map { $0.rounded() }
        // What rounding leaves goes to the part that it changes least, relative to what was cut off.
        var left = after - before - rounded.reduce(0, +)
        while left != 0 {
            let step: Double = left > 0 ? 1 : -1
            let errors = rounded.indices.map { step * (exact[$0] - rounded[$0]) }
            let index = rounded.indices.max { errors[$0] < errors[$1] } ?? 0
            rounded[index] += step
            left -= step
        }
        return Points(
            mix: rounded[0] / 100, risk: rounded[1] / 100, performance: rounded[2] / 100, change: (after - before) / 100
        )
    }

    /// A rate as it is shown, in hundredths of a percentage point.
    private static func hundredths(_ rate: Double) -> Double { (10_000 * rate).rounded() }

    /// The whole of it in a few sentences.
    package var sentences: [String] {
        let points = points
        let moved =
            points.change == 0
            ? "did not change: \(Numbers.percent(after.actual)) in \(before.requested) and in \(after.requested)"
            : "\(points.change > 0 ? "rose" : "fell") by \(Self.size(points.change)) points, from "
                + "\(Numbers.percent(before.actual)) in \(before.requested) to \(Numbers.percent(after.actual)) in "
                + "\(after.requested)"
        let mix = "\(Self.signed(points.mix)) points come from another mix of groups (by \(breakdown.word))"
        let risk =
            "\(Self.signed(points.risk)) from \(points.risk < 0 ? "less risky" : "riskier") people within the groups"
        let performance =
            "\(Self.signed(points.performance)) from \(performanceWord) performance, the difference from what was "
            + "predicted"
        return [
            "\(area.named): the actual rate \(moved)\(Self.between(decomposition.change.interval)).",
            "Of this, \(mix), \(risk), and \(performance)\(Self.between(decomposition.performance.interval)).",
            certainty,
        ]
    }

    /// `better`, `worse`; `another` where neither direction is good.
    private var performanceWord: String {
        isBetter(decomposition.performance.value).map { $0 ? "better" : "worse" } ?? "another"
    }

    /// Whether a part of a change is one for the better; nil where neither direction is.
    func isBetter(_ change: Double) -> Bool? {
        switch indicator.polarity {
        case .lowerIsBetter: change < 0
        case .higherIsBetter: change > 0
        case .insideBand, .closestToZero, .noDirection: nil
        }
    }

    /// Whether performance may be chance, and what the prediction explains.
    private var certainty: String {
        let range = decomposition.performance.interval
        let predicted =
            "The predicted rate went from \(Numbers.percent(before.predicted)) to \(Numbers.percent(after.predicted))"
        guard let range else { return "\(predicted)." }
        guard before.hasEnoughData, after.hasEnoughData else {
            return "\(predicted); there are not enough data to say whether the change in performance is chance."
        }
        return range.contains(0)
            ? "\(predicted); the change in performance may be chance."
            : "\(predicted); the change in performance is more than chance would explain."
    }

    /// How the parts are found, and what that rests on.
    package var method: [String] {
        [
            "Mix: each group's share of the caseload changed, at its mean rate. Risk: its predicted rate changed, at "
                + "its mean "
                + "share. Performance: its actual rate changed by more or less than that. The three add up exactly "
                + "(Kitagawa "
                + "1955). Figures are rounded so that they add up too.",
            "Intervals are of chance in what happened, at 95%, and approximate: people counted several times in a "
                + "group are "
                + "allowed for, while people of both times, and those in several groups, are taken as others. Where "
                + "many are in several groups, the intervals are too narrow; who is in the caseload and what was "
                + "predicted for them is taken as known.",
        ]
            + (keptBack == 0
                ? []
                : [
                    "\(keptBack) of the groups \(keptBack == 1 ? "is" : "are") not published at both times, so that "
                        + "nobody can "
                        + "be recognised; together they are what the published figures leave of the whole."
                ])
    }

    /// `0.92`, of points.
    package static func size(_ points: Double) -> String { Numbers.fixed(points.magnitude, 2) }

    /// `+0.92`, of points.
    package static func signed(_ points: Double) -> String {
        let text = Numbers.fixed(points, 2)
        return points > 0 && text != "0.00" ? "+\(text)" : text
    }

    /// ` (95% interval -0.41 to +2.30)`, of fractions.
    private static func between(_ interval: Interval?) -> String {
        interval.map { " (95% interval \(signed(100 * $0.lower)) to \(signed(100 * $0.upper)))" } ?? ""
    }
}

extension Breakdown {
    /// `age`, `order type`: what groups differ by.
    package var word: String {
        switch self {
        case .ageBand: "age"
        case .orderType: "order type"
        case .sex, .ethnicity, .tier, .category: rawValue
        }
    }
}
