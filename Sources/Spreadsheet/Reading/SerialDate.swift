import ReportKit

/// Days and times as Excel counts them: in days, the time of day being the fraction.
enum SerialDate {
    /// The last day that Excel has, 31 December 9999, counted from 1900.
    private static let last = 2_958_465

    /// A serial number as a day, with its time of day unless that is midnight.
    ///
    /// Counted from 1900, day 60 is 29 February 1900, which never was: Lotus 1-2-3 had it, and Excel kept it (ECMA-376
    /// part 1, 18.17.4.1). It is given as that text, which is not a date; so is day 0, 1900-01-00. A number that is outside
    /// of Excel's calendar is given as the number.
    ///
    /// - Parameter from1904: whether day 0 is 1 January 1904.
    static func text(_ serial: Double, from1904: Bool) -> String {
        let divided = divided(serial)
        var day = divided.day
        if from1904 {
            guard day >= 0 else { return PlainNumber.text(serial) }
            // Day 1,462 of the other system; no day of this one is before its false leap day.
            day += 1_462
        }
        guard (0...last).contains(day) else { return PlainNumber.text(serial) }
        let time = divided.milliseconds == 0 ? "" : " " + clock(divided.milliseconds)
        switch day {
        case 0: return "1900-01-00" + time
        case 60: return "1900-02-29" + time
        default:
            // 25,569 is 1 January 1970; before the false day, all are one later.
            let day = Day(number: day - 25_569 + (day < 60 ? 1 : 0))
            return "\(day)" + time
        }
    }

    /// A fraction of a day as a time, or a longer duration: `13:30:00`.
    static func time(_ serial: Double) -> String {
        guard serial >= 0, serial < 1e6 else { return PlainNumber.text(serial) }
        let (day, milliseconds) = divided(serial)
        return clock(day * 86_400_000 + milliseconds)
    }

    /// Whole days and milliseconds, rounded: the fraction of a day cannot hold every time exactly.
    private static func divided(_ serial: Double) -> (day: Int, milliseconds: Int) {
        guard abs(serial) < 1e9 else { return (-1, 0) }
        let day = serial.rounded(.down)
        let milliseconds = Int(((serial - day) * 86_400_000).rounded())
        return milliseconds == 86_400_000 ? (Int(day) + 1, 0) : (Int(day), milliseconds)
    }

    private static func clock(_ milliseconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let seconds = milliseconds / 1000
        let rest = milliseconds % 1000
        let fraction = rest == 0 ? "" : "." + "\(1000 + rest)".dropFirst()
        return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))\(fraction)"
    }
}
