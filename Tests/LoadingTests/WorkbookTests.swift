import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading
@testable import Spreadsheet

@Suite("A workbook is loaded")
struct WorkbookTests {
    @Test(
        "with the same rows as the CSV of the same cells, whatever these are typed as",
        .enabled(if: Checker.openpyxl && Checker.odfpy, "not checked: openpyxl and odfpy"),
        arguments: [("xlsx", 1), ("xlsx", 2), ("ods", 3)])
    func sameRows(format: String, seed: Int) throws {
        let desk = try Desk()
        var random = FindingGenerator(seed: UInt64(seed))
        func any(_ words: String...) -> String { words.randomElement(using: &random)! }
        let rows = (1...200).map { number in
            let day = any("2010-12-31", "2010-09-30", "2010-06-30", "2010-02-30")
            return [
                day, PNC.number(number), any("male", "female", ""), any("1985-03", "1985-03-07"), "PT-LANCASHIRE",
                any("E10000017", "00ET"), any("1", "2", "4", "9"), any("true", "false", "yes", ""),
            ].joined(separator: ",")
        }
        let csv = try desk.write(([Desk.heading] + rows).map { $0 + "\n" }.joined().utf8, as: "same.csv")
        try PythonWorkbook.write(csv, to: "\(desk.folder)/same.\(format)", seed: seed)
        let first = try desk.load(path: csv)
        #expect(first.loaded > 20 && first.quarantined > 20)
        let second = try desk.load(path: "\(desk.folder)/same.\(format)")
        #expect(second.counts == [first.read, 0, first.loaded, first.quarantined])
        #expect(second.rejectedReasons.map(\.rows) == first.rejectedReasons.map(\.rows))
        #expect(second.sheet == "Extract" && first.sheet == nil)
    }

    /// A workbook of one sheet named Extract, its cells as XML.
    private func write(
        _ rows: [String], to desk: Desk, as name: String = "book.xlsx",
        styles: String = "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='9'/></cellXfs>"
    ) throws -> String {
        let heading = "<row>" + Desk.heading.split(separator: ",").map { cell("\($0)") }.joined() + "</row>"
        return try write(sheets: [("Extract", heading + rows.joined())], to: desk, as: name, styles: styles)
    }

    private func write(
        sheets: [(name: String, data: String)], to desk: Desk, as name: String = "book.xlsx", styles: String = ""
    ) throws -> String {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relations(_ parts: [(id: String, type: String, target: String)]) -> String {
            "<Relationships>"
                + parts.map { "<Relationship Id='\($0.id)' Type='\(types)/\($0.type)' Target='\($0.target)'/>" }
                .joined()
                + "</Relationships>"
        }
        let list = sheets.enumerated().map { "<sheet name='\($1.name)' r:id='s\($0)'/>" }.joined()
        var parts = [
            ("_rels/.rels", relations([("w", "officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns='\(main)' xmlns:r='\(types)'><sheets>\(list)</sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    sheets.indices.map { ("s\($0)", "worksheet", "s\($0).xml") } + [("st", "styles", "styles.xml")])
            ), ("xl/styles.xml", "<styleSheet xmlns='\(main)'>\(styles)</styleSheet>"),
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                ("xl/s\(index).xml", "<worksheet xmlns='\(main)'><sheetData>\(sheet.data)</sheetData></worksheet>"))
        }
        return try desk.write(ZipArchive.bytes(parts.map { .init(name: $0.0, contents: $0.1) }), as: name)
    }

    private func cell(_ text: String) -> String { "<c t='inlineStr'><is><t>\(text)</t></is></c>" }

    /// A row of a caseload whose snapshot date is a cell of its own making.
    private func row(_ number: Int, day: String, matched: String? = nil) -> String {
        let cells = [PNC.number(number), "male", "1985-03", "PT-LANCASHIRE", "", "2"].map {
            $0.isEmpty ? "<c/>" : cell($0)
        }
        return "<row>\(day)\(cells.joined())\(matched ?? cell("yes"))</row>"
    }

    @Test("with rows rejected by sheet and row, in the list, the quarantine and the ledger")
    func rejects() throws {
        let desk = try Desk()
        let good = row(1, day: "<c s='1'><v>40543</v></c>")
        let path = try write(
            [
                good, "<row/>", row(2, day: "<c><v>40543</v></c>"), row(3, day: "<c s='1'><v>60</v></c>"),
                row(4, day: "<c t='e'><v>#N/A</v></c>"), row(5, day: "<c><f>TODAY()</f></c>"),
                row(6, day: "<c s='1'><v>40543.5</v></c>"),
                row(7, day: "<c s='1'><v>40543</v></c>", matched: "<c t='b'><v>1</v></c>"),
                good, row(8, day: cell("31/12/2010")),
            ], to: desk)
        let summary = try desk.load(path: path)
        #expect(summary.counts == [9, 2, 0, 7])
        let list = try desk.rejects(of: "book.xlsx")
        #expect(
            list == [
                "Extract,4,snapshot_date,40543,\"is a number in the workbook, not a date: format its column as a date\"",
                "Extract,5,snapshot_date,1900-02-29,is not a calendar date as YYYY-MM-DD",
                "Extract,6,snapshot_date,#N/A,\"is an error in the workbook: correct the formula, or empty the cell\"",
                "Extract,7,snapshot_date,,\"is a formula without a result: open the workbook in a spreadsheet program, and "
                    + "save it\"",
                "Extract,8,snapshot_date,2010-12-31 12:00:00,is not a calendar date as YYYY-MM-DD",
                "Extract,10,snapshot_date,2010-12-31,the same person and snapshot as row 2",
                "Extract,11,snapshot_date,31/12/2010,is not a calendar date as YYYY-MM-DD; for day/month/year give --uk-dates",
            ])
        let text = try String(contentsOfFile: path + ".rejected.csv", encoding: .utf8)
        #expect(text.hasPrefix("sheet,row,column,value,reason\r\n"))
        #expect(
            try desk.count("select count(*) from warehouse.quarantine where file_line = 10 and reason like '%row 2'")
                == 1)
        let name: String = try desk.connection.query("select file_name from warehouse.load")[0].get(0)
        #expect(name == "book.xlsx, sheet 'Extract'")
        // The list of an earlier run is one of ours, and is replaced; UK dates leave dates as they are.
        let again = try desk.load(path: path) { $0.ukDates = true }
        #expect(again.counts == [9, 1, 2, 6])
    }

