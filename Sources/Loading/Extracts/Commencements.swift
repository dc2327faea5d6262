import ReportKit

extension Extract {
    static let commencements = Extract(
        kind: .commencements,
        table: "warehouse.commencement",
        summary: "One row per order or licence that began (Delius).",
        columns: [
            Column(
                "commenced_on", .day(mayBeFuture: false), required: true, "day on which it began", example: "2010-07-05"
            )
        ] + .identifiers + .traits + .places(on: "commenced_on") + [
            Column(
                "kind", .code(["community order", "suspended sentence order", "licence"]), required: true, "what began",
                example: "licence"),
            Column("tier", .wholeNumber(1...4), "offender management tier", example: "3"),
            .isPPO,
            Column("trigger_offence", .flag, "whether a licence is for a trigger offence", example: "yes"),
            Column("drug_testing", .flag, "whether a licence has a drug-testing condition", example: "yes"),
            Column(
                "appointments", .wholeNumber(0...1_000),
                "appointments arranged for the first 26 weeks, once these have passed", example: "24"),
            Column("attended", .wholeNumber(0...1_000), "how many of them were attended", example: "21"),
        ],
        key: Key("commenced_on", "kind", words: "person, day and kind"),
        days: (first: "commenced_on", last: "commenced_on"),
        rules: [.born(before: "commenced_on")] + Rule.exactly("trigger_offence", where: "kind", is: "licence")
            + Rule.exactly("drug_testing", where: "kind", is: "licence") + [.together("appointments", "attended")]
            + Rule.order("attended", "appointments"),
        people: .added)
}
