import Disclosure
import ReportKit
import Significance
import Text

extension PublishedCalibration {
    /// The calibration for people.
    ///
    /// ```
    /// synthetic 3-month model, version 1: 3 months, fitted on nothing
    /// Tenth       n  Predicted                Expected  Observed  Rate    95% interval
    /// -----  ------  -----------------------  --------  --------  ------  --------------
    ///     1  15,043   2.10% (0.42% to 3.01%)    315.9       331   2.20%  1.98% to 2.45%
    /// ```
    public func table(width: Int) -> String {
        var lines = (release.marking.map { [$0, ""] } ?? []) + (synthetic ? [Report.syntheticCaveat, ""] : [])
        lines.append("Calibration, cohort of \(quarter): snapshots \(snapshots[0]) to \(snapshots[3])")
        for check in checks { lines += [""] + check.lines(width: width) }
        lines += notChecked.map { "\nNot checked: \($0)" }
        lines.append(
            """

            Re-offending within a model's horizon counts if it is proven within \(proofLag) months after it. Intervals \
            are 95%, and treat
            every row as another person: with one person in several snapshots they are too narrow.
            """)
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PublishedCalibration.Check {
    fileprivate func lines(width: Int) -> [String] {
        var table = TextTable([
            .init(heading: "Tenth"), .init(heading: "n"), .init(heading: "Predicted"), .init(heading: "from"),
            .init(heading: "to"), .init(heading: "Expected"), .init(heading: "Observed"), .init(heading: "Rate"),
            .init(heading: "95% interval"),
        ])
        for group in groups.groups {
            table.append([
                group.name, Numbers.count(group.n), Numbers.percent(group.predictedRate),
                Numbers.percent(group.lowest), Numbers.percent(group.highest), Numbers.fixed(group.expected, 1),
                Numbers.count(group.observed), Numbers.percent(group.observedRate),
                group.interval.map(Numbers.range) ?? Numbers.missing,
            ])
        }
        return [
            "\(check.model), version \(check.version): \(check.horizonMonths) months, fitted on \(check.fittedOn)"
        ]
            + table.lines(width: width) + summary
    }

    private var summary: [String] {
        var lines = [
            "\(Numbers.count(check.n)) offender-snapshots of \(Numbers.count(check.people)) people: observed "
                + "\(Numbers.count(check.observed)), expected \(Numbers.fixed(check.expected, 1))"
        ]
        if let areaUnderCurve = check.areaUnderCurve {
            let interval = areaUnderCurve.interval.map { " (\(Numbers.fixed($0)))" } ?? ""
            lines.append("Area under the curve  \(Numbers.fixed(areaUnderCurve.value, 4))\(interval)")
        }
        if let brier = check.brier {
            let skill = brier.skill.map { ", skill \(Numbers.fixed($0, 4))" } ?? ""
            lines.append("Brier score           \(Numbers.fixed(brier.value, 4))\(skill)")
        }
        if let recalibration = check.recalibration {
            for (name, estimate) in [
                ("Calibration slope     ", recalibration.slope), ("Calibration intercept ", recalibration.intercept),
                ("In the large          ", recalibration.inTheLarge),
            ] {
                lines.append("\(name)\(Numbers.fixed(estimate.value, 4)) (\(Numbers.fixed(estimate.interval)))")
            }
        }
        return lines + (check.note.map { ["\($0)."] } ?? [])
    }
}

extension Numbers {
    fileprivate static func range(_ interval: Interval) -> String {
        "\(percent(interval.lower)) to \(percent(interval.upper))"
    }

    fileprivate static func fixed(_ interval: Interval) -> String {
        "\(fixed(interval.lower, 4)) to \(fixed(interval.upper, 4))"
    }
}
