import ReportKit
import Text

/// A rate per so many residents.
extension FindingColumn {
    static let ratePerPopulation: [FindingColumn] =
        [
            observed("Events"), n("Population", spare: 5), ratePer { (figures: RateFigures) in figures.per },
            rate(.rate(heading: TableNumbers.perHeading, TableNumbers.per, ownRate), ownRate),
        ]
        + rateInterval(TableNumbers.per) { (figures: RateFigures) in figures.interval }
        + [
            .figure(
                "baseline_rate", "Baseline rate", .rate, key: "baselineRate", "The rate of the baseline's span.",
                display: .of("Baseline") { (indicator, figures: RateFigures) in
                    figures.baselineRate.map { TableNumbers.per(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: RateFigures) in figures.baselineRate },
            .figure(
                "baseline_events", "Baseline events", .count, key: "baselineEvents", "Events of the baseline's span."
            ) { (figures: RateFigures) in figures.baselineEvents.map(Double.init) },
            .figure(
                "baseline_population", "Baseline population", .count, key: "baselinePopulation",
                "Residents in the baseline."
            ) { (figures: RateFigures) in figures.baselinePopulation.map(Double.init) },
            change { (figures: RateFigures) in figures.change },
        ]
        + changeInterval(key: "changeInterval") { (figures: RateFigures) in figures.changeInterval }
        + againstBaseline { (figures: RateFigures) in figures.tests.againstBaseline }

    @Sendable private static func ownRate(_ figures: RateFigures) -> Double? { figures.rate }
}
