/// The kinds of extract that rows come from, named as in `warehouse.vintage`.
public enum ExtractKind: String, Codable, CaseIterable, Sendable {
    case caseload
    case reoffences = "re-offences"
    case ppoCohorts = "ppo-cohorts"
    case terminations
    case targets
    /// The input of OGRS3 and other prediction models.
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
    /// Counts from official returns, by area and period.
    case areaCounts = "area-counts"
    /// Values of indicators, as supplied by their owners.
    case suppliedValues = "supplied-values"
}

/// The data that a report needs, and the day from which they are complete.
public struct Coverage: Sendable {
    /// The period shown with the figures.
    public var period: Period
    /// What the warehouse must hold.
    public var needs: [Need]
    /// The caseload snapshots that are counted; each must have rows.
    public var snapshots: [Day]
    /// The first day on which the figures can be complete.
    public var completeOn: Day
    /// Anything else that a reader must know about this period, such as that it is in-year.
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

    /// A kind of extract that must be complete from one day through another.
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
