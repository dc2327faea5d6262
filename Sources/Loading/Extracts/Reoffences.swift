import ReportKit

extension Extract {
    static let reoffences = Extract(
        kind: .reoffences,
        table: "warehouse.proven_offence",
        summary: "One row per proven offence (Police National Computer). Everybody in it must be known: load the "
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
                "offence_code", .offenceCode, "Home Office offence code, with its leading zeros", example: "00801"),
            Column(
                "offence_number", .wholeNumber(1...32_767), absent: "1",
                "distinguishes offences with the same code on one day", example: "1"),
            Column("disposal", .code(["caution", "conviction"]), "how it was proven", example: "conviction"),
        ],
        key: Key(
            "offence_date", "offence_code", "offence_number", words: "person, day, code and number of the offence"),
        days: (first: "offence_date", last: "proven_date"),
        rules: Rule.order("offence_date", "proven_date", "disposal_date"),
        people: .known,
        scripts: Scripts(matching: [.reoffencesMatching]))
}
