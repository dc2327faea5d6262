import ReportKit
import Significance
import Text

/// Actual against predicted.
extension FindingColumn {
    static let predicted: [FindingColumn] =
        [
            observed("Observed"), n("n"),
            .figure(
                "people", "People", .count, key: "people",
                "Distinct people behind the denominator, each of whom may be counted in several snapshots."
            ) { (figures: PredictedFigures) in Double(figures.people) },
            .figure("expected", "Predicted number", .number, key: "expected", "Sum of the predicted probabilities.") {
                (figures: PredictedFigures) in figures.expected
            },
            .figure(
                "actual_rate", "Actual rate", .fraction, key: "actualRate", "Numerator over denominator.", role: .rate,
                display: .rate(heading: { _ in "Actual" }, { Numbers.percent($1) }, actual), actual),
            .figure(
                "predicted_rate", "Predicted rate", .fraction, key: "predictedRate",
                "Predicted number over denominator.",
                display: .of("Pred.") { (_, figures: PredictedFigures) in Numbers.percent(figures.predictedRate) }
            ) { (figures: PredictedFigures) in figures.predictedRate },
            .figure(
                "relative_difference_pct", "Relative difference, %", .percentage, key: "relativeDifference",
                "100 x (actual - predicted) / predicted, of unrounded figures.",
                display: .of("Diff.") { (_, figures: PredictedFigures) in
                    Numbers.signedPercent(figures.relativeDifference)
                }
            ) { (figures: PredictedFigures) in figures.relativeDifference },
            .figure(
                "range_of_insignificance_lower_pct", "Range of insignificance from, %", .percentage,
                key: "rangeOfInsignificance",
                "The z test cannot tell relative differences above this, and below the upper end, from chance.",
                display: .of("Insig.", spare: 3) { (_, figures: PredictedFigures) in
                    figures.rangeOfInsignificance.map { "±" + Numbers.fixed($0.upper, 1) + "%" } ?? Numbers.missing
                }
            ) { (figures: PredictedFigures) in figures.rangeOfInsignificance?.lower },
            .figure(
                "range_of_insignificance_upper_pct", "Range of insignificance to, %", .percentage,
                key: "rangeOfInsignificance", "Upper end of the range of insignificance."
            ) { (figures: PredictedFigures) in figures.rangeOfInsignificance?.upper },
            .figure(
                "smallest_detectable_pct", "Smallest detectable difference, %", .percentage, key: "smallestDetectable",
                "The true relative difference that the z test would find four times in five."
            ) { (figures: PredictedFigures) in figures.smallestDetectable },
        ]
        + test("z", "z test", "the official-style one-sample z test", \.z)
        + test(
            "poisson_binomial", "Poisson-binomial test", "the exact test that allows for each person's own prediction",
            \.poissonBinomial)
        + test(
            "clustered", "Test by person", "the test that allows for one person appearing in several snapshots",
            \.clustered
        ).map(withCautiousTest)
        + [judgingAdjusted] + shrunken

    private static let judgingAdjusted: FindingColumn = .figure(
        "judging_p_adjusted", "p adjusted", .probability, key: "tests",
        "The p value that judges, allowing for every area of the level that is judged and published (Benjamini and "
            + "Hochberg).",
        whenEmpty: .notApplicable, display: .p("p adj.", spare: 4, adjusted), adjusted)

    @Sendable private static func adjusted(_ figures: PredictedFigures) -> Double? { figures.judging?.pAdjusted }

    @Sendable private static func actual(_ figures: PredictedFigures) -> Double? { figures.actualRate }

    /// A table shows one p value for all three tests: the larger of the last two, which decides the verdict.
    private static func withCautiousTest(_ column: FindingColumn) -> FindingColumn {
        switch column.name {
        case "clustered_p": column.shown(.p("p") { (figures: PredictedFigures) in figures.tests.cautious })
        default: column
        }
    }

    private static func test(
        _ name: String, _ title: String, _ words: String,
        _ path: KeyPath<PredictedFigures.Tests, TestOutcome> & Sendable
    ) -> [FindingColumn] {
        [
            .figure(
                "\(name)_statistic", "\(title): statistic", .number, key: "tests", "Statistic of \(words).",
                whenEmpty: .notApplicable
            ) { (figures: PredictedFigures) in figures.tests[keyPath: path].statistic },
            .figure(
                "\(name)_p", "\(title): p", .probability, key: "tests", "Two-sided p value of \(words)."
            ) { (figures: PredictedFigures) in figures.tests[keyPath: path].p },
            .finding("\(name)_verdict", "\(title): verdict", .text, "Verdict of \(words) alone.") { finding in
                guard case .predicted(let figures) = finding.figures else { return nil }
                return figures.tests[keyPath: path].verdict.map { .text($0.rawValue) }
            },
        ]
    }
}
