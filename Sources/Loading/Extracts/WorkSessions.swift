import ReportKit

extension Extract {
    static let workSessions = Extract(
        kind: .workSessions,
        table: "warehouse.work_session",
        summary:
            "One row per working day of a Community Payback group, or of those placed with an agency (Delius contacts).",
        columns: [
            Column("held_on", .day(mayBeFuture: false), required: true, "the day", example: "2010-07-17"),
            Column(
                "trust", .area([.trust], on: "held_on"), required: true, "probation area or trust that holds it",
                example: "PT-LANCASHIRE"),
            Column(
                "authority", .area([.localAuthority], on: "held_on"), "upper-tier authority that the work is done in",
                example: "E10000017"),
            Column(
                "session_number", .wholeNumber(1...32_767), absent: "1", "distinguishes a trust's sessions on one day",
                example: "1"),
            Column(
                "placement", .code(["group", "agency"]), required: true,
                "supervised by the trust, or by the beneficiary", example: "group"),
            Column("instructed", .wholeNumber(1...1_000), required: true, "people who were to work", example: "9"),
            Column(
                "stood_down", .wholeNumber(0...1_000), required: true,
                "those whom the trust sent home or told not to come",
                example: "0"),
            Column("attended", .wholeNumber(0...1_000), required: true, "those who worked", example: "7"),
            Column(
                "hours", .number(0...24_000), required: true, "hours that all of them worked together", example: "45.5"),
        ],
        key: Key("held_on", "trust", "session_number", words: "day, trust and number"),
        days: (first: "held_on", last: "held_on"),
        rules: [.checked("attended + stood_down <= instructed"), .checked("hours <= 24 for each who attended")],
        people: .none,
        scripts: Scripts(checks: .workSessionsChecks))
}
