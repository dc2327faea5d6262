import ReportKit

/// Which days a declared module counts for the requested quarter: the header's field `counts`.
enum Span: String, CaseIterable, Codable, Sendable {
    /// The quarter itself, or any other requested days.
    case quarter
    /// The quarter itself and no other days, for counts that are supplied by quarter.
    case wholeQuarter = "whole-quarter"
    /// From the first day of the financial year to the last of the quarter.
    case yearToDate = "year-to-date"
    /// The year that ends with the quarter.
    case rollingYear = "rolling-year"
    /// The caseload at four quarter ends, the first on the day before the year begins, as NI 18 counts it.
    case rollingSnapshots = "rolling-snapshots"
    /// The caseload at the quarter's end alone.
    case snapshot
    /// The latest whole financial year that has ended by the quarter's end, for what becomes known once a year.
    case financialYear = "financial-year"

    /// The days counted.
    ///
    /// - Throws: ``ReportError/notOffered(indicator:what:instead:)`` where days other than a quarter are requested and
    ///   cannot be counted.
    func days(of period: ReportPeriod, indicator: String) throws(ReportError) -> Period {
        switch (self, period) {
        case (.quarter, _): period.days
        case (_, .days(let days)):
            throw .notOffered(
                indicator: indicator, what: "by dates, since it counts \(wording)",
                instead: "ask for a quarter: --quarter \(Quarter(containing: days.to))")
        case (.wholeQuarter, .quarter(let quarter)), (.snapshot, .quarter(let quarter)): Period(quarter)
        case (.yearToDate, .quarter(let quarter)): Period(quarter).beginning(quarter.yearStart)
        case (.rollingYear, .quarter(let quarter)), (.rollingSnapshots, .quarter(let quarter)):
            Period(quarter).beginning(quarter.advanced(by: -3).firstDay)
        case (.financialYear, .quarter(let quarter)):
            Period(quarter.yearEndedBy).beginning(quarter.yearEndedBy.yearStart)
        }
    }

    /// The quarter ends counted; none except for ``rollingSnapshots`` and ``snapshot``.
    func snapshots(of days: Period) -> [Day] {
        switch self {
        case .rollingSnapshots:
            let first = Quarter(containing: days.from)
            return (0..<4).map { first.advanced(by: $0).firstDay.adding(days: -1) }
        case .snapshot: return [days.to]
        case .quarter, .wholeQuarter, .yearToDate, .rollingYear, .financialYear: return []
        }
    }

    private var wording: String {
        switch self {
        case .quarter: "events"
        case .wholeQuarter: "whole quarters"
        case .yearToDate: "the financial year to date"
        case .rollingYear: "a whole year"
        case .rollingSnapshots: "whole snapshots"
        case .snapshot: "the caseload at a quarter's end"
        case .financialYear: "a whole financial year"
        }
    }
}

extension Period {
    /// The same period with another first day, which is no later than its last.
    fileprivate func beginning(_ day: Day) -> Period { Period(from: day, to: to) ?? self }
}

extension Quarter {
    /// The last quarter of the latest financial year that has ended by this one's end.
    fileprivate var yearEndedBy: Quarter { number == 4 ? self : advanced(by: -number) }
}
