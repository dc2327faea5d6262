import ReportKit
import Text

/// How often events happen.
extension FindingColumn {
    static let frequency: [FindingColumn] =
        [
            .figure(
                "people", "People", .count, key: "people",
                "Distinct people behind the denominator, each of whom may be counted in several snapshots; repeats are rounded down "
                    + "to a multiple of ten.",
                display: .of("People") { (_, figures: FrequencyFigures) in Numbers.count(figures.people) }
            ) { (figures: FrequencyFigures) in Double(figures.people) },
            observed("Events"), ratePer { (figures: FrequencyFigures) in figures.per },
            rate(.rate(heading: TableNumbers.perHeading, TableNumbers.per, ownRate), ownRate),
        ]
        + rateInterval(TableNumbers.per) { (figures: FrequencyFigures) in figures.interval }
        + interval(
            "rate_poisson_*", "Rate, Poisson *", .rate, key: "poissonInterval",
            (
                "Lower end of the 95% interval as if events were independent: too narrow where people differ.",
                "Upper end of the same."
            )
        ) { (figures: FrequencyFigures) in figures.poissonInterval }
        + [
            .figure(
                "dispersion", "Dispersion", .number, key: "dispersion",
                "Variance between people over the mean: 1 for independent events."
            ) { (figures: FrequencyFigures) in figures.dispersion },
            .figure(
                "clustering", "Clustering", .number, key: "clustering",
                "Two events belong to one person 1 + this many times as often as by chance: what the interval allows "
                    + "for."
            ) { (figures: FrequencyFigures) in figures.clustering },
            callable { (figures: FrequencyFigures) in figures.callable },
        ]
        + againstTarget { (figures: FrequencyFigures) in figures.tests.againstTarget }

    @Sendable private static func ownRate(_ figures: FrequencyFigures) -> Double? { figures.rate }
}
