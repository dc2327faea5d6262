import ReportKit
import Text

/// A count against its target for the year.
extension FindingColumn {
    static let countAgainstTarget: [FindingColumn] =
        [observed("Count")]
        + interval(
            "count_*", "Count, *", .number, key: "interval",
            (
                "Lower end of the exact 95% interval of the count; none for amounts such as hours.",
                "Upper end of the same."
            ), whenEmpty: .notApplicable, display: TableNumbers.tenth
        ) { (figures: CountFigures) in figures.interval }
        + [
            yearShare { (figures: CountFigures) in figures.yearShare },
            .figure(
                "target_to_date", "Target to date", .number, key: "targetToDate",
                "The period's share of the year's target; of a range, of its lower end.", whenEmpty: .notApplicable,
                display: .of("To date", spare: 1) { (_, figures: CountFigures) in
                    let ends = [figures.targetToDate, figures.targetToDateUpper].compactMap(\.self)
                    return ends.isEmpty ? Numbers.missing : ends.map { Numbers.amount($0) }.joined(separator: " to ")
                }
            ) { (figures: CountFigures) in figures.targetToDate },
            .figure(
                "target_to_date_upper", "Target to date, upper end", .number, key: "targetToDateUpper",
                "The same of the upper end of a range.", whenEmpty: .notApplicable
            ) { (figures: CountFigures) in figures.targetToDateUpper },
            .figure(
                "pct_of_target", "% of target to date", .percentage, key: "percentOfTarget",
                "100 x count / target to date.", whenEmpty: .notApplicable,
                display: .of("% of target") { (_, figures: CountFigures) in
                    figures.percentOfTarget.map { Numbers.fixed($0, 0) + "%" } ?? Numbers.missing
                }
            ) { (figures: CountFigures) in figures.percentOfTarget },
        ]
        + againstTarget { (figures: CountFigures) in figures.tests.againstTarget }
}
