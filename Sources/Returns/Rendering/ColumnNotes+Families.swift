/// Notes on the columns of rates, counts and other values, and of families with one test.
extension ColumnNote {
    static let rates: [ColumnNote] = [
        .init(
            name: "rate_per", title: "Rate is per", kind: .count,
            description: "How many people readers are given the rate for.", whenEmpty: .notApplicable),
        .init(
            name: "rate", title: "Rate", kind: .rate,
            description: "Numerator over denominator; of a standardised rate, with the standard population's ages."),
        .init(
            name: "rate_lower95", title: "Rate, lower 95%", kind: .rate,
            description:
                "Lower end of the rate's 95% interval: Wilson's of a proportion, Byar's or an exact one of recorded events, "
                + "Dobson's of a standardised rate."),
        .init(
            name: "rate_upper95", title: "Rate, upper 95%", kind: .rate,
            description: "Upper end of the rate's 95% interval."),
        .init(
            name: "rate_poisson_lower95", title: "Rate, Poisson lower 95%", kind: .rate,
            description: "Lower end of the 95% interval as if events were independent: too narrow where people differ."),
        .init(
            name: "rate_poisson_upper95", title: "Rate, Poisson upper 95%", kind: .rate,
            description: "Upper end of the same."),
        .init(
            name: "dispersion", title: "Dispersion", kind: .number,
            description: "Variance between people over the mean: 1 for independent events."),
        .init(
            name: "baseline_rate", title: "Baseline rate", kind: .rate, description: "The rate of the baseline's span."),
        .init(
            name: "baseline_events", title: "Baseline events", kind: .count,
            description: "Events of the baseline's span."),
        .init(
            name: "baseline_population", title: "Baseline population", kind: .count,
            description: "Residents in the baseline."),
        .init(
            name: "crude_rate", title: "Crude rate", kind: .rate, description: "Events over residents, as they are."),
        .init(
            name: "overall_rate", title: "Rate of all areas", kind: .rate,
            description: "The rate of all areas of the report together, standardised alike.",
            whenEmpty: .notApplicable),
        .init(
            name: "not_recorded", title: "Not recorded", kind: .count,
            description: "Left out of the denominator because the question was not answered."),
    ]

    static let counts: [ColumnNote] = [
        .init(
            name: "count_lower95", title: "Count, lower 95%", kind: .number,
            description: "Lower end of the exact 95% interval of the count; none for amounts such as hours.",
            whenEmpty: .notApplicable),
        .init(
            name: "count_upper95", title: "Count, upper 95%", kind: .number,
            description: "Upper end of the same.", whenEmpty: .notApplicable),
        .init(
            name: "target_to_date", title: "Target to date", kind: .number,
            description: "The period's share of the year's target; of a range, of its lower end.",
            whenEmpty: .notApplicable),
        .init(
            name: "target_to_date_upper", title: "Target to date, upper end", kind: .number,
            description: "The same of the upper end of a range.", whenEmpty: .notApplicable),
        .init(
            name: "pct_of_target", title: "% of target to date", kind: .percentage,
            description: "100 x count / target to date.", whenEmpty: .notApplicable),
    ]

    static let means: [ColumnNote] = [
        .init(name: "total", title: "Total", kind: .number, description: "Sum of the values."),
        .init(
            name: "denominator", title: "Divided by", kind: .number,
            description: "How many values, or what the total is divided by."),
        .init(name: "mean", title: "Mean", kind: .number, description: "Total over what it is divided by."),
        .init(
            name: "mean_lower95", title: "Mean, lower 95%", kind: .number,
            description: "Lower end of the mean's 95% interval, by Student's t.", whenEmpty: .notApplicable),
        .init(
            name: "mean_upper95", title: "Mean, upper 95%", kind: .number, description: "Upper end of the same.",
            whenEmpty: .notApplicable),
    ]

    static let supplied: [ColumnNote] = [
        .init(
            name: "value", title: "Value", kind: .number,
            description: "The figure as it was supplied, in the indicator's own unit: 85 where that is %."),
        .init(
            name: "value_lower95", title: "Value, lower 95%", kind: .number,
            description: "Lower end of the figure's own 95% interval, as it was supplied.", whenEmpty: .notApplicable),
        .init(
            name: "value_upper95", title: "Value, upper 95%", kind: .number, description: "Upper end of the same.",
            whenEmpty: .notApplicable),
        .init(
            name: "text", title: "In the supplier's words", kind: .text, description: "What was supplied in words.",
            whenEmpty: .notApplicable),
        .init(
            name: "supplied_by", title: "Supplied", kind: .text, description: "Where the figure is from."),
    ]

    static let tests: [ColumnNote] =
        test("exact_binomial", "Exact test", "the exact binomial test against the target")
        + test("against_expected", "Against expected", "the follow-up against what was expected")
        + test("against_baseline", "Against the baseline", "the exact test against the baseline")
        + test("against_target", "Against the target", "the test against the target")

    private static func test(_ name: String, _ title: String, _ words: String) -> [ColumnNote] {
        [
            .init(
                name: "\(name)_p", title: "\(title): p", kind: .probability,
                description: "Two-sided p value of \(words).", whenEmpty: .notApplicable),
            .init(
                name: "\(name)_p_adjusted", title: "\(title): p adjusted", kind: .probability,
                description: "The same, allowing for every area of the level being judged at once.",
                whenEmpty: .notApplicable),
        ]
    }

    /// The note for an indicator whose rates are given per so many people: the number is scaled with it.
    func per(_ people: Int) -> ColumnNote {
        guard kind == .rate, people > 1 else { return self }
        return ColumnNote(
            name: name, title: "\(title), per \(Numbers.count(people))", kind: .number, description: description,
            whenEmpty: whenEmpty, factor: Double(people))
    }
}
