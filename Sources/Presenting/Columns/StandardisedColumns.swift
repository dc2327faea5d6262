import ReportKit
import Text

/// A rate as it would be with the standard population's ages.
extension FindingColumn {
    static let standardisedRate: [FindingColumn] =
        [
            observed("Events"), n("Population", spare: 5), ratePer { (figures: StandardisedFigures) in figures.per },
            .figure(
                "crude_rate", "Crude rate", .rate, key: "crudeRate", "Events over residents, as they are.",
                display: .of("Crude", spare: 4) { (indicator, figures: StandardisedFigures) in
                    figures.crudeRate.map { TableNumbers.per(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: StandardisedFigures) in figures.crudeRate },
            rate(.rate(heading: TableNumbers.perHeading, TableNumbers.per, ownRate), ownRate),
        ]
        + rateInterval(TableNumbers.per) { (figures: StandardisedFigures) in figures.interval }
        + [
            .figure(
                "overall_rate", "Rate of all areas", .rate, key: "overallRate",
                "The rate of all areas of the report together, standardised the same way.", whenEmpty: .notApplicable,
                display: .of("All areas") { (indicator, figures: StandardisedFigures) in
                    figures.overallRate.map { TableNumbers.per(indicator, $0) } ?? Numbers.missing
                }
            ) { (figures: StandardisedFigures) in figures.overallRate }
        ]

    @Sendable private static func ownRate(_ figures: StandardisedFigures) -> Double? { figures.rate }
}
