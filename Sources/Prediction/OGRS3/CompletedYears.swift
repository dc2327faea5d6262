import ReportKit

extension Day {
    /// Whole years from a day of birth to this day: an age. A birthday on 29 February falls on 1 March in common years.
    func completedYears(since birth: Day) -> Int {
        let (born, now) = (birth.components, components)
        let hadBirthday = (now.month, now.day) >= (born.month, born.day)
        return now.year - born.year - (hadBirthday ? 0 : 1)
    }

    /// The completed months since an earlier day.
    func completedMonths(since start: Day) -> Int {
        let (from, now) = (start.components, components)
        return 12 * (now.year - from.year) + now.month - from.month - (now.day < from.day ? 1 : 0)
    }
}
