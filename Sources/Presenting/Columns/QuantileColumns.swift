import ReportKit
import Text

/// A median or another quantile.
extension FindingColumn {
    static let quantile: [FindingColumn] =
        [
            n.shown(Display("n") { _, finding in Numbers.count(finding.n) }),
            .figure(
                "quantile", "Quantile", .number, key: "quantile",
                "Which quantile of people's values: 0.5 is the median."
            ) { (figures: QuantileFigures) in figures.quantile },
            .figure(
                "quantile_value", "Value of the quantile", .number, key: "value",
                "The quantile of people's values (R's type 7), in the indicator's own unit.",
                display: .of("Value") { (indicator, figures: QuantileFigures) in
                    figures.value.map { TableNumbers.inUnit(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: QuantileFigures) in figures.value },
        ]
        + interval(
            "quantile_value_*", "Value of the quantile, *", .number, key: "interval",
            ("Lower end of its exact 95% interval, from the order of the values.", "Upper end of the same."),
            whenEmpty: .notApplicable, display: TableNumbers.inUnit
        ) { (figures: QuantileFigures) in figures.interval }
        + [
            .figure(
                "quantile_rounded_to", "Rounded to", .number, key: "roundedTo",
                "What the value is rounded to a multiple of, and its interval outwards, so that no one person's value is "
                    + "shown; empty where they are exact.", whenEmpty: .notApplicable
            ) { (figures: QuantileFigures) in figures.roundedTo }
        ]
        + againstTarget { (figures: QuantileFigures) in figures.tests.againstTarget }
}
