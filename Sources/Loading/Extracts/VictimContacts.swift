import ReportKit

extension Extract {
    static let victimContacts = Extract(
        kind: .victimContacts,
        table: "warehouse.victim_contact",
        summary:
            "One row per victim to be contacted after a qualifying sentence (Delius), without any details of the "
            + "victim. Load the caseload or commencements first.",
        columns: [
            Column(
                "sentenced_on", .day(mayBeFuture: false), required: true, "day of the sentence", example: "2010-07-05")
        ] + .identifiers + [
            Column(
                "victim_number", .wholeNumber(1...32_767), absent: "1", "distinguishes the victims of one sentence",
                example: "1")
        ] + .places(on: "sentenced_on") + [
            Column(
                "contacted_on", .day(mayBeFuture: false), "day of the first contact; empty where there was none",
                example: "2010-08-09")
        ],
        key: Key("sentenced_on", "victim_number", words: "person, day and number"),
        days: (first: "sentenced_on", last: "sentenced_on"),
        rules: Rule.order("sentenced_on", "contacted_on"),
        people: .known)
}
