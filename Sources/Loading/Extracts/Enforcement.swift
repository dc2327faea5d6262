import ReportKit

extension Extract {
    static let enforcement = Extract(
        kind: .enforcement,
        table: "warehouse.enforcement",
        summary:
            "One row per failure to comply, with the breach proceedings or the recall that followed (Delius). Load the "
            + "commencements first.",
        columns: [
            Column(
                "failed_on", .day(mayBeFuture: false), required: true,
                "day of the failure that led to it; for a recall, of the decision", example: "2010-10-04")
        ] + .identifiers + .places(on: "failed_on") + [
            Column(
                "kind", .code(["breach", "recall"]), required: true, "of an order, or of a licence", example: "breach"),
            Column(
                "begun_on", .day(mayBeFuture: false), "day on which breach proceedings began",
                example: "2010-10-12"),
            Column(
                "resolved_on", .day(mayBeFuture: false), "day on which the court resolved the breach",
                example: "2010-10-29"),
            Column(
                "hours_to_casework", .wholeNumber(0...32_767),
                "hours from the decision to recall until the request reached the national casework section",
                example: ""),
        ],
        key: Key("failed_on", "kind", words: "person, day and kind"),
        days: (first: "failed_on", last: "failed_on"),
        rules: Rule.order("failed_on", "begun_on", "resolved_on") + [
            .given("resolved_on", with: "begun_on"), .only("begun_on", where: "kind", is: "breach"),
            .only("hours_to_casework", where: "kind", is: "recall"),
        ],
        people: .known)
}
