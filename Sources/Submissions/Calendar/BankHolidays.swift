import ReportKit

/// The bank holidays of England and Wales, by rule.
///
/// From 1978 on they are New Year's Day, Good Friday, Easter Monday, the first and the last Monday of May, the last
/// Monday of August, Christmas Day and Boxing Day. Of those with a date, one that falls on a weekend is held on the next
/// weekday that is not one already. Days moved or added by proclamation are listed (Banking and Financial Dealings Act
/// 1971, section 1 and schedule 1, and the proclamations under it); later ones are added to `warehouse.bank_holiday`,
/// which has the days of this rule from 2007 to 2040.
public enum BankHolidays {
    /// The holidays of a year, in order.
    ///
    /// - Parameter year: 1978 or later; empty for earlier years, for which the rule does not hold.
    public static func days(of year: Int) -> [Day] {
        guard (1978...9998).contains(year) else { return [] }
        let easter = easterSunday(of: year)
        var days: Set = [
            easter.adding(days: -2), easter.adding(days: 1),
            monday(onOrAfter: day(year, 5, 1)), monday(onOrBefore: day(year, 5, 31)),
            monday(onOrBefore: day(year, 8, 31)),
        ]
        for (month, number) in [(1, 1), (12, 25), (12, 26)] {
            var held = day(year, month, number)
            // Christmas Day on a Sunday is held on Tuesday, since Monday is Boxing Day.
            if month == 12, number == 25, held.weekday == 7 { held = held.adding(days: 2) }
            while held.isWeekend || days.contains(held) { held = held.adding(days: 1) }
            days.insert(held)
        }
        for change in proclaimed where change.held.components.year == year {
            if let instead = change.instead { days.remove(instead) }
            days.insert(change.held)
        }
        return days.sorted()
    }

    /// Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, Astronomical Algorithms, chapter 8).
    static func easterSunday(of year: Int) -> Day {
        let (a, century, c) = (year % 19, year / 100, year % 100)
        let moon = (19 * a + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (c / 4) - moon - c % 4) % 7
        let m = (a + 11 * moon + 22 * weekday) / 451
        let index = moon + weekday - 7 * m + 114
        return day(year, index / 31, index % 31 + 1)
    }

    /// Holidays by proclamation, each with the day that it replaces, if any.
    private static let proclaimed: [(held: Day, instead: Day?)] = [
        (day(1981, 7, 29), nil), (day(1995, 5, 8), day(1995, 5, 1)), (day(1999, 12, 31), nil),
        (day(2002, 6, 3), nil), (day(2002, 6, 4), day(2002, 5, 27)), (day(2011, 4, 29), nil),
        (day(2012, 6, 4), day(2012, 5, 28)), (day(2012, 6, 5), nil), (day(2020, 5, 8), day(2020, 5, 4)),
        (day(2022, 6, 2), day(2022, 5, 30)), (day(2022, 6, 3), nil), (day(2022, 9, 19), nil),
        (day(2023, 5, 8), nil),
    ]

    private static func monday(onOrAfter day: Day) -> Day { day.adding(days: (8 - day.weekday) % 7) }
    private static func monday(onOrBefore day: Day) -> Day { day.adding(days: 1 - day.weekday) }

    private static func day(_ year: Int, _ month: Int, _ number: Int) -> Day {
        guard let day = Day(year: year, month: month, day: number) else {
            preconditionFailure("\(year)-\(month)-\(number) is not a day")
        }
        return day
    }
}

extension Day {
    /// 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    /// Whether it is a Saturday or a Sunday.
    public var isWeekend: Bool { weekday > 5 }
}
