/// Which column of a kind a system's heading may mean.
struct HeadingGuess {
    /// How sure it is.
    enum Certainty: Int, Comparable {
        /// It has the words of the column's name that matter, among others.
        case perhaps
        /// It is a usual word for it, or has the same words in another order.
        case likely
        /// It is the column's name.
        case named

        static func < (one: Certainty, other: Certainty) -> Bool { one.rawValue < other.rawValue }
    }

    /// - Parameter heading: in the form in which headings are compared.
    static func certainty(that heading: String, means column: Column) -> Certainty? {
        if heading == column.name || column.name == "birth_month" && ["date_of_birth", "dob"].contains(heading) {
            return .named
        }
        let (words, own) = (Self.words(heading), Self.words(column.name))
        if heading.replacing("_", with: "") == column.name.replacing("_", with: "") || Set(words) == Set(own) {
            return .likely
        }
        if usual[column.name]?.contains(heading) == true { return .likely }
        let meant = Set(own).subtracting(fillers)
        return !meant.isEmpty && meant.isSubset(of: words) ? .perhaps : nil
    }

    private static func words(_ heading: String) -> [String] {
        heading.split(separator: "_").map(String.init).filter { $0 != "of" && $0 != "the" }
    }

    /// Words that many columns have.
    private static let fillers: Set<String> = [
        "date", "on", "is", "from", "to", "at", "type", "number", "code", "of", "by", "month",
    ]

    /// What systems usually call a column, in the form in which headings are compared.
    private static let usual: [String: Set<String>] = [
        "pnc": ["pnc_number", "pnc_no", "pnc_id", "pncid", "pnc_ref", "pnc_reference"],
        "crn": ["case_ref", "case_reference", "case_reference_number", "crn_number", "crn_no", "delius_crn"],
        "sex": ["gender"],
        "birth_month": ["birth_date", "month_of_birth"],
        "ethnicity": ["ethnic_group", "ethnic_origin", "ethnic_code", "ethnicity_code", "self_defined_ethnicity"],
        "trust": ["provider", "provider_code", "probation_trust", "probation_area", "trust_code", "trust_name"],
        "authority": [
            "local_authority", "la", "la_code", "local_authority_code", "authority_code", "council", "district",
        ],
        "snapshot_date": ["snapshot", "caseload_date", "as_at", "as_at_date"],
        "pnc_matched": ["matched", "matched_to_pnc", "pnc_match"],
        "predicted": ["predicted_probability", "predicted_rate", "prediction"],
        "is_ppo": ["ppo", "ppo_flag"],
        "terminated_on": ["termination_date", "date_terminated"],
        "commenced_on": ["commencement_date", "date_commenced"],
        "started_on": ["start_date", "date_started"],
        "ended_on": ["end_date", "date_ended"],
        "completed_on": ["completion_date", "date_completed"],
        "referred_on": ["referral_date", "date_referred"],
        "convicted_on": ["conviction_date", "date_of_conviction"],
        "sentenced_on": ["sentence_date", "date_of_sentence"],
        "due_on": ["due_date", "date_due"],
        "offence_date": ["committed", "committed_on", "date_committed"],
        "proven_date": ["date_proven", "proven_on", "proven"],
        "offence_code": ["ho_code", "home_office_code"],
        "reason": ["termination_reason"],
    ]
}
