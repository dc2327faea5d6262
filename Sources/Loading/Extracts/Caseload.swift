import ReportKit

extension Extract {
    static let caseload = Extract(
        kind: .caseload,
        table: "warehouse.caseload_snapshot",
        summary: "One row per person on the probation caseload at a quarter end (Delius).",
        columns: [
            Column("snapshot_date", .quarterEnd, required: true, "day of the snapshot", example: "2010-12-31")
        ] + .identifiers + .traits + .places(on: "snapshot_date") + [
            Column("tier", .wholeNumber(1...4), "offender management tier", example: "2"),
            Column(
                "order_type", .code(["community order", "suspended sentence order", "licence"]),
                "what the person is supervised under", example: "community order"),
            Column(
                "managed_by", .code(["PO", "PSO", "other"]),
                "grade of the offender manager: probation officer or probation services officer", example: "PO"),
            Column(
                "pnc_matched", .flag, required: true,
                "whether matched to the Police National Computer; if not, re-offending is unknown", example: "yes"),
            Column(
                "predicted", .number(0...1), "predicted probability of re-offending, where one is supplied",
                example: "0.0915"),
            Column(
                "horizon", .horizon,
                "months after the snapshot that the model predicts for; where the extract does not state it, give "
                    + "--horizon, or nothing is judged by the prediction", example: "3"),
            Column("model", .model, "the model that predicted it", example: "supplied 1"),
        ],
        key: Key("snapshot_date", words: "person and snapshot"),
        days: (first: "snapshot_date", last: "snapshot_date"),
        rules: [.together("model", "predicted"), .given("horizon", with: "model"), .born(before: "snapshot_date")],
        people: .added,
        scripts: Scripts(recording: .caseloadSizes))
}
