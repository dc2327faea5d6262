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
                "Distinct people behind the denominator, each of whom may be counted in several snapshots; repeats are rounded down "
                    + "to a multiple of ten."
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
                "The test that judges cannot tell relative differences from this one to the upper end from chance.",
                display: .of("Insig.", spare: 3) { (_, figures: PredictedFigures) in
                    figures.rangeOfInsignificance.map(Phrases.fromTo) ?? Numbers.missing
                }
            ) { (figures: PredictedFigures) in figures.rangeOfInsignificance?.lower },
            .figure(
                "range_of_insignificance_upper_pct", "Range of insignificance to, %", .percentage,
                key: "rangeOfInsignificance", "Upper end of the range of insignificance."
            ) { (figures: PredictedFigures) in figures.rangeOfInsignificance?.upper },
            .figure(
                "smallest_detectable_better_pct", "Smallest detectable difference, better, %", .percentage,
                key: "smallestDetectable",
                "The true relative difference that the test that judges would call better four times in five.",
                whenEmpty: .notApplicable
            ) { (figures: PredictedFigures) in figures.smallestDetectable?.better },
            .figure(
                "smallest_detectable_worse_pct", "Smallest detectable difference, worse, %", .percentage,
                key: "smallestDetectable",
                "The true relative difference that the test that judges would call worse four times in five.",
                whenEmpty: .notApplicable
            ) { (figures: PredictedFigures) in figures.smallestDetectable?.worse },
            callable { (figures: PredictedFigures) in figures.callable },
            .figure(
                "variance", "Variance", .number, key: "variance",
                "Variance of the number who re-offend, from the predictions and from how one person's outcomes go "
                    + "together."
            ) { (figures: PredictedFigures) in figures.variance },
            .figure(
                "design_effect", "Design effect", .number, key: "designEffect",
                "How much larger that variance is than if every offender-snapshot were another person."
            ) { (figures: PredictedFigures) in figures.designEffect },
            .figure(
                "within_person_correlation", "Within-person correlation", .number, key: "withinPersonCorrelation",
                "How much one person's outcomes go together, over the whole cohort.", whenEmpty: .notApplicable
            ) { (figures: PredictedFigures) in figures.withinPersonCorrelation },
        ]
        + interval(
            "actual_rate_*", "Actual rate, *", .fraction, key: "rateInterval",
            (
                "Lower limit of the actual rate's 95% interval, which leaves out the predicted rate exactly where the "
                    + "test that judges is significant.",
                "Upper limit of the actual rate's 95% interval."
            )
        ) { (figures: PredictedFigures) in figures.rateInterval }
        + interval(
            "relative_difference_*", "Relative difference, %, *", .percentage, key: "differenceInterval",
            (
                "Lower limit of the relative difference's 95% interval.",
                "Upper limit of the relative difference's 95% interval."
            )
        ) { (figures: PredictedFigures) in figures.differenceInterval }
        + [
            .figure(
                "textbook_range_of_insignificance_pct", "Range of insignificance by the z test, ± %", .percentage,
                key: "textbook",
                "The official-style z test alone cannot tell relative differences of up to this, either way, from chance."
            ) { (figures: PredictedFigures) in figures.textbook.rangeOfInsignificance?.upper },
            .figure(
                "textbook_smallest_detectable_pct", "Smallest detectable difference by the z test, %", .percentage,
                key: "textbook", "The true relative difference that the z test would find four times in five."
            ) { (figures: PredictedFigures) in figures.textbook.smallestDetectable },
        ]
        + uncertainty
        + judging
        + test("z", "z test", "the official-style one-sample z test", \.z)
        + test(
            "poisson_binomial", "Poisson-binomial test", "the exact test that allows for each person's own prediction",
            \.poissonBinomial)
        + test(
            "clustered", "Test by person", "the test whose variance is by person, from what happened in the area",
            \.clustered)
        + shrunken

    @Sendable private static func actual(_ figures: PredictedFigures) -> Double? { figures.actualRate }

    /// What the uncertainty of the predictions themselves does.
    private static let uncertainty: [FindingColumn] = [
        .figure(
            "prediction_standard_error", "Predicted number, standard error", .number, key: "predictionUncertainty",
            "How uncertain the predicted number is itself; only of a model that was fitted here.",
            whenEmpty: .notApplicable
        ) { (figures: PredictedFigures) in figures.predictionUncertainty?.standardError },
        .figure(
            "prediction_widening", "Prediction's uncertainty: widening", .number, key: "predictionUncertainty",
            "How many times as wide the relative difference's interval is where it allows for that.",
            whenEmpty: .notApplicable
        ) { (figures: PredictedFigures) in figures.predictionUncertainty?.widening },
        .figure(
            "prediction_p", "Prediction's uncertainty: p", .probability, key: "predictionUncertainty",
            "Two-sided p value of the test that judges where it allows for that.", whenEmpty: .notApplicable
        ) { (figures: PredictedFigures) in figures.predictionUncertainty?.with.p },
        .finding(
            "prediction_verdict", "Prediction's uncertainty: verdict", .text,
            "Verdict of the test that judges where it allows for that.", whenEmpty: .notApplicable
        ) { finding in
            guard case .predicted(let figures) = finding.figures else { return nil }
            return figures.predictionUncertainty?.with.verdict.map { .text($0.rawValue) }
        },
    ]

    /// The test that decides.
    private static let judging: [FindingColumn] = [
        .finding("judging_method", "Judging test: method", .text, "The method of the test that judges.") { finding in
            guard case .predicted(let figures) = finding.figures else { return nil }
            return figures.tests.judging.method.map { .text($0) }
        },
        .figure(
            "judging_p", "Judging test: p", .probability, key: "tests", "Two-sided p value of the test that judges.",
            display: .p("p") { (figures: PredictedFigures) in figures.tests.judging }
        ) { (figures: PredictedFigures) in figures.tests.judging.p },
        .figure(
            "judging_p_adjusted", "Judging test: p adjusted", .probability, key: "tests",
            "The same, allowing for every area of the level that is judged and published (Benjamini and Hochberg).",
            whenEmpty: .notApplicable,
            display: .p("p adj.", spare: 4) { (figures: PredictedFigures) in figures.tests.judging.pAdjusted }
        ) { (figures: PredictedFigures) in figures.tests.judging.pAdjusted },
        .finding("judging_verdict", "Judging test: verdict", .text, "Verdict of the test that judges.") { finding in
            guard case .predicted(let figures) = finding.figures else { return nil }
            return figures.tests.judging.verdict.map { .text($0.rawValue) }
        },
    ]

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
