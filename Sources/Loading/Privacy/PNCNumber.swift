import ReportKit

/// A number of the Police National Computer, written in full as `2001/0012345H`: the year in which it was made, a
/// serial number of seven digits, and a check letter.
///
/// Form, check letter and the other forms in which it is written are those of the parser of these numbers in the
/// Ministry of Justice's hmpps-person-record (github.com/ministryofjustice/hmpps-person-record, versions of 2024 to
/// 2026).
struct PNCNumber: Equatable {
    /// The length of the full form.
    static let length = 13

    let year: Int
    /// From 1 to 9,999,999.
    let serial: Int

    /// The last two digits of the year followed by the seven of the serial number, as one number, modulo 23, counted
    /// into the letters without I, O and S, of which the last is the first: 0 is Z, 1 is A.
    var checkLetter: UInt8 { Self.letters[(year % 100 * 10_000_000 + serial) % 23] }

    private static let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY".utf8)

    /// Writes the full form.
    func write(into form: UnsafeMutableRawBufferPointer) {
        var (year, serial) = (year, serial)
        for index in (0..<4).reversed() {
            form[index] = 0x30 + UInt8(year % 10)
            year /= 10
        }
        form[4] = UInt8(ascii: "/")
        for index in (5..<12).reversed() {
            form[index] = 0x30 + UInt8(serial % 10)
            serial /= 10
        }
        form[12] = checkLetter
    }
}

/// Reads the PNC numbers of one extract, in whichever form each is written: with the year in two digits or four, with
/// or without the slash, with or without the serial number's leading zeros, in capitals or not, with spaces.
struct PNCReader {
    enum Reading: Equatable {
        case number(PNCNumber)
        case notTaken(IdentifierFlaw)
    }

    /// The latest year that two digits stand for.
    private let latestOfTwoDigits: Int
    private let latest: Int

    /// - Parameters:
    ///   - day: the extract's day: two digits stand for the latest such year that had begun by then.
    ///   - today: a year of four digits is not after this day's.
    init(extractOf day: Day, today: Day) {
        latestOfTwoDigits = day.components.year
        latest = max(day.components.year, today.components.year)
    }

    /// Reads a cell that is not empty.
    ///
    /// Without a slash, up to nine digits may begin with two of the year or with four. Both are tried, and the check
    /// letter decides.
    func read(_ cell: UnsafeRawBufferPointer) -> Reading {
        guard let parts = Parts(cell) else {
            return .notTaken(Placeholder.isOne(cell) ? .placeholder : .otherForm)
        }
        if parts.digits == 0 { return .notTaken(.placeholder) }
        let short = parts.mayHaveYear(of: 2) ? number(parts, yearDigits: 2) : nil
        let long = parts.mayHaveYear(of: 4) ? number(parts, yearDigits: 4) : nil
        guard short != nil || long != nil else { return .notTaken(.otherForm) }
        if (short?.serial ?? 0) == 0, (long?.serial ?? 0) == 0 { return .notTaken(.placeholder) }
        guard let letter = parts.letter else { return .notTaken(.noLetter) }
        func fits(_ number: PNCNumber?) -> PNCNumber? {
            guard let number, number.serial > 0, number.checkLetter == letter else { return nil }
            return number
        }
        switch (fits(short), fits(long)) {
        case (nil, nil): return .notTaken(.wrongLetter)
        case (let number?, nil), (nil, let number?): return .number(number)
        case (.some, .some): return .notTaken(.ambiguous)
        }
    }

    /// The number, whose serial may be 0, with so many of the digits being the year; nil where that is no such year.
    private func number(_ parts: Parts, yearDigits: Int) -> PNCNumber? {
        let divisor = Self.powersOfTen[parts.count - yearDigits]
        let (year, serial) = parts.digits.quotientAndRemainder(dividingBy: divisor)
        if yearDigits == 2 {
            let century = latestOfTwoDigits / 100 * 100
            return PNCNumber(
                year: century + year <= latestOfTwoDigits ? century + year : century - 100 + year, serial: serial)
        }
        return year >= 1900 && year <= latest ? PNCNumber(year: year, serial: serial) : nil
    }

    private static let powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]
}

/// A cell's digits, the place of the slash among them, and the letter behind them.
private struct Parts {
    private(set) var digits = 0
    private(set) var count = 0
    private var slash: Int?
    private(set) var letter: UInt8?

    /// - Returns: nil where there is anything else, or more of any.
    init?(_ cell: UnsafeRawBufferPointer) {
        for byte in cell where byte != 0x20 {
            guard letter == nil else { return nil }
            if let digit = Cells.digit(byte) {
                guard count < 11 else { return nil }
                digits = digits * 10 + digit
                count += 1
            } else if byte == UInt8(ascii: "/"), slash == nil {
                slash = count
            } else if asciiLowercase(byte) &- 0x61 < 26, count > 0 {
                letter = asciiLowercase(byte) & 0xDF
            } else {
                return nil
            }
        }
        guard count > 0 else { return nil }
    }

    /// Whether so many digits may be the year: the slash is behind them or absent, and one to seven follow.
    func mayHaveYear(of digits: Int) -> Bool {
        (slash ?? digits) == digits && (1...7).contains(count - digits)
    }
}
