import ReportKit

extension ExtractKind {
    /// The kind of extract that the rows of one of the warehouse's tables come in; nil for a table whose rows come in many
    /// kinds, such as that of people, or are no extract's, such as that of areas.
    init?(table: String) {
        switch table {
        case "caseload_snapshot": self = .caseload
        case "proven_offence": self = .reoffences
        case "ppo_cohort", "ppo_member": self = .ppoCohorts
        case "termination": self = .terminations
        case "indicator_target": self = .targets
        case "ogrs3_input": self = .criminalHistory
        case "commencement": self = .commencements
        case "requirement": self = .requirements
        case "programme": self = .programmes
        case "employment_referral": self = .employmentReferrals
        case "work_session": self = .workSessions
        case "court_report": self = .courtReports
        case "enforcement": self = .enforcement
        case "victim_contact": self = .victimContacts
        case "assessment": self = .assessments
        case "parole_report": self = .paroleReports
        case "young_offender": self = .youthCohorts
        case "area_count": self = .areaCounts
        case "supplied_value": self = .suppliedValues
        default: return nil
        }
    }
}
