import Foundation
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("A workbook is refused")
struct RefusalTests {
    private func error(_ bytes: [UInt8], _ change: (inout WorkbookLimits) -> Void = { _ in }) throws -> WorkbookError? {
        let reading = try Reading(bytes)
        change(&reading.limits)
        return #expect(throws: WorkbookError.self) { try reading.rows() }
    }

    private func isDamaged(_ error: WorkbookError?) -> Bool {
        if case .damaged = error { true } else { false }
    }

    private func isTooLarge(_ error: WorkbookError?) -> Bool {
        if case .tooLarge = error { true } else { false }
    }

    private static let good = "<row><c t='inlineStr'><is><t>text</t></is></c></row>"

    @Test("where it was cut short, wherever that is, and never read as a whole one")
    func cut() throws {
        let rows = (0..<400).map { "<row><c><v>\($0 * 7919 % 1000)</v></c><c><v>\($0)</v></c></row>" }.joined()
        for whole in [try Excel.book(rows), try OpenSheet.sheet("<table:table-row/>")] {
            for length in stride(from: 4, to: whole.count, by: max(1, whole.count / 40)) + [whole.count - 1] {
                #expect(isDamaged(try error(Array(whole.prefix(length)))), "\(length) of \(whole.count)")
            }
        }
    }

    @Test("where a byte of its sheet is another one, even behind the rows")
    func spoilt() throws {
        let sheet = { (tail: String) in
            """
            <worksheet xmlns='\(Excel.namespace)'><sheetData>\(Self.good)</sheetData><tail>\(tail)</tail></worksheet>
            """
        }
        // Stored as it is, so that the byte that is changed is one of the text.
        func book(_ tail: String) throws -> [UInt8] {
            let parts = [
                (
                    "_rels/.rels",
                    Excel.relations([("a", "\(Excel.types)/officeDocument", "/b.xml")])
                ),
                (
                    "b.xml",
                    "<workbook xmlns='\(Excel.namespace)' xmlns:r='\(Excel.types)'><sheets><sheet name='A' r:id='s'/></sheets></workbook>"
                ), ("_rels/b.xml.rels", Excel.relations([("s", "\(Excel.types)/worksheet", "s.xml")])),
                ("s.xml", sheet(tail)),
            ]
            return try ZipArchive.bytes(parts.map { .init(name: $0.0, contents: $0.1, isCompressed: false) })
        }
        var bytes = try book("unspoilt")
        #expect(try Reading(bytes).rows() == ["1: [text]"])
        let place = try #require(Data(bytes).range(of: Data("unspoilt".utf8))).lowerBound
        bytes[place] = UInt8(ascii: "U")
        #expect(isDamaged(try error(bytes)))
    }

