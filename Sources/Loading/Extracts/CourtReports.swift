import ReportKit

extension Extract {
    static let courtReports = Extract(
        kind: .courtReports,
        table: "warehouse.court_report",
        summary: "One row per pre-sentence report that a court asked for (Delius).",
        columns: [
            Column(
                "due_on", .day(mayBeFuture: true), required: true, "day by which the court wanted it",
                example: "2010-07-26"),
            Column(
                "requested_on", .day(mayBeFuture: false), required: true, "day on which the court asked for it",
                example: "2010-07-05"),
        ] + .identifiers + .traits + .places(on: "requested_on") + [
            Column(
                "kind", .code(["standard", "fast", "oral"]), required: true, "which type of report", example: "fast"),
            Column("court", .code(["magistrates", "crown"]), required: true, "which court", example: "magistrates"),
            Column(
                "delivered_on", .day(mayBeFuture: false), "day on which it was delivered; empty where it was not",
                example: "2010-07-09"),
        ],
        key: Key("due_on", "requested_on", words: "person, day of the request and day due"),
        days: (first: "due_on", last: "due_on"),
        rules: [.born(before: "requested_on")] + Rule.order("requested_on", "due_on")
            + Rule.order("requested_on", "delivered_on"),
        people: .added)
}
