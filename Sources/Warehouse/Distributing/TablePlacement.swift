/// Where the rows of each of the warehouse's tables lie, if it is distributed over several servers.
enum TablePlacement {
    /// Divided among the servers by person: all that is recorded of one person is on one of them, so that it is joined there.
    /// The people themselves come first, since the others reference them.
    static let byPerson = [
        "offender", "offender_revision", "caseload_snapshot", "ogrs3_input", "prediction", "proven_offence",
        "ppo_member",
        "termination", "commencement", "requirement", "programme", "employment_referral", "court_report", "enforcement",
        "victim_contact", "assessment", "parole_report", "young_offender",
    ]

    /// On every server in full: small, and joined with people's rows or referenced by them. Each comes after those that it
    /// references.
    static let everywhere = [
        "extract_kind", "area", "area_code", "area_parent", "area_succession", "vintage", "prediction_model",
        "ppo_cohort",
        "standard_population", "identity",
    ]

    /// On the coordinator alone: figures of areas, accounts of loads, what was published and submitted, and what is kept for a
    /// while.
    static let coordinator = [
        "bank_holiday", "area_count", "indicator_target", "supplied_value", "work_session", "quality_threshold",
        "calibration",
        "calibration_decile", "model_fit", "model_check", "prediction_run", "prediction_refusal",
        "prediction_uncertainty",
        "published_vintage", "load", "loaded_file", "number_not_taken", "quarantine", "kept_out", "coverage",
        "row_account",
        "snapshot_size", "pseudonym_key", "pruning", "erasure", "publication", "published_table", "weighing",
        "caseload_make_up", "compared_module", "submission", "submission_head", "scheduled_return", "portal_access",
        "portal_request",
    ]
}

extension Distribution {
    /// The views of schema `reporting` whose rows are of people, and divided among the servers of a distributed warehouse.
    public static let viewsOfPeople = Set(
        TablePlacement.byPerson.compactMap { table -> String? in
            switch table {
            case "offender_revision": nil
            case "caseload_snapshot": "caseload"
            default: table
            }
        })
}
