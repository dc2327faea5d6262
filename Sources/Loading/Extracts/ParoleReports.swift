import ReportKit

extension Extract {
    static let paroleReports = Extract(
        kind: .paroleReports,
        table: "warehouse.parole_report",
        summary: "One row per report that was due on a prisoner who may be released.",
        columns: [
            Column(
                "due_on", .day(mayBeFuture: true), required: true, "day by which it was to be delivered",
                example: "2010-09-30")
        ] + .identifiers + .traits + .places(on: "due_on") + [
            Column(
                "kind", .code(["parole", "indeterminate review"]), required: true, "what it is for",
                example: "indeterminate review"),
            Column(
                "review_began_on", .day(mayBeFuture: false), "day on which an indeterminate sentence's review began",
                example: "2010-08-05"),
            Column(
                "delivered_on", .day(mayBeFuture: false), "day on which it was delivered; empty where it was not",
                example: "2010-09-27"),
        ],
        key: Key("due_on", "kind", words: "person, day due and kind"),
        days: (first: "due_on", last: "due_on"),
        rules: [.born(before: "due_on")] + Rule.exactly("review_began_on", where: "kind", is: "indeterminate review")
            + Rule.order("review_began_on", "due_on") + Rule.order("review_began_on", "delivered_on"),
        people: .added)
}
