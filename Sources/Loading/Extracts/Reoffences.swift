import ReportKit

extension Extract {
    static let reoffences = Extract(
        kind: .reoffences,
        table: "warehouse.proven_offence",
        summary: "One row a proven offence (Police National Computer). Everybody in it must be known: load the "
            + "caseload and the cohorts first.",
        columns: .identifiers + [
            Column(
                "offence_date", .day(mayBeFuture: false), required: true, "day of the offence", example: "2011-01-15"),
            Column(
                "proven_date", .day(mayBeFuture: false), required: true, "day of the conviction or caution",
                example: "2011-03-02"),
            Column(
                "disposal_date", .day(mayBeFuture: false), "day of sentence or other disposal", example: "2011-03-02"),
            Column(
                "offence_code", .digits(5), "Home Office offence code, with its leading zeros", example: "00801"),
            Column(
                "offence_number", .wholeNumber(1...32_767),
                "tells offences of one code on one day apart; empty means 1", example: "1"),
            Column("disposal", .code(["caution", "conviction"]), "how it was proven", example: "conviction"),
        ],
        rules: [
            "pnc or crn must be given, and its person be in the warehouse",
            "offence_date <= proven_date <= disposal_date",
            "a person has one offence of a code, day and number; another row of these revises it",
        ],
        people: .known,
        scripts: Scripts(
            staging: .reoffencesStaging, checks: .reoffencesChecks, matching: [.reoffencesMatching],
            coverage: .reoffencesCoverage, merging: [.reoffencesSupersede, .reoffencesInsert],
            lacking: .reoffencesLacking))
}
