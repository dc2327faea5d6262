/// The kinds of extract that rows come from, as `warehouse.vintage` names them.
public enum ExtractKind: String, Codable, CaseIterable, Sendable {
    case caseload
    case reoffences = "re-offences"
    case ppoCohorts = "ppo-cohorts"
    case terminations
    case targets
    /// What OGRS3 and other models are computed from.
    case criminalHistory = "criminal-history"
    /// Orders and licences that began.
    case commencements
    case requirements
    case programmes
    case employmentReferrals = "employment-referrals"
    case workSessions = "work-sessions"
    case courtReports = "court-reports"
    case enforcement
    case victimContacts = "victim-contacts"
    case assessments
    case paroleReports = "parole-reports"
    case youthCohorts = "youth-cohorts"
    /// Counts of official returns, by area and period.
    case areaCounts = "area-counts"
    /// Values of indicators as their owners supply them.
    case suppliedValues = "supplied-values"
}

/// The data that a report needs, and the day from which they are complete.
public struct Coverage: Sendable {
    /// The span that the figures are labelled with.
    public var period: Period
    /// What the warehouse must hold.
    public var needs: [Need]
    /// The caseload snapshots counted, each of which must have rows.
    public var snapshots: [Day]
    /// The first day on which the figures can be complete.
    public var completeOn: Day
    /// What else a reader must know of this period, such as that it is in-year.
    public var notes: [String]

    public init(
        period: Period, needs: [Need], snapshots: [Day] = [], completeOn: Day, notes: [String] = []
    ) {
        self.period = period
        self.needs = needs
        self.snapshots = snapshots
        self.completeOn = completeOn
        self.notes = notes
    }

    /// An extract complete from one day through another.
    public struct Need: Sendable {
        public var kind: ExtractKind
        public var from: Day
        public var through: Day

        public init(_ kind: ExtractKind, from: Day, through: Day) {
            self.kind = kind
            self.from = from
            self.through = through
        }
    }
}
