import ReportKit
import Significance
import Text

/// A proportion against its target.
extension FindingColumn {
    static let proportion: [FindingColumn] =
        [
            observed("Successes"), n("n"),
            rate(.rate(heading: { _ in "Rate" }, TableNumbers.percent, ownRate), ownRate),
        ]
        + rateInterval(TableNumbers.percent) { (figures: ProportionFigures) in figures.interval }
        + [
            .figure(
                "not_recorded", "Not recorded", .count, key: "notRecorded",
                "Left out of the denominator because the question was not answered; rounded down to a multiple of ten.",
                display: .of("Not recorded", spare: 5) { (_, figures: ProportionFigures) in
                    Numbers.count(figures.notRecorded)
                }
            ) { (figures: ProportionFigures) in Double(figures.notRecorded) }
        ]
        + exactBinomial { (figures: ProportionFigures) in figures.tests.exactBinomial }

    @Sendable private static func ownRate(_ figures: ProportionFigures) -> Double? { figures.rate }
}
