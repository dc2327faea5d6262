import ReportKit
import Warehouse

/// The sample's extracts, one of each kind: a row of `warehouse.vintage` each.
extension ExtractKind {
    /// The days that the extract is complete for; for cohorts, those on which they were taken.
    private var covers: ClosedRange<Day> {
        switch self {
        case .caseload, .criminalHistory: Timetable.snapshots[0]...Timetable.snapshots[Timetable.snapshots.count - 1]
        case .reoffences: Timetable.offencesFrom...Timetable.provenThrough
        case .ppoCohorts: PPOCohorts.all[0].takenOn...PPOCohorts.all[PPOCohorts.all.count - 1].takenOn
        case .terminations: Timetable.terminationMonths[0]...Timetable.provenThrough
        case .targets: Timetable.targets
        case .commencements, .requirements, .programmes, .employmentReferrals, .workSessions, .courtReports,
            .enforcement, .victimContacts, .assessments, .paroleReports, .areaCounts, .suppliedValues:
            Timetable.recorded
        case .youthCohorts: Timetable.day(2008, 1, 1)...Timetable.provenThrough
        }
    }

    private var note: String {
        switch self {
        case .caseload:
            "Made up. The sizes of Cambridgeshire, its two authorities, those in neither, and Hertfordshire "
                + "follow the counts published for 2008; predictions are not those of the official model."
        case .reoffences:
            "Made up. The numbers of re-offenders of Cambridgeshire, its two authorities, those in neither, and "
                + "Hertfordshire are those published for 2008."
        case .ppoCohorts:
            "Made up, with the published size, make-up and fall in offences of the 2009 cohort. Offences proven "
                + "after 31 March 2012 are missing from the 2011 cohort's follow-up."
        case .terminations:
            "Made up. April to July 2009 has the numbers of each probation area published in Hansard, 16 September "
                + "2009; other months are like them."
        case .targets:
            "Published targets and baselines, each with its source; expected changes are made up."
        case .criminalHistory:
            "Made up, for everybody of the caseload matched to the Police National Computer."
        case .commencements, .requirements, .programmes, .employmentReferrals, .workSessions, .courtReports,
            .enforcement, .victimContacts, .assessments, .paroleReports:
            "Made up, around the targets and outturns of four trusts' plans. Cumbria, Merseyside, Lancashire and "
                + "Cambridgeshire have about as many as their plans say; the other areas have a twentieth of theirs."
        case .youthCohorts: "Made up: about a tenth of a youth offending team's cohort."
        case .areaCounts: "Made up, around national rates; the populations are no area's."
        case .suppliedValues: "Made up, around the targets of four trusts' plans."
        }
    }

    /// Writes the extract's row.
    ///
    /// - Returns: its key.
    fileprivate func write(on connection: Connection) throws -> Int32 {
        let row = try Script.vintage.query(
            on: connection,
            [
                .text(rawValue), .day(covers.lowerBound), .day(covers.upperBound), .day(Timetable.extractedOn),
                .text(note),
            ])[0]
        return try Int32(row.get("vintage_id", as: Int.self))
    }
}

/// The keys of the sample's extracts.
struct VintageKeys {
    private let keys: [ExtractKind: Int32]

    init(writingOn connection: Connection) throws {
        var keys: [ExtractKind: Int32] = [:]
        for kind in ExtractKind.allCases { keys[kind] = try kind.write(on: connection) }
        self.keys = keys
    }

    subscript(_ kind: ExtractKind) -> Int32 { keys[kind]! }
}
