import ReportKit

extension Extract {
    static let criminalHistory = Extract(
        kind: .criminalHistory,
        table: "warehouse.ogrs3_input",
        summary:
            "One row per offender-snapshot: the criminal history that OGRS3 is computed from (PNC, OASys). Load the "
            + "caseload first.",
        columns: [
            Column("snapshot_date", .quarterEnd, required: true, "day of the snapshot", example: "2010-12-31")
        ] + .identifiers + [
            Column("convicted_on", .day(mayBeFuture: false), "day of the current conviction", example: "2010-06-01"),
            Column(
                "follow_up_from", .day(mayBeFuture: true), "day on which follow-up begins: supplied, never derived",
                example: "2010-07-01"),
            Column("sanctions", .wholeNumber(0...9999), "all sanctions, including the current one", example: "4"),
            Column("age_at_first_sanction", .wholeNumber(0...120), "in whole years", example: "17"),
            Column(
                "age_at_conviction", .wholeNumber(0...120),
                "completed years at the current conviction, where the source counts them from the day of birth",
                example: "25"),
            Column(
                "age_at_follow_up", .wholeNumber(0...120),
                "completed years when follow-up begins, where the source counts them from the day of birth",
                example: "25"),
            Column("offence_code", .offenceCode, "Home Office code of the current offence", example: "03900"),
        ],
        key: Key("snapshot_date", words: "person and snapshot"),
        days: (first: "snapshot_date", last: "snapshot_date"),
        rules: [
            .checked("rows that OGRS3 cannot score are loaded too, and refused by name when they are scored:"),
            .checked("public rule: the first sanction is at an age of 8 to 98; there are 1 to 999 sanctions"),
            .checked("public rule: conviction and follow-up are after birth, at an age of 10 to 109"),
            .checked("our own rule: follow-up begins neither before the conviction nor more than ten years after it"),
            .checked("our own rule: where there is one sanction, the age at the first is that at the conviction"),
            .checked("our own rule: no day is still to come when they are scored"),
        ],
        people: .known)
}
