/// A day of the (proleptic Gregorian) calendar, without time or time zone, written as `2010-12-31`.
///
/// Month arithmetic counts from the first of a month, so that quarter ends stay quarter ends: three months after
/// 30 September is 31 December, not 30 December (``addingMonthsToEnd(_:)``).
public struct Day: Hashable, Sendable {
    /// Days since 1970-01-01; negative before.
    public let number: Int

    public init(number: Int) {
        self.number = number
    }

    /// The given day, or nil where the calendar does not have it (31 February).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(number: Day.number(year: year, month: month, day: day))
    }

    /// Reads a day written as `YYYY-MM-DD`; nil for any other text.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month (1...12) and day (1...31).
    public var components: (year: Int, month: Int, day: Int) {
        // Days are counted in eras of 400 years whose years begin on 1 March, so that the leap day comes last in its
        // year (E. M. Reingold and N. Dershowitz, Calendrical Calculations).
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// This day moved by a number of days.
    public func adding(days: Int) -> Day {
        Day(number: number + days)
    }

    /// The last day of a span of whole months that begins the day after this one.
    ///
    /// For example, 2010-09-30 plus 3 months is 2010-12-31: the span is October to December. This is how the follow-up
    /// window after a quarter-end snapshot is measured.
    public func addingMonthsToEnd(_ months: Int) -> Day {
        let start = adding(days: 1).components
        let index = start.year * 12 + (start.month - 1) + months
        let (year, month) = (index.quotientRoundedDown(by: 12), index.remainderRoundedDown(by: 12) + 1)
        let day = min(start.day, Day.length(ofMonth: month, year: year))
        return Day(number: Day.number(year: year, month: month, day: day)).adding(days: -1)
    }

    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.quotientRoundedDown(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: Comparable {
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
    public var description: String {
        let (year, month, day) = components
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}

extension Day: WrittenAsText {
    public init?(written text: String) {
        self.init(text)
    }

    public static var form: String { "a date as YYYY-MM-DD" }
}

extension Int {
    fileprivate func quotientRoundedDown(by divisor: Int) -> Int {
        (self - remainderRoundedDown(by: divisor)) / divisor
    }

    fileprivate func remainderRoundedDown(by divisor: Int) -> Int {
        (self % divisor + divisor) % divisor
    }

    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
