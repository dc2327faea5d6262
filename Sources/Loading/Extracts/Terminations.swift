import ReportKit

extension Extract {
    static let terminations = Extract(
        kind: .terminations,
        table: "warehouse.termination",
        summary: "One row per order or licence that ended (Delius), with accommodation and employment then (OASys).",
        columns: [
            Column(
                "terminated_on", .day(mayBeFuture: false), required: true, "day on which it ended",
                example: "2010-11-05")
        ] + .identifiers + .traits + .places(on: "terminated_on") + [
            Column("kind", .code(["order", "licence"]), required: true, "what ended", example: "order"),
            Column(
                "reason", .code(["completed", "revoked", "died", "deported"]), required: true, "why it ended",
                example: "completed"),
            Column(
                "accommodation", .code(["settled and suitable", "settled, not suitable", "not settled"]),
                "as assessed; empty where not answered", example: "settled and suitable"),
            Column(
                "employment", .code(["employed", "unemployed", "unavailable for work"]),
                "as assessed; empty where not answered", example: "employed"),
        ],
        key: Key("terminated_on", "kind", words: "person, day and kind"),
        days: (first: "terminated_on", last: "terminated_on"),
        rules: [.born(before: "terminated_on")],
        people: .added)
}
