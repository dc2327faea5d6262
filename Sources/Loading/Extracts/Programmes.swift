import ReportKit

extension Extract {
    static let programmes = Extract(
        kind: .programmes,
        table: "warehouse.programme",
        summary:
            "One row per referral to an accredited programme, with what followed (IAPS). Load the commencements "
            + "first.",
        columns: [
            Column(
                "referred_on", .day(mayBeFuture: false), required: true, "day of the referral", example: "2010-07-12")
        ] + .identifiers + .places(on: "referred_on") + [
            Column(
                "kind", .code(["sex offender", "domestic violence", "offending behaviour", "other accredited"]),
                required: true, "type of programme", example: "offending behaviour"),
            Column(
                "ogrs", .wholeNumber(0...100), "OGRS score at the time, within two years, in per cent", example: "61"),
            Column(
                "started_on", .day(mayBeFuture: false), "day of the first session; empty until then",
                example: "2010-09-01"),
            .endedOn, .outcome,
        ],
        key: Key("referred_on", "kind", words: "person, day and kind"),
        days: (first: "referred_on", last: "referred_on"),
        rules: Rule.order("referred_on", "started_on", "ended_on")
            + [.given("ended_on", with: "started_on"), .together("ended_on", "outcome")],
        people: .known)
}
