import ReportKit

/// Readers of single cells, from raw bytes; each returns nil for what it cannot read.
enum Cells {
    /// A whole number with an optional sign, whose thousands may be set apart by commas.
    static func wholeNumber(_ cell: UnsafeRawBufferPointer) -> Int? {
        let (digits, isNegative) = unsigned(cell)
        guard let decimal = Decimal(digits), decimal.places < 0 else { return nil }
        return isNegative ? -decimal.digits : decimal.digits
    }

    /// A decimal number, with or without an exponent; never `inf`, `nan` or hexadecimal. Thousands may be set apart by
    /// commas where it has no exponent and at most 15 digits.
    static func number(_ cell: UnsafeRawBufferPointer) -> Double? {
        let (digits, isNegative) = unsigned(cell)
        if let decimal = Decimal(digits) {
            return isNegative ? -decimal.value(dividedByTenTo: 0) : decimal.value(dividedByTenTo: 0)
        }
        guard (1...40).contains(cell.count),
            cell.allSatisfy({ digit($0) != nil || "+-.eE".utf8.contains($0) })
        else { return nil }
        return Double(String(decoding: cell, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
    }

    /// The fraction that a percentage with its sign is, rounded once: `75%`, `-7.77 %`.
    static func percentage(_ cell: UnsafeRawBufferPointer) -> Double? {
        guard cell.last == percentSign else { return nil }
        return hundredth(UnsafeRawBufferPointer(rebasing: cell.dropLast()))
    }

    /// A number without an exponent divided by 100, rounded once.
    static func hundredth(_ cell: UnsafeRawBufferPointer) -> Double? {
        var cell = cell
        while let last = cell.last, last == 0x20 || last == 0x09 {
            cell = UnsafeRawBufferPointer(rebasing: cell.dropLast())
        }
        let (digits, isNegative) = unsigned(cell)
        if let decimal = Decimal(digits) {
            return isNegative ? -decimal.value(dividedByTenTo: 2) : decimal.value(dividedByTenTo: 2)
        }
        guard (1...40).contains(cell.count),
            cell.allSatisfy({ digit($0) != nil || "+-.".utf8.contains($0) })
        else { return nil }
        return Double(String(decoding: cell, as: UTF8.self) + "e-2").flatMap { $0.isFinite ? $0 : nil }
    }

    static let percentSign = UInt8(ascii: "%")

    /// The cell without its sign.
    @inline(__always)
    private static func unsigned(_ cell: UnsafeRawBufferPointer) -> (UnsafeRawBufferPointer, isNegative: Bool) {
        guard let first = cell.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
            return (cell, false)
        }
        return (UnsafeRawBufferPointer(rebasing: cell.dropFirst()), first == UInt8(ascii: "-"))
    }

    /// At most 15 digits, with a point or not. Commas may set thousands apart: all of them, in groups of three, the
    /// first of which is shorter or as long and does not begin with 0, since `0,250` is elsewhere a quarter.
    private struct Decimal {
        private(set) var digits = 0
        /// How many digits are behind the point; -1 where there is no point.
        private(set) var places = -1

        init?(_ cell: UnsafeRawBufferPointer) {
            var count = 0
            /// Digits since the last comma; -1 before the first.
            var inGroup = -1
            for byte in cell {
                if let digit = Cells.digit(byte) {
                    digits = digits * 10 + digit
                    count += 1
                    if count > 15 { return nil }
                    if places >= 0 { places += 1 } else if inGroup >= 0 { inGroup += 1 }
                } else if byte == UInt8(ascii: "."), places < 0, inGroup < 0 || inGroup == 3 {
                    places = 0
                } else if byte == UInt8(ascii: ","), places < 0,
                    inGroup == 3 || inGroup < 0 && (1...3).contains(count) && cell[0] != UInt8(ascii: "0")
                {
                    inGroup = 0
                } else {
                    return nil
                }
            }
            guard count > 0, inGroup < 0 || inGroup == 3 else { return nil }
        }

        /// The number divided by that power of ten: both parts of the quotient are exact, and it is rounded once
        /// (W. D. Clinger, How to read floating point numbers accurately).
        func value(dividedByTenTo power: Int) -> Double {
            Double(digits) / Decimal.powersOfTen[max(0, places) + power]
        }

        private static let powersOfTen: [Double] = [
            1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        ]
    }

    /// `2010-12-31` or `31-Dec-2010`, or, where UK dates are allowed, also `31/12/2010`; midnight after it is ignored.
    static func day(_ cell: UnsafeRawBufferPointer, uk: Bool) -> Day? {
        let cell = withoutMidnight(cell)
        if cell.count == 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-") {
            guard let year = digits(cell, 0..<4), let month = digits(cell, 5..<7), let day = digits(cell, 8..<10) else {
                return nil
            }
            return Day(year: year, month: month, day: day)
        }
        guard let written = WrittenDay(cell), written.hasFourDigitYear, written.isNamed || uk else { return nil }
        return written.dayFirst
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

    /// Drops the meaningless time with which systems export a date: `31/12/2010 00:00:00`.
    static func withoutMidnight(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard cell.count > 10, let gap = cell.lastIndex(where: { $0 == 0x20 || $0 == UInt8(ascii: "T") }),
            cell[(gap + 1)...].count >= 5,
            cell[(gap + 1)...].allSatisfy({ "0:.".utf8.contains($0) })
        else { return cell }
        return UnsafeRawBufferPointer(rebasing: cell[..<gap])
    }

    /// Whether a cell is written as an offence code is; it need not be a known one.
    static func isOffenceCode(_ cell: UnsafeRawBufferPointer) -> Bool {
        cell.count == KnownOffenceCodes.length && cell.allSatisfy { digit($0) != nil }
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