    @Test("but not where day and month of its dates were exchanged, whatever is given")
    func exchanged() throws {
        let desk = try Desk()
        func book(_ births: [String]) throws -> String {
            let rows = births.enumerated().map { index, birth in
                row(index + 1, day: cell("2010-12-31")).replacing(cell("1985-03"), with: birth)
            }
            return try write(rows, to: desk)
        }
        // 10 March and 11 June as cells of dates; 31 October as text, since there is no month 31.
        let (march, june, october) = ("<c s='1'><v>31116</v></c>", "<c s='1'><v>31209</v></c>", cell("31/10/1985"))
        let path = try book([march, october, june])
        for isGiven in [false, true] {
            let error = #expect(throws: LoadError.self) {
                try desk.load(path: path) {
                    $0.ukDates = isGiven
                    $0.acceptedRejections = isGiven ? "a reason" : nil
                }
            }
            #expect(
                error?.description
                    == "\(path), sheet 'Extract': 1 of the first 3 rows with dates has text of day, month and year in "
                    + "birth_month, always from the 13th on, and the others have date cells, always up to the 12th: a "
                    + "program with other settings has exchanged day and month. Nothing was loaded; export it again, and "
                    + "load it before a spreadsheet program whose settings have the month first has opened it.")
            #expect(error?.exitCode == .badData)
        }
        for other in [cell("11/10/1985"), "<c s='1'><v>31412</v></c>"] {
            let path = try book([march, other, october])
            #expect(try desk.load(path: path) { $0.ukDates = true }.quarantined == 0)
        }
    }

    @Test("with a cell that reaches beyond the heading rejected, and rows that end early read as far as they go")
    func width() throws {
        let desk = try Desk()
        let short = "<row>" + ["2010-12-31", PNC.number(1), "", "", "PT-LANCASHIRE"].map(cell).joined() + "</row>"
        let long = row(2, day: cell("2010-12-31")).replacing("</row>", with: "<c/>\(cell("note"))</row>")
        let path = try write(
            [row(3, day: cell("2010-12-31"), matched: "<c/>"), short, long, row(4, day: cell("2010-12-31"))], to: desk)
        #expect(try desk.load(path: path).counts == [4, 1, 0, 3])
        #expect(
            try desk.rejects(of: "book.xlsx") == [
                "Extract,2,pnc_matched,,is missing", "Extract,3,pnc_matched,,is missing",
                "Extract,4,,,\"the row has 10 cells, but the heading 8\"",
            ])
    }

    @Test("and a number shown as a percentage is one: for a target, 120% and not 1.2")
    func percentages() throws {
        let desk = try Desk()
        let heading = "indicator,applies_from,applies_to,area,kind,measure,value,source"
        func row(_ indicator: String, _ value: String) -> String {
            let cells = [indicator, "2010-04-01", "2011-03-31", "PT-LANCASHIRE", "target", "relative difference"].map(
                cell)
            return "<row>\(cells.joined())\(value)\(cell("plan"))</row>"
        }
        let names = "<row>\(heading.split(separator: ",").map { cell("\($0)") }.joined())</row>"
        let values = ["<c s='2'><v>1.2</v></c>", "<c><v>1.2</v></c>", "<c s='2'><v>-0.0777</v></c>"]
        let path = try write(
            sheets: [("Targets", names + zip(values, ["NI18", "NI30", "NI19"]).map { row($1, $0) }.joined())], to: desk,
            styles: "<cellXfs><xf/><xf/><xf numFmtId='9'/></cellXfs>")
        #expect(try desk.load(.targets, path: path).counts == [3, 2, 0, 1])
        #expect(try desk.rejects(of: "book.xlsx").map { $0.prefix(18) } == ["Targets,3,value,1."])
        #expect(
            try desk.count("select count(*) from warehouse.indicator_target where value in (1.2, -0.0777)") == 2)
    }

    @Test("from the sheet that is named, where several hold something; a wrong heading is named by sheet and row")
    func sheets() throws {
        let desk = try Desk()
        let heading = "<row r='3'>" + Desk.heading.split(separator: ",").map { cell("\($0)") }.joined() + "</row>"
        let path = try write(
            sheets: [
                ("Notes", "<row r='2'>\(cell("sex"))\(cell("nonsense"))\(cell("tier"))</row>"),
                ("Caseload", heading + row(1, day: cell("2010-12-31"))),
            ],
            to: desk)
        let several = #expect(throws: LoadError.self) { try desk.load(path: path) }
        #expect(several == .severalSheets(file: path, problem: "has several sheets: 'Notes', 'Caseload'"))
        #expect(several?.exitCode == .usage)
        let none = #expect(throws: LoadError.self) { try desk.load(path: path) { $0.sheet = "Case" } }
        #expect(none?.message == "\(path) has no sheet 'Case'; its sheets are 'Notes', 'Caseload'.")
        let wrong = #expect(throws: LoadError.self) { try desk.load(path: path) { $0.sheet = "Notes" } }
        #expect(wrong?.message.hasPrefix("\(path), sheet 'Notes', row 2: the heading is not") == true)
        let blank = try write(sheets: [("Blank\u{85}", "<row><c/></row>")], to: desk, as: "blank.xlsx")
        #expect(throws: LoadError.empty(file: "\(blank), sheet 'Blank\u{FFFD}'")) {
            try desk.load(path: blank) { $0.sheet = "Blank\u{85}" }
        }
        #expect(try desk.load(path: path) { $0.sheet = "caseload" }.counts == [1, 1, 0, 0])
    }

    @Test("by what it is and not by its name; options for CSV files, and a sheet of one, are refused")
    func options() throws {
        let desk = try Desk()
        let path = try write([row(1, day: cell("2010-12-31"))], to: desk, as: "book.csv")
        #expect(throws: LoadError.notOfFormat(file: path, option: "--sniff-delimiter")) {
            try desk.load(path: path) { $0.sniffsDelimiter = true }
        }
        #expect(throws: LoadError.notOfFormat(file: path, option: "--encoding")) {
            try desk.load(path: path) { $0.encoding = .windows1252 }
        }
        #expect(try desk.load(path: path).counts == [1, 1, 0, 0])
        let csv = try desk.write([Desk.heading, Desk.row].map { $0 + "\n" }.joined().utf8, as: "book.xlsx")
        #expect(throws: LoadError.notOfFormat(file: csv, option: "--sheet")) {
            try desk.load(path: csv) { $0.sheet = "A" }
        }
        #expect(try desk.load(path: csv).counts == [1, 1, 0, 0])
    }

    @Test("never from a pipe, an old workbook or a part of a file: the message says what to do")
    func refusals() throws {
        let desk = try Desk()
        let path = try write([row(1, day: cell("2010-12-31"))], to: desk)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let pipe = NamedPipe(in: desk.folder, text: "PK\u{3}\u{4}and so on")
        pipe.end()
        let piped = #expect(throws: LoadError.self) { try desk.load(path: pipe.path) }
        #expect(piped?.message.contains("is a workbook, which cannot be read from a pipe") == true)
        #expect(piped?.exitCode == .badData)
        let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        let error = #expect(throws: LoadError.self) { try desk.load(bytes: old, name: "old.xls") }
        #expect(error?.remedy.contains("save it as an Excel workbook (.xlsx)") == true)
        for length in [10, bytes.count / 2, bytes.count - 1] {
            let cut = #expect(throws: LoadError.self) { try desk.load(bytes: bytes.prefix(length), name: "cut.xlsx") }
            guard case .workbook(_, let problem, _) = cut else {
                Issue.record("\(length): \(String(describing: cut))")
                continue
            }
            #expect(problem.contains("is damaged"))
        }
        #expect(try desk.count("select count(*) from warehouse.load") == 0)
    }

    @Test("and refused where it changes while it is read")
    func changed() throws {
        let desk = try Desk()
        let path = try write((1...9_000).map { row($0, day: cell("2010-12-31")) }, to: desk)
        var options = LoadOptions(today: Desk.today)
        options.rejectionLimit = .percent(100)
        let loader = Loader(.caseload, options: options, key: desk.key) { step in
            guard step.step == .reading, let handle = FileHandle(forWritingAtPath: path) else { return }
            _ = try? handle.seekToEnd()
            try? handle.write(contentsOf: Data([0]))
        }
        #expect(throws: LoadError.changed(file: path)) { try loader.load(path, into: desk.connection) }
        #expect(try desk.count("select count(*) from warehouse.offender") == 0)
    }
}
