import ReportKit

extension Extract {
    static let targets = Extract(
        kind: .targets,
        table: "warehouse.indicator_target",
        summary: "One row per target, baseline or expected change, as agreed for an indicator in an area.",
        columns: [
            Column(
                "indicator", .indicator(aliasesMeanTheSame: false), required: true, "identifier of the indicator",
                example: "NI143"),
            Column(
                "applies_from", .day(mayBeFuture: true), required: true, "first day that it is for",
                example: "2010-04-01"),
            Column(
                "applies_to", .day(mayBeFuture: true), required: true, "last day that it is for", example: "2011-03-31"),
            Column(
                "area",
                .area([.national, .region, .trust, .ldu, .localAuthority, .partnership], on: "applies_from"),
                required: true, "the area that agreed it; by its code, where several levels have its name",
                example: "PT-LANCASHIRE"),
            Column(
                "kind", .code(["target", "baseline", "expected change"]), required: true, "what the value is",
                example: "target"),
            Column(
                "measure", .code(["rate", "relative difference", "relative change", "count", "value"]), required: true,
                "what the value is compared with; value: the figure itself, in the indicator's own unit",
                example: "rate"),
            Column(
                "value", .amount(-1e15...1e15, of: "measure"), required: true,
                "a fraction such as -0.0777, or a percentage such as -7.77%; a count or value as it is; for a range, "
                    + "the lower end",
                example: "0.75"),
            Column(
                "upper", .amount(-1e15...1e15, of: "measure"), "the upper end of a range; empty for one value",
                example: ""),
            Column(
                "designated", .flag, absent: "no", "whether the Local Area Agreement designated it", example: "no"),
            Column(
                "source", .text(longest: 500), required: true, "the document that it was agreed in",
                example: "Annual plan 2010-11"),
        ],
        key: Key("applies", "indicator", "area", "kind", words: "indicator, area, kind and days"),
        days: (first: "applies_from", last: "applies_to"),
        rules: Rule.order("applies_from", "applies_to") + Rule.ascending("value", "upper") + [
            .only("upper", where: "kind", is: "target"), .fraction("value", where: "measure", is: "rate"),
            .fraction("upper", where: "measure", is: "rate"),
            .checked(
                "a relative difference or change of 1 or more has a percent sign; a count or value has none"),
        ],
        people: .none)
}
