import ReportKit

/// Which days a declared module counts for the quarter that is asked for: the header's field `counts`.
enum Span: String, CaseIterable, Codable, Sendable {
    /// The quarter itself, or any other days asked for.
    case quarter
    /// From the first day of the financial year to the last of the quarter.
    case yearToDate = "year-to-date"
    /// The year that ends with the quarter.
    case rollingYear = "rolling-year"
    /// The caseload at four quarter ends, from the day before that year began, as NI 18 counts it.
    case rollingSnapshots = "rolling-snapshots"

    /// The days counted.
    ///
    /// - Throws: ``ReportError/notOffered(indicator:what:instead:)`` where other days than a quarter's are asked for and
    ///   cannot be counted.
    func days(of period: ReportPeriod, indicator: String) throws(ReportError) -> Period {
        switch (self, period) {
        case (.quarter, _): period.days
        case (_, .days(let days)):
            throw .notOffered(
                indicator: indicator, what: "by dates, since it counts \(wording)",
                instead: "ask for a quarter: --quarter \(Quarter(containing: days.to))")
        case (.yearToDate, .quarter(let quarter)): Period(quarter).beginning(quarter.yearStart)
        case (.rollingYear, .quarter(let quarter)), (.rollingSnapshots, .quarter(let quarter)):
            Period(quarter).beginning(quarter.advanced(by: -3).firstDay)
        }
    }

    /// The quarter ends counted; none but for ``rollingSnapshots``.
    func snapshots(of days: Period) -> [Day] {
        guard self == .rollingSnapshots else { return [] }
        let first = Quarter(containing: days.from)
        return (0..<4).map { first.advanced(by: $0).firstDay.adding(days: -1) }
    }

    private var wording: String {
        switch self {
        case .quarter: "events"
        case .yearToDate: "the financial year to date"
        case .rollingYear: "a whole year"
        case .rollingSnapshots: "whole snapshots"
        }
    }
}

extension Period {
    /// The same period from another first day, which is no later than its last.
    fileprivate func beginning(_ day: Day) -> Period { Period(from: day, to: to) ?? self }
}
