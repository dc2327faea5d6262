import ReportKit
import Warehouse

/// The sample's extracts: one row of `warehouse.vintage` each.
enum Vintage: String {
    case caseload
    case reoffences = "re-offences"
    case ppoCohorts = "ppo-cohorts"
    case terminations
    case targets
    case criminalHistory = "criminal-history"

    /// The days that the extract is complete for; for cohorts, those on which they were taken.
    private var covers: ClosedRange<Day> {
        switch self {
        case .caseload, .criminalHistory: Timetable.snapshots[0]...Timetable.snapshots[Timetable.snapshots.count - 1]
        case .reoffences: Timetable.offencesFrom...Timetable.provenThrough
        case .ppoCohorts: PPOCohorts.all[0].takenOn...PPOCohorts.all[PPOCohorts.all.count - 1].takenOn
        case .terminations: Timetable.terminationMonths[0]...Timetable.provenThrough
        case .targets: Timetable.targets
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
    let caseload, reoffences, ppoCohorts, terminations, targets, criminalHistory: Int32

    init(writingOn connection: Connection) throws {
        caseload = try Vintage.caseload.write(on: connection)
        reoffences = try Vintage.reoffences.write(on: connection)
        ppoCohorts = try Vintage.ppoCohorts.write(on: connection)
        terminations = try Vintage.terminations.write(on: connection)
        targets = try Vintage.targets.write(on: connection)
        criminalHistory = try Vintage.criminalHistory.write(on: connection)
    }
}
