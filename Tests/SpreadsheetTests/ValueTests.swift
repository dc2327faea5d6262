import Testing

@testable import Spreadsheet

@Suite("Values of a workbook")
struct ValueTests {
    @Test(
        "a number is written in the shortest digits that are exactly it, without an exponent",
        arguments: [
            (12, "12"), (0, "0"), (-0.0, "0"), (1.1, "1.1"), (0.30000000000000004, "0.30000000000000004"),
            (1e21, "1000000000000000000000"), (1.5e16, "15000000000000000"), (1e-7, "0.0000001"), (-2.5e-3, "-0.0025"),
            (123_456_789_012_345, "123456789012345"), (0.1, "0.1"), (1e15, "1000000000000000"), (100, "100"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(PlainNumber.text(value) == text)
        #expect(Double(text) == value)
    }

    @Test("a number that is written so already is known by its bytes")
    func plain() {
        func isPlain(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { PlainNumber.isPlain($0) } }
        for text in ["0", "12", "-12", "0.5", "-0.5", "123456789012345", "10", "1.05"] {
            #expect(isPlain(text), "\(text)")
            #expect(PlainNumber.text(Double(text)!) == text)
        }
        let others = [
            "", "-", "12.0", "1.2E1", "01", "-0", "00.5", ".5", "5.", "1.1000000000000001", "+1", "1 ", "1-2", "1.2.3",
            "1234567890123456",
        ]
        for text in others { #expect(!isPlain(text), "\(text)") }
    }

    @Test(
        "a day counted from 1900 is read with the leap day that never was",
        arguments: [
            (1, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"), (40_543, "2010-12-31"),
            (0, "1900-01-00"), (0.5, "1900-01-00 12:00:00"), (-1, "-1"), (2_958_465, "9999-12-31"),
            (2_958_466, "2958466"), (40_543.75, "2010-12-31 18:00:00"), (40_543.999999999993, "2011-01-01"),
            (40_543.99999, "2010-12-31 23:59:59.136"),
        ] as [(Double, String)])
    func from1900(serial: Double, text: String) {
        #expect(SerialDate.text(serial, from1904: false) == text)
    }

    @Test(
        "a day counted from 1904 is read without it",
        arguments: [
            (0, "1904-01-01"), (39_081, "2010-12-31"), (59, "1904-02-29"), (-1, "-1"), (0.25, "1904-01-01 06:00:00"),
        ] as [(Double, String)])
    func from1904(serial: Double, text: String) {
        #expect(SerialDate.text(serial, from1904: true) == text)
    }

    @Test("a time, a duration, and those that XML writes")
    func times() {
        #expect(SerialDate.time(0.5625) == "13:30:00" && SerialDate.time(1.5) == "36:00:00")
        #expect(SerialDate.time(1.0 / 3) == "08:00:00" && SerialDate.time(-1) == "-1")
        #expect(WrittenDate.time("PT13H30M00S") == "13:30:00" && WrittenDate.time("PT5H3M1.250S") == "05:03:01.250")
        #expect(WrittenDate.time("P1D") == "P1D")
        #expect(
            WrittenDate.text("2010-12-31") == "2010-12-31" && WrittenDate.text("2010-12-31T00:00:00") == "2010-12-31")
        #expect(WrittenDate.text("2010-12-31T13:30:00Z") == "2010-12-31 13:30:00")
        #expect(WrittenDate.text("2010-12-31T00:00:00.000Z") == "2010-12-31")
    }

    @Test(
        "a number's format tells what it is",
        arguments: [
            ("General", .number), ("0.00", .number), ("#,##0;[Red]-#,##0", .number), ("0.0%", .percentage),
            ("dd/mm/yyyy", .date), ("[$-809]dd mmmm yyyy;@", .date), ("yyyy\\-mm\\-dd", .date), ("mmm\\-yy", .date),
            ("mmmm", .date), ("dd/mm/yyyy hh:mm", .date), ("h:mm AM/PM", .time), ("[h]:mm:ss", .time), ("mm:ss", .time),
            ("[mm]", .time), ("\"day\" 0", .number), ("0\\d", .number), ("0.00E+00", .number), ("@", .number),
            ("[Red][<0]0.0;0", .number), ("_-* #,##0.00_-", .number), ("\"50%\" 0", .number), ("YYYY-MM-DD", .date),
            ("[DBNum1]General", .number), ("0_d", .number), ("_(\"£\"* #,##0_)", .number), ("[", .number),
            ("\"", .number),
        ] as [(String, NumberFormat)])
    func formats(code: String, format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }

    @Test("the formats that every Excel has")
    func builtIn() {
        let formats = [0, 2, 9, 10, 14, 17, 18, 21, 22, 37, 45, 47, 49, 57].map { NumberFormat(builtIn: $0) }
        #expect(
            formats == [
                .number, .number, .percentage, .percentage, .date, .date, .time, .time, .date, .number, .time, .time,
                .number, .date,
            ])
    }

    @Test("Excel's way to write characters that XML lacks is undone")
    func escapes() {
        func undone(_ text: String) -> String {
            var bytes = Array(text.utf8)
            let count = bytes.withUnsafeMutableBytes { ExcelEscapes.undo($0) }
            return String(decoding: bytes.prefix(count), as: UTF8.self)
        }
        #expect(undone("a_x000D_b") == "a\rb" && undone("_x005F_x000D_") == "_x000D_" && undone("_x20AC_") == "€")
        #expect(undone("a_b_x00_") == "a_b_x00_" && undone("_xD800_") == "_xD800_" && undone("_x000g_") == "_x000g_")
    }
}
