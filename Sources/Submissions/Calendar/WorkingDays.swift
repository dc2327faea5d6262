import ReportKit

/// The working days: Mondays to Fridays that are not bank holidays.
public struct WorkingDays: Sendable {
    private let further: Set<Day>

    /// - Parameter further: holidays in addition to those of ``BankHolidays``, such as newly proclaimed ones.
    public init(further: Set<Day> = []) {
        self.further = further
    }

    public func contains(_ day: Day) -> Bool {
        !day.isWeekend && !further.contains(day) && !BankHolidays.days(of: day.components.year).contains(day)
    }

    /// The day `count` working days after a day, which need not be a working day itself: 1 after a Friday is Monday.
    ///
    /// - Parameter count: 0 or more; 0 gives the day itself if it is a working day, or else the next working day.
    public func day(_ count: Int, after day: Day) -> Day {
        precondition(count >= 0, "working days are counted forwards")
        var (reached, left) = (day, count)
        while left > 0 || !contains(reached) {
            reached = reached.adding(days: 1)
            if left > 0, contains(reached) { left -= 1 }
        }
        return reached
    }
}
