import ReportKit

extension Extract {
    static let requirements = Extract(
        kind: .requirements,
        table: "warehouse.requirement",
        summary: "One row per requirement of an order or licence (Delius). Load the commencements first.",
        columns: [
            Column(
                "made_on", .day(mayBeFuture: false), required: true, "day on which it was made", example: "2010-07-05")
        ] + .identifiers + .places(on: "made_on") + [
            Column(
                "kind",
                .code([
                    "unpaid work", "drug rehabilitation", "alcohol treatment", "mental health treatment",
                    "accredited programme", "supervision", "specified activity", "prohibited activity", "curfew",
                    "exclusion", "residence", "attendance centre",
                ]),
                required: true, "which requirement; unpaid work is Community Payback", example: "unpaid work"),
            Column("hours_ordered", .wholeNumber(1...600), "hours of unpaid work ordered", example: "120"),
            Column(
                "started_on", .day(mayBeFuture: false), "day on which it started; empty until then",
                example: "2010-07-19"),
            .endedOn, .outcome,
        ],
        key: Key("made_on", "kind", words: "person, day and kind"),
        days: (first: "made_on", last: "made_on"),
        rules: [.only("hours_ordered", where: "kind", is: "unpaid work")]
            + Rule.order("made_on", "started_on", "ended_on")
            + Rule.order("made_on", "ended_on") + [
                .together("ended_on", "outcome"), .checked("a completed requirement has started_on"),
            ],
        people: .known,
        scripts: Scripts(checks: .requirementsChecks))
}
