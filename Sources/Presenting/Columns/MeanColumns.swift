import ReportKit
import Text

/// A mean, or one total over another.
extension FindingColumn {
    static let mean: [FindingColumn] =
        [
            .figure(
                "total", "Total", .number, key: "total", "Sum of the values.",
                display: .of("Total") { (_, figures: MeanFigures) in Numbers.amount(figures.total) }
            ) { (figures: MeanFigures) in figures.total },
            .figure(
                "denominator", "Divided by", .number, key: "denominator",
                "How many values, or what the total is divided by.", role: .denominator,
                display: .of("n") { (_, figures: MeanFigures) in Numbers.amount(figures.denominator) }
            ) { (figures: MeanFigures) in figures.denominator },
            .figure(
                "mean", "Mean", .number, key: "mean", "Total over what it is divided by.",
                display: .of("Mean") { (indicator, figures: MeanFigures) in
                    figures.mean.map { TableNumbers.inUnit(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: MeanFigures) in figures.mean },
        ]
        + interval(
            "mean_*", "Mean, *", .number, key: "interval",
            ("Lower end of the mean's 95% interval, by Student's t.", "Upper end of the same."),
            whenEmpty: .notApplicable, display: TableNumbers.inUnit
        ) { (figures: MeanFigures) in figures.interval }
        + againstTarget { (figures: MeanFigures) in figures.tests.againstTarget }
}
