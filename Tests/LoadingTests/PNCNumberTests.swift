import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("A PNC number")
struct PNCNumberTests {
    private static let reader = PNCReader(extractOf: Day("2011-06-30")!, today: Day("2026-01-01")!)

    private func read(_ text: String, _ reader: PNCReader = PNCNumberTests.reader) -> PNCReader.Reading {
        Array(text.utf8).withUnsafeBytes { reader.read($0) }
    }

    /// The full form of what a text is read as; nil where it is no number.
    private func fullForm(_ text: String, _ reader: PNCReader = PNCNumberTests.reader) -> String? {
        guard case .number(let number) = read(text, reader) else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: PNCNumber.length, alignment: 1) { form in
            number.write(into: form)
            return String(decoding: form, as: UTF8.self)
        }
    }

    @Test(
        "has the check letter of year and serial number",
        arguments: ["1985/0005000C", "2001/0012345H", "2004/0712343W"])
    func known(number: String) {
        #expect(fullForm(number) == number)
        #expect(number.last == PNC.checkLetter(number.dropFirst(2).filter(\.isNumber)))
    }

    @Test("has the check letter that division by hand gives, each remainder being another letter")
    func checkLetters() {
        var letters: Set<UInt8> = []
        for year in 1912...2026 {
            for serial in [1, 22, 23, 24, 99_999, 1_000_000, 9_999_999] + (0..<23).map({ year * 100 + $0 }) {
                let number = PNCNumber(year: year, serial: serial)
                letters.insert(number.checkLetter)
                #expect(Character(UnicodeScalar(number.checkLetter)) == PNC.number(serial, year: year).last)
            }
        }
        #expect(letters == Set("ABCDEFGHJKLMNPQRTUVWXYZ".utf8))
    }

    /// Every form in which a number may be written, and whether it has no slash.
    private func forms(of number: String) -> [(text: String, isJoined: Bool)] {
        let year = number.prefix(4)
        let serial = number.dropFirst(5).dropLast()
        let short = serial.drop { $0 == "0" }
        let letter = number.suffix(1)
        return [year, year.suffix(2)].flatMap { year in
            [serial, short].flatMap { serial in
                ["/", ""].flatMap { slash in
                    let text = "\(year)\(slash)\(serial)\(letter)"
                    return [
                        (text, slash.isEmpty), (text.lowercased(), slash.isEmpty),
                        ("\(year) \(slash) \(serial.prefix(3)) \(serial.dropFirst(3)) \(letter)", slash.isEmpty),
                    ]
                }
            }
        }
    }

    @Test("is the same one in every form in which it is written, but where it has no slash and fits another one too")
    func everyForm() {
        var ambiguous = 0
        var all = 0
        for index in 0..<700 {
            let limit = Int(String(repeating: "9", count: index % 7 + 1))!
            let number = PNC.number(index * 7_919_771 % limit + 1, year: 1912 + index * 37 % 100)
            for form in forms(of: number) {
                all += 1
                #expect(Array(form.text.utf8).withUnsafeBytes { IdentifierShape.occurs(in: $0) }, "\(form.text)")
                if form.isJoined, read(form.text) == .notTaken(.ambiguous) {
                    ambiguous += 1
                } else {
                    #expect(fullForm(form.text) == number, "\(form.text)")
                }
            }
        }
        // One check letter in 23 is right by chance, where both ways of reading have a year that can be.
        #expect(ambiguous * 40 < all, "\(ambiguous) of \(all)")
    }

    @Test("is none with any other check letter, in every form that has a slash")
    func wrongLetter() {
        for serial in [1, 12_345, 712_343, 9_999_999] {
            for year in [1974, 1999, 2000, 2011] {
                let number = PNC.number(serial, year: year)
                for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" where letter != number.last {
                    for form in forms(of: number.dropLast() + String(letter)) {
                        if form.isJoined {
                            #expect(fullForm(form.text) != number, "\(form.text)")
                        } else {
                            #expect(read(form.text) == .notTaken(.wrongLetter), "\(form.text)")
                        }
                    }
                }
            }
        }
    }

    @Test("without a slash is read both ways: the check letter decides, and where both fit, or neither, there is none")
    func joined() {
        #expect(fullForm("19850005000C") == "1985/0005000C" && fullForm("198505000C") == "1985/0005000C")
        #expect(fullForm("850005000C") == "1985/0005000C")
        // Ten characters: a year in four digits with five of the serial number, or in two with all seven. Whether both
        // fit follows from the year: 1994/00abcde and 1919/94abcde always have the same letter, 1985 and 1919 never.
        for (year, isAmbiguous) in [(1985, false), (1994, true)] {
            for serial in stride(from: 10_000, to: 99_999, by: 997) {
                let long = PNC.number(serial, year: year)
                let short = PNC.number(year % 100 * 100_000 + serial, year: 1919)
                for number in [long, short] {
                    let text = "\(year)\(serial)\(number.suffix(1))"
                    #expect(isAmbiguous ? read(text) == .notTaken(.ambiguous) : fullForm(text) == number, "\(text)")
                }
                let wrong = "ABC".first { $0 != long.last && $0 != short.last }!
                #expect(read("\(year)\(serial)\(wrong)") == .notTaken(.wrongLetter))
            }
        }
    }

    @Test(
        "has a year in two digits that is the latest one by the extract's day, not by today's",
        arguments: [
            ("2011-06-30", 11, 2011), ("2011-06-30", 12, 1912), ("2009-12-31", 10, 1910), ("2026-01-01", 26, 2026),
            ("1999-12-31", 0, 1900), ("2000-01-01", 0, 2000), ("2001-01-01", 85, 1985),
        ])
    func twoDigits(day: String, digits: Int, year: Int) {
        let number = PNC.number(12_345, year: year)
        let reader = PNCReader(extractOf: Day(day)!, today: Day("2026-01-01")!)
        #expect(fullForm(String(number.dropFirst(2)), reader) == number)
        #expect(Int(number.dropFirst(2).prefix(2)) == digits)
    }

    @Test(
        "is none, with the reason",
        arguments: [
            ("0000", IdentifierFlaw.placeholder), ("TBC", .placeholder), ("tbc1", .placeholder), ("None", .placeholder),
            ("N/A", .placeholder), ("n / a", .placeholder), ("UNKNOWN", .placeholder), ("not known", .placeholder),
            ("-", .placeholder), ("?", .placeholder), ("XXXX", .placeholder), ("2001/0000000P", .placeholder),
            ("01/0000000P", .placeholder), ("00/0", .placeholder), ("20010000000P", .placeholder),
            ("2001/0012345X", .wrongLetter), ("2001/0012345O", .wrongLetter), ("20010012345A", .wrongLetter),
            ("2001/0012345", .noLetter), ("01/12345", .noLetter), ("20010012345", .noLetter), ("010012345", .noLetter),
            ("2001/00123456H", .otherForm), ("2001/H", .otherForm), ("201/0012345H", .otherForm), ("12", .otherForm),
            ("2001//0012345H", .otherForm), ("2001/0012345HH", .otherForm), ("H2001/0012345", .otherForm),
            ("2001-0012345H", .otherForm), ("john smith of leeds", .otherForm), ("X123456", .otherForm),
            ("1899/0012345H", .otherForm), ("2027/0012345H", .otherForm), ("2001/00123\u{E9}5H", .otherForm),
            ("123456789012H", .otherForm), ("TBC123", .otherForm), ("2001/0012345\0H", .otherForm),
        ])
    func flaws(text: String, flaw: IdentifierFlaw) {
        #expect(read(text) == .notTaken(flaw))
    }

    @Test(
        "is never a placeholder, and neither is a CRN",
        arguments: ["X123456", "X000001", "C/12345", "NA123456", "A1B2"])
    func noPlaceholder(text: String) {
        #expect(!Array(text.utf8).withUnsafeBytes { Placeholder.isOne($0) })
    }
}
