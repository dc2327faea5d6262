import ReportKit

/// Readers of single cells, from raw bytes; each returns nil for what it cannot read.
enum Cells {
    /// A whole number with an optional sign.
    static func wholeNumber(_ cell: UnsafeRawBufferPointer) -> Int? {
        var digits = cell[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
        guard (1...15).contains(digits.count) else { return nil }
        var number = 0
        for byte in digits {
            guard let digit = digit(byte) else { return nil }
            number = number * 10 + digit
        }
        return isNegative ? -number : number
    }

    /// A decimal number, with or without an exponent; never `inf`, `nan` or hexadecimal.
    static func number(_ cell: UnsafeRawBufferPointer) -> Double? {
        if let short = shortDecimal(cell) { return short }
        guard (1...40).contains(cell.count),
            cell.allSatisfy({ digit($0) != nil || "+-.eE".utf8.contains($0) })
        else { return nil }
        return Double(String(decoding: cell, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Digits with a point, at most 15 of them: both parts of the quotient are then exact, and it is rounded once
    /// (W. D. Clinger, How to read floating point numbers accurately).
    private static func shortDecimal(_ cell: UnsafeRawBufferPointer) -> Double? {
        var digits = 0
        var decimals = 0
        var count = 0
        var hasPoint = false
        for byte in cell {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard let digit = digit(byte) else { return nil }
            digits = digits * 10 + digit
            count += 1
            if hasPoint { decimals += 1 }
            if count > 15 { return nil }
        }
        guard count > 0 else { return nil }
        return Double(digits) / powersOfTen[decimals]
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    /// `2010-12-31`, or, where UK dates are allowed, also `31/12/2010`; midnight after it is ignored.
    static func day(_ cell: UnsafeRawBufferPointer, uk: Bool) -> Day? {
        let cell = withoutMidnight(cell)
        if cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-") {
            guard let year = digits(cell, 0..<4), let month = digits(cell, 5..<7), let day = digits(cell, 8..<10) else {
                return nil
            }
            return Day(year: year, month: month, day: day)
        }
        return uk ? ukDay(cell) : nil
    }

    /// The first of a month written as `1985-03`, or of the month of a whole date.
    static func month(_ cell: UnsafeRawBufferPointer, uk: Bool) -> Day? {
        if cell.count == 7, cell[4] == UInt8(ascii: "-"), let year = digits(cell, 0..<4),
            let month = digits(cell, 5..<7)
        {
            return Day(year: year, month: month, day: 1)
        }
        if uk, cell.count == 7, cell[2] == UInt8(ascii: "/"), let month = digits(cell, 0..<2),
            let year = digits(cell, 3..<7)
        {
            return Day(year: year, month: month, day: 1)
        }
        guard let day = day(cell, uk: uk) else { return nil }
        return day.adding(days: 1 - day.components.day)
    }

    /// Day, month and year of four digits, between slashes, points or hyphens.
    private static func ukDay(_ cell: UnsafeRawBufferPointer) -> Day? {
        guard (8...10).contains(cell.count) else { return nil }
        var parts: (Int, Int, Int) = (0, 0, 0)
        var part = 0
        var length = 0
        for byte in cell {
            if let digit = digit(byte) {
                length += 1
                switch part {
                case 0: parts.0 = parts.0 * 10 + digit
                case 1: parts.1 = parts.1 * 10 + digit
                default: parts.2 = parts.2 * 10 + digit
                }
            } else {
                guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"), part < 2,
                    (1...2).contains(length)
                else { return nil }
                part += 1
                length = 0
            }
        }
        guard part == 2, length == 4 else { return nil }
        return Day(year: parts.2, month: parts.1, day: parts.0)
    }

    /// Drops the meaningless time with which systems export a date: `31/12/2010 00:00:00`.
    private static func withoutMidnight(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard cell.count > 10, let gap = cell.firstIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") }),
            cell[(gap + 1)...].count >= 5,
            cell[(gap + 1)...].allSatisfy({ "0:.".utf8.contains($0) })
        else { return cell }
        return UnsafeRawBufferPointer(rebasing: cell[..<gap])
    }

    private static func digits(_ cell: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard let digit = digit(cell[index]) else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    @inline(__always)
    static func digit(_ byte: UInt8) -> Int? {
        byte &- 0x30 < 10 ? Int(byte &- 0x30) : nil
    }
}
