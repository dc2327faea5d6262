import ReportKit

extension Extract {
    static let suppliedValues = Extract(
        kind: .suppliedValues,
        table: "warehouse.supplied_value",
        summary: "One row per value of an indicator, as its owner supplies it: surveys, audits, inspections, finance.",
        columns: [
            Column(
                "indicator", .indicator(aliasesMeanTheSame: true), required: true, "identifier of the indicator",
                example: "OM29"),
            Column(
                "applies_from", .day(mayBeFuture: true), required: true, "first day that it is for",
                example: "2010-04-01"),
            Column(
                "applies_to", .day(mayBeFuture: true), required: true, "last day that it is for", example: "2011-03-31"),
            Column(
                "area", .area([.national, .region, .trust, .ldu, .localAuthority, .partnership], on: "applies_from"),
                required: true, "the area; by its code, where several levels have its name", example: "PT-LANCASHIRE"),
            Column(
                "value", .number(-1e15...1e15), "the number, in the indicator's own unit, such as 62 for 62%",
                example: "62"),
            Column("answer", .text(longest: 2_000), "the words, where it is not a number", example: ""),
            Column("lower_limit", .number(-1e15...1e15), "lower limit of its 95% interval", example: "57"),
            Column("upper_limit", .number(-1e15...1e15), "upper limit of its 95% interval", example: "67"),
            Column("numerator", .wholeNumber(0...1_000_000_000_000), "the count that was divided", example: "248"),
            Column(
                "denominator", .wholeNumber(1...1_000_000_000_000), "the count that it was divided by", example: "400"),
            Column(
                "source", .text(longest: 500), required: true, "the survey, audit or return that it comes from",
                example: "Offender survey 2010"),
            Column("note", .text(longest: 2_000), "what a reader should know about it", example: ""),
        ],
        key: Key("applies", "indicator", "area", words: "indicator, area and days"),
        days: (first: "applies_from", last: "applies_to"),
        rules: Rule.order("applies_from", "applies_to") + [.either("value", "answer")]
            + ["lower_limit", "upper_limit", "numerator", "denominator"].map { .given($0, with: "value") } + [
                .together("lower_limit", "upper_limit"), .given("numerator", with: "denominator"),
            ] + Rule.order("lower_limit", "value", "upper_limit"),
        people: .none,
        scripts: Scripts(lacking: nil))
}
