import ReportKit

extension Extract {
    static let caseload = Extract(
        kind: .caseload,
        table: "warehouse.caseload_snapshot",
        summary: "One row a person on the probation caseload at a quarter end (Delius).",
        columns: [
            Column("snapshot_date", .quarterEnd, required: true, "day of the snapshot", example: "2010-12-31")
        ] + .identifiers + .traits + .places(on: "snapshot_date") + [
            Column("tier", .wholeNumber(1...4), "offender management tier", example: "2"),
            Column(
                "order_type", .code(["community order", "suspended sentence order", "licence"]),
                "what the person is supervised under", example: "community order"),
            Column(
                "pnc_matched", .flag, required: true,
                "whether matched to the Police National Computer; if not, re-offending is unknown", example: "yes"),
            Column(
                "predicted", .number(0...1), "predicted probability of re-offending, where one is supplied",
                example: "0.0915"),
            Column("model", .model, "the model that predicted it", example: "supplied 1"),
        ],
        rules: [
            "pnc or crn must be given",
            "predicted and model are given both or neither",
            "birth_month lies 10 to 110 years before snapshot_date",
            "a person is in a snapshot once",
        ],
        people: .added,
        scripts: Scripts(
            staging: .caseloadStaging, checks: .caseloadChecks, matching: [.caseloadMatching, .snapshotRepeats],
            coverage: .caseloadCoverage, merging: [.caseloadSupersede, .caseloadInsert],
            lacking: .caseloadLacking))
}