    @Test("where it declares entities, is nested without end or has a tag without end")
    func xml() throws {
        let doctype =
            "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><worksheet><sheetData>&b;</sheetData></worksheet>"
        #expect(
            try error(Excel.book(sheets: [("A", "", doctype)]))
                == .damaged(problem: "xl/worksheets/sheet1.xml in it has a DOCTYPE, which no workbook has"))
        let deep = String(repeating: "<a>", count: 101)
        #expect(
            try error(Excel.book(sheets: [("A", "", deep)]))
                == .damaged(problem: "xl/worksheets/sheet1.xml in it is nested too deeply"))
        let long = "<worksheet a='" + (0..<600_000).map { "\($0)" }.joined() + "'/>"
        #expect(isTooLarge(try error(Excel.book(sheets: [("A", "", long)]))))
    }

    @Test("where it would become very large: the limits, here small ones, hold for each part of it")
    func limits() throws {
        let book = try Excel.book(
            "<row><c t='s'><v>0</v></c></row>" + String(repeating: "<row/>", count: 10_000),
            texts: "<si><t>abcdefgh</t></si><si><t>ijklmnop</t></si>", styles: "<cellXfs><xf/></cellXfs>")
        #expect(try Reading(book).rows() == ["1: [abcdefgh]"])
        let changes: [(inout WorkbookLimits) -> Void] = [
            { $0.entries = 3 }, { $0.directory = 100 }, { $0.part = 100 }, { $0.sharedText = 10 },
            { $0.sharedTexts = 1 }, { $0.row = 4 }, { $0.sheets = 0 },
            {
                $0.unsuspicious = 20_000
                $0.ratio = 10
            },
        ]
        for (index, change) in changes.enumerated() { #expect(isTooLarge(try error(book, change)), "\(index)") }
        let wide = try Excel.book("<row><c r='XFD1'><v>1</v></c><c><v>2</v></c></row>")
        #expect(
            try error(wide) == .rowTooLarge(sheet: "Sheet1", row: 1, problem: "reaches beyond column 16384"))
        #expect(
            try error(Excel.book(Self.good)) { $0.row = 3 }
                == .rowTooLarge(sheet: "Sheet1", row: 1, problem: "holds more than 3 bytes"))
    }

    @Test("where it is compressed far more than a sheet can be, at once and in little memory")
    func bomb() throws {
        // 200 MB of blanks, which a quarter of a megabyte holds.
        let blanks = String(repeating: " ", count: 1 << 20)
        let pieces = ["<worksheet><sheetData>"] + Array(repeating: blanks, count: 200)
        var parts: [ZipArchive.Entry] = [
            .init(name: "_rels/.rels", contents: Excel.relations([("a", "\(Excel.types)/officeDocument", "/b.xml")])),
            .init(
                name: "b.xml",
                contents:
                    "<workbook xmlns='\(Excel.namespace)' xmlns:r='\(Excel.types)'><sheets><sheet name='A' r:id='s'/></sheets></workbook>"
            ), .init(name: "_rels/b.xml.rels", contents: Excel.relations([("s", "\(Excel.types)/worksheet", "s.xml")])),
        ]
        parts.append(.init(name: "s.xml", pieces: pieces))
        let bytes = try ZipArchive.bytes(parts)
        #expect(bytes.count < 1 << 20)
        let began = ContinuousClock.now
        #expect(isTooLarge(try error(bytes)))
        #expect(ContinuousClock.now - began < .seconds(1))
    }

    @Test("where a few bytes of it would be read as a very large sheet, or again and again")
    func repeatedly() throws {
        // Sheets without rows are looked through for one that has some.
        let empty = "<worksheet><sheetData>\(String(repeating: "<row/>", count: 1_000))</sheetData></worksheet>"
        let book = try Excel.book(
            sheets: (1...9).map { ("Sheet\($0)", "", empty) } + [
                ("Data", "", "<worksheet><sheetData>\(Self.good)</sheetData></worksheet>")
            ])
        #expect(try Reading(book).rows() == ["1: [text]"])
        let small: (inout WorkbookLimits) -> Void = {
            $0.unsuspicious = 10_000
            $0.ratio = 1
        }
        #expect(isTooLarge(try error(book, small)))
        // A cell that has a type and no value holds something only as it seems.
        let row = "<table:table-row><table:table-cell office:value-type='float'/></table:table-row>"
        let tables = (1...20).map { "<table:table table:name='T\($0)'>\(row)</table:table>" }.joined()
        let open = try OpenSheet.book(tables)
        #expect(try error(open) == .noRows(sheets: (1...20).map { "'T\($0)'" }))
        #expect(isTooLarge(try error(open, small)))
        // One part, listed as two sheets.
        let relations = Excel.relations(
            [("s", "\(Excel.types)/worksheet", "s.xml"), ("t", "\(Excel.types)/worksheet", "/s.xml")])
        let list = "<sheets><sheet name='A' r:id='s'/><sheet name='B' r:id='t'/></sheets>"
        let twice = try ZipArchive.bytes([
            .init(name: "_rels/.rels", contents: Excel.relations([("a", "\(Excel.types)/officeDocument", "/b.xml")])),
            .init(
                name: "b.xml",
                contents: "<workbook xmlns='\(Excel.namespace)' xmlns:r='\(Excel.types)'>\(list)</workbook>"),
            .init(name: "_rels/b.xml.rels", contents: relations), .init(name: "s.xml", contents: empty),
        ])
        #expect(try error(twice) == .damaged(problem: "'A' and 'B' in it are one and the same sheet"))
    }

    @Test("where a row that holds something is below the last that a sheet can have")
    func lastRow() throws {
        func problem(_ number: Int) -> WorkbookError {
            .rowTooLarge(sheet: "Sheet1", row: number, problem: "reaches beyond row 1048576, the last of a sheet")
        }
        let cell = "<table:table-cell office:value-type='float' office:value='1'/>"
        func rows(_ repeats: Int, _ cell: String) -> String {
            "<table:table-row table:number-rows-repeated='\(repeats)'>\(cell)</table:table-row>"
        }
        let reading = try Reading(OpenSheet.sheet(rows(1_048_575, "") + rows(1, cell) + rows(9_999_999_999_999, "")))
        #expect(try reading.rows() == ["1048576: [number 1]"])
        #expect(try error(OpenSheet.sheet(rows(1_048_575, "") + rows(2, cell))) == problem(1_048_576))
        #expect(try error(OpenSheet.sheet(rows(1_048_576, "") + rows(1, cell))) == problem(1_048_577))
        func excel(_ row: Int) throws -> [UInt8] { try Excel.book("<row r='\(row)'><c><v>1</v></c></row>") }
        #expect(try Reading(excel(1_048_576)).rows() == ["1048576: [number 1]"])
        #expect(try error(excel(1_048_577)) == problem(1_048_577))
    }

    @Test("where what is kept of its list of sheets would become large")
    func list() throws {
        let book = try Excel.book(Self.good)
        #expect(isTooLarge(try error(book) { $0.relations = 0 }))
        let cell = "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
        let hidden = (1...3).map {
            "<style:style style:name='ta\($0)'><style:table-properties table:display='false'/></style:style>"
        }
        let open = try OpenSheet.book("<table:table table:name='Data'>\(cell)</table:table>", styles: hidden.joined())
        #expect(try Reading(open).rows() == ["1: [1]"])
        #expect(isTooLarge(try error(open) { $0.sheets = 2 }))
        #expect(isTooLarge(try error(open) { $0.name = 3 }))
        #expect(isTooLarge(try error(open) { $0.name = 2 }))
    }

    @Test("where it is of another kind: with what it is, and what to do")
    func kinds() throws {
        func problem(_ bytes: [UInt8]) throws -> String? {
            guard case .unsupported(let problem, _) = try error(bytes) else { return nil }
            return problem
        }
        let package = Excel.relations([("a", "\(Excel.types)/officeDocument", "xl/workbook.bin")])
        let binary = try ZipArchive.bytes([.init(name: "_rels/.rels", contents: package)])
        #expect(try problem(binary) == "is a binary Excel workbook (.xlsb)")
        let other = try ZipArchive.bytes([.init(name: "extract.csv", contents: "a,b\n")])
        #expect(try problem(other) == "is a ZIP archive, but no workbook of Excel or OpenDocument")
        let text = try ZipArchive.bytes([.init(name: "content.xml", contents: "<a/>")])
        #expect(try problem(text) == "is a ZIP archive, but no workbook of Excel or OpenDocument")
        let encrypted = try ZipArchive.bytes([
            .init(name: "META-INF/manifest.xml", contents: "<m><manifest:encryption-data/></m>"),
            .init(name: "content.xml", contents: "noise"),
        ])
        #expect(try problem(encrypted) == "is protected by a password")
    }

    @Test(
        "where it is a compound file: of the old kind, or protected",
        arguments: ["Workbook", "EncryptedPackage", "Other"])
    func compound(stream: String) throws {
        var bytes = [UInt8](repeating: 0, count: 1024)
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        bytes[30] = 9
        for (index, unit) in stream.utf16.enumerated() { bytes[512 + 128 + 2 * index] = UInt8(unit) }
        bytes[512 + 128 + 64] = UInt8(2 * stream.utf16.count + 2)
        let reading = try Reading(bytes)
        let signature = bytes.withUnsafeBytes { FileSignature($0) }
        #expect(signature == .compound)
        let descriptor = open(reading.path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let message = CompoundFile.refusal(descriptor).message
        let expected = [
            "Workbook": "is an Excel workbook of the old kind (.xls)",
            "EncryptedPackage": "is protected by a password",
            "Other":
                "is an old file of Microsoft Office's (.xls or the like), or one that is protected by a password",
        ]
        #expect(message == expected[stream])
    }
}
