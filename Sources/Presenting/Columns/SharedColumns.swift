import ReportKit
import Significance
import Text

/// Columns that several families share.
extension FindingColumn {
    /// The rate itself.
    static func rate<Figures: FamilyFigures>(
        _ display: Display?, _ value: @escaping @Sendable (Figures) -> Double?
    ) -> FindingColumn {
        .figure(
            "rate", "Rate", .rate, key: "rate",
            "Numerator over denominator; of a standardised rate, with the standard population's ages.", role: .rate,
            display: display, value)
    }

    /// The number of people that readers are given the rate per.
    static func ratePer<Figures: FamilyFigures>(_ value: @escaping @Sendable (Figures) -> Int) -> FindingColumn {
        .figure(
            "rate_per", "Rate is per", .count, key: "per", "The number of people that readers are given the rate per.",
            whenEmpty: .notApplicable
        ) { (figures: Figures) in Double(value(figures)) }
    }

    /// The interval of the rate.
    static func rateInterval<Figures: FamilyFigures>(
        key: String = "interval", _ display: (@Sendable (Indicator, Double) -> String)?,
        _ value: @escaping @Sendable (Figures) -> Interval?
    ) -> [FindingColumn] {
        interval(
            "rate_*", "Rate, *", .rate, key: key,
            (
                "Lower end of the rate's 95% interval: Wilson's of a proportion, Byar's or an exact one of recorded "
                    + "events, Dobson's of a standardised rate.", "Upper end of the rate's 95% interval."
            ), display: display, value)
    }

    /// The change against a baseline, and its interval.
    static func change<Figures: FamilyFigures>(
        _ value: @escaping @Sendable (Figures) -> Double?
    ) -> FindingColumn {
        .figure(
            "change_pct", "Change, %", .percentage, key: "change",
            "100 x (figure - baseline) / baseline; of a cohort, the baseline's same share of the year.",
            display: .of("Change") { (_, figures: Figures) in Numbers.signedPercent(value(figures)) }, value)
    }

    /// The interval of the change.
    static func changeInterval<Figures: FamilyFigures>(
        key: String, display: (@Sendable (Indicator, Double) -> String)? = nil,
        _ value: @escaping @Sendable (Figures) -> Interval?
    ) -> [FindingColumn] {
        interval(
            "change_*_pct", "Change, *, %", .percentage, key: key,
            (
                "Lower end of the change's 95% interval; of a cohort, one that allows for people changing differently.",
                "Upper end of the change's 95% interval."
            ), display: display, value)
    }

    /// The share of the year by which a baseline or target is scaled.
    static func yearShare<Figures: FamilyFigures>(_ value: @escaping @Sendable (Figures) -> Double?) -> FindingColumn {
        .figure(
            "year_share", "Share of the year", .number, key: "yearShare",
            "Share of the year that the figure covers, by which its baseline or target is scaled.", value)
    }

    /// The significant verdicts that could have been given.
    static func callable<Figures: FamilyFigures>(
        _ verdicts: @escaping @Sendable (Figures) -> [Verdict]
    ) -> FindingColumn {
        FindingColumn(
            name: "callable", title: "Could be called", kind: .text,
            note: "The significant verdicts that these people could have been given, whatever they did.",
            whenEmpty: .notApplicable, key: "callable",
            source: .figure { _, finding in
                guard let figures = finding.figures.any as? Figures else { return nil }
                let verdicts = verdicts(figures)
                return verdicts.isEmpty ? nil : .text(verdicts.map(\.rawValue).joined(separator: "; "))
            })
    }

    /// The exact binomial test against the target.
    static func exactBinomial<Figures: FamilyFigures>(
        _ outcome: @escaping @Sendable (Figures) -> TestOutcome?
    ) -> [FindingColumn] {
        test("exact_binomial", "Exact test", "the exact binomial test against the target", outcome)
    }

    /// The exact test of two counts, or of their rates, against a baseline.
    static func againstBaseline<Figures: FamilyFigures>(
        _ outcome: @escaping @Sendable (Figures) -> TestOutcome?
    ) -> [FindingColumn] {
        test("against_baseline", "Against the baseline", "the exact test against the baseline", outcome)
    }

    /// The test against the target.
    static func againstTarget<Figures: FamilyFigures>(
        _ outcome: @escaping @Sendable (Figures) -> TestOutcome?
    ) -> [FindingColumn] {
        test("against_target", "Against the target", "the test against the target", outcome)
    }
}
