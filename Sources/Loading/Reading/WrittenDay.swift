import ReportKit

/// A date as people write it: two numbers and a year, as in `31/12/2010`, or a day, the name of a month and a year, as
/// in `31-Dec-2010` and `31 December 2010`.
struct WrittenDay {
    private let first: Int
    private let second: Int
    private let year: Int
    /// Whether the month is a name, so that it cannot be taken for the day.
    let isNamed: Bool
    /// Whether the year is written in full; the only other form has two digits.
    let hasFourDigitYear: Bool

    /// - Parameter cell: the date without a time behind it.
    init?(_ cell: UnsafeRawBufferPointer) {
        guard (6...17).contains(cell.count) else { return nil }
        var parts = (0, 0, 0)
        var part = 0
        var length = 0
        var month: Int?
        var hasSpace = false
        var index = 0
        while index < cell.count {
            let byte = cell[index]
            if let digit = Cells.digit(byte) {
                length += 1
                guard length <= (part == 2 ? 4 : 2), month == nil || part == 2 else { return nil }
                switch part {
                case 0: parts.0 = parts.0 * 10 + digit
                case 1: parts.1 = parts.1 * 10 + digit
                default: parts.2 = parts.2 * 10 + digit
                }
                index += 1
            } else if part == 1, length == 0, let (number, end) = WrittenDay.month(in: cell, from: index) {
                month = number
                length = 1
                index = end
            } else {
                guard "/.- ".utf8.contains(byte), part < 2, length > 0 else { return nil }
                if byte == 0x20 { hasSpace = true }
                part += 1
                length = 0
                index += 1
            }
        }
        guard part == 2, length == 2 || length == 4, month != nil || !hasSpace else { return nil }
        first = parts.0
        second = month ?? parts.1
        year = parts.2
        isNamed = month != nil
        hasFourDigitYear = length == 4
    }

    /// The day, where the first number is that of the day; nil where there is no such day.
    var dayFirst: Day? { Day(year: year, month: second, day: first) }

    /// The day, where the first number is that of the month; nil where there is no such day.
    var monthFirst: Day? { isNamed ? nil : Day(year: year, month: first, day: second) }

    /// The month whose name, or its first letters, begin there, and where the name ends.
    private static func month(in cell: UnsafeRawBufferPointer, from start: Int) -> (number: Int, end: Int)? {
        var end = start
        while end < cell.count, asciiLowercase(cell[end]) &- 0x61 < 26 { end += 1 }
        let word = UnsafeRawBufferPointer(rebasing: cell[start..<end])
        return months.number(of: word).map { ($0, end) }
    }

    private static let months: ByteTable = {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let forms = names.enumerated().flatMap { index, name in
            [(name, index + 1), (String(name.prefix(3)), index + 1)]
        }
        return ByteTable(forms + [("Sept", 9)])
    }()
}
