import ReportKit

/// The days that the sample covers.
enum Timetable {
    /// Quarter ends with a caseload snapshot: 31 December 2007 to 31 December 2011.
    static let snapshots: [Day] = quarterEnds(from: day(2007, 12, 31), count: 17)
    /// How many of the first snapshots make up the published re-offending year 2008.
    static let publishedSnapshots = 4
    /// The first day under the probation trusts, which took over from the probation areas.
    static let trustsBegin = day(2010, 4, 1)
    /// The last day on which offences in the sample are proven; anything proven later is not known yet.
    static let provenThrough = day(2012, 3, 31)
    /// The first day of offences in the sample: the start of the first PPO cohort's baseline year.
    static let offencesFrom = day(2007, 10, 1)
    /// The first days of the months with terminations: April 2008 to March 2012.
    static let terminationMonths: [Day] = (0..<48).map { day(2008, 3, 31).addingMonthsToEnd($0).adding(days: 1) }
    /// The indices among ``terminationMonths`` of April to July 2009, the months of the published table.
    static let publishedMonths = 12..<16
    /// The first days of the months in which sentences begin: April 2007 to March 2012, from one year before
    /// ``recorded``.
    static let sentenceMonths: [Day] = (0..<60).map { day(2007, 3, 31).addingMonthsToEnd($0).adding(days: 1) }
    /// The days for which the extracts about sentences and about areas' own figures are complete.
    static let recorded = day(2008, 4, 1)...provenThrough
    /// The first days of the quarters of ``recorded``.
    static let quarters: [Day] = (0..<16).map { day(2008, 3, 31).addingMonthsToEnd(3 * $0).adding(days: 1) }
    /// The years in which the financial years of ``recorded`` begin.
    static let financialYears = 2008...2011
    /// The days to which targets apply: the years of the Local Area Agreements, and of the plans that followed.
    static let targets = day(2008, 4, 1)...day(2013, 3, 31)
    /// The financial year to which the published table's targets apply.
    static let publishedTargets = day(2009, 4, 1)..<day(2010, 4, 1)
    /// The nominal day on which every extract was made.
    static let extractedOn = day(2012, 4, 30)

    /// The last day of a month, given its first.
    static func lastDay(ofMonthFrom first: Day) -> Day {
        first.adding(days: -1).addingMonthsToEnd(1)
    }

    /// A day that must exist; for the sample's fixed days.
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        guard let found = Day(year: year, month: month, day: day) else {
            preconditionFailure("no such day: \(year)-\(month)-\(day)")
        }
        return found
    }

    private static func quarterEnds(from first: Day, count: Int) -> [Day] {
        (0..<count).map { first.addingMonthsToEnd(3 * $0) }
    }
}
