import ReportKit

extension Extract {
    static let youthCohorts = Extract(
        kind: .youthCohorts,
        table: "warehouse.young_offender",
        summary:
            "One row per young offender of a yearly cohort (youth offending teams): those with a disposal, or released "
            + "from custody, in January to March.",
        columns: [
            Column(
                "joined_on", .day(mayBeFuture: false), required: true, "day of the disposal or release",
                example: "2010-02-15")
        ] + .identifiers + .traits + [
            Column(
                "authority", .area([.localAuthority], on: "joined_on"), required: true,
                "authority of the youth offending team", example: "E10000017"),
            Column(
                "disposal", .code(["pre-court", "first-tier", "community", "custody"]), required: true,
                "reprimand or final warning; first-tier; community; release from custody", example: "first-tier"),
        ]
            + [3, 6, 9, 12].map { months in
                Column(
                    "reoffences_\(months)", .wholeNumber(0...1_000),
                    "proven re-offences within \(months) months, all of them; empty until known",
                    example: "\(months / 3)")
            },
        key: Key("joined_on", words: "person and day"),
        days: (first: "joined_on", last: "joined_on"),
        rules: [.checked("joined_on is in January to March")]
            + Rule.order("reoffences_3", "reoffences_6", "reoffences_9", "reoffences_12") + [
                .given("reoffences_6", with: "reoffences_3"), .given("reoffences_9", with: "reoffences_6"),
                .given("reoffences_12", with: "reoffences_9"),
            ],
        people: .added,
        scripts: Scripts(checks: .youthCohortsChecks))
}
