import ReportKit
import Warehouse

/// The sample's extracts, one of each kind; each has a row in `warehouse.vintage`.
extension ExtractKind {
    /// The days for which the extract is complete; for cohorts, the days on which they were taken.
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
            "Synthetic. The sizes of Cambridgeshire, its two authorities, those in neither, and Hertfordshire "
                + "follow the counts published for 2008; predictions are not those of the official model."
        case .reoffences:
            "Synthetic. The numbers of re-offenders in Cambridgeshire, its two authorities, those in neither, and "
                + "Hertfordshire are those published for 2008."
        case .ppoCohorts:
            "Synthetic, with the published size, make-up and fall in offences of the 2009 cohort. Offences proven "
                + "after 31 March 2012 are missing from the 2011 cohort's follow-up."
        case .terminations:
            "Synthetic. April to July 2009 has the numbers of each probation area published in Hansard, 16 September "
                + "2009; other months are similar."
        case .targets:
            "Published targets and baselines, each with its source; expected changes are synthetic."
        case .criminalHistory:
            "Synthetic, for everybody in the caseload who is matched to the Police National Computer."
        case .commencements, .requirements, .programmes, .employmentReferrals, .workSessions, .courtReports,
            .enforcement, .victimContacts, .assessments, .paroleReports:
            "Synthetic, around the targets and outturns of four trusts' plans. Cumbria, Merseyside, Lancashire and "
                + "Cambridgeshire have about as many as their plans say; the other areas have a twentieth of theirs."
        case .youthCohorts: "Synthetic: about a tenth of a youth offending team's cohort."
        case .areaCounts: "Synthetic, around national rates; the populations are not those of real areas."
        case .suppliedValues: "Synthetic, around the targets of four trusts' plans."
        }
    }

    /// Writes the extract's row and returns its key.
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
