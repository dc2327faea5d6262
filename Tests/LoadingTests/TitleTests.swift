import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Loading

@Suite("Headings below a title")
struct TitleTests {
    private static let title = [
        "Caseload of Lancashire,,,,", "\"Taken on: \"\"31/12/2010\"\"\",,,,", "", "Trust,Lancashire,Officer,John Smith",
        ",,,",
    ]

    @Test("are found, and what stands above them, blank rows and totals are passed over and counted")
    func found() throws {
        let desk = try Desk()
        let mapping = try desk.write("ignore-rows: {snapshot_date: total}".utf8, as: "m.yaml")
        let lines =
            Self.title + [
                Desk.heading, "", Desk.row, " ,, ,,,,,", " TOTAL ,1,,", "Total,,,,,,,,,1", "Totals,,,,,,,", "", "",
            ]
        let summary = try desk.load(lines) {
            $0.mapping = try Mapping(file: mapping, for: ExtractDescription(.caseload))
        }
        #expect(summary.counts == [2, 1, 0, 1] && summary.headingLine == 6)
        #expect(summary.blankRows == 4 && summary.ignoredRows == 2)
        #expect(try desk.rejects().allSatisfy { $0.hasPrefix("12,") })
        let plain = try desk.load([Desk.heading, Desk.row])
        #expect(plain.headingLine == nil && plain.blankRows == 0 && plain.ignoredRows == 0)
    }

    @Test(
        "have totals told by the column that is read, and not by one that is ignored", arguments: ["Case Ref", "crn"])
    func totalsBesideIgnored(heading: String) throws {
        let desk = try Desk()
        let mapping = try desk.write(
            "columns: {Case Ref: crn}\nignore: [CRN]\nignore-rows: {\(heading): total}".utf8, as: "m.yaml")
        let summary = try desk.load(["CRN,Case Ref,\(Desk.heading)", "x,X123456,\(Desk.row)", "x,Total,,,,,,,,"]) {
            $0.mapping = try Mapping(file: mapping, for: ExtractDescription(.caseload))
        }
        #expect(summary.counts == [1, 1, 0, 0] && summary.ignoredRows == 1)
    }

    @Test("are found in a pipe, by another delimiter, and where the title is in another encoding")
    func otherwise() throws {
        let desk = try Desk()
        let lines = [
            "Report; of, all: cases", "", Desk.heading.replacing(",", with: ";"), Desk.row.replacing(",", with: ";"),
        ]
        let pipe = NamedPipe(in: desk.folder, text: lines.joined(separator: "\n"))
        pipe.end()
        let summary = try desk.load(path: pipe.path) { $0.sniffsDelimiter = true }
        #expect(summary.counts == [1, 1, 0, 0] && summary.headingLine == 3)
        let told = #expect(throws: LoadError.self) { try desk.load(lines) }
        guard case .otherDelimiter(_, "semicolons", ukDates: false) = told else {
            Issue.record("\(String(describing: told))")
            return
        }
        let latin = Array("Report of caf".utf8) + [0xE9, 0x0A] + Array("\(Desk.heading)\n\(Desk.row)\n".utf8)
        #expect(try desk.load(bytes: latin).counts == [1, 0, 1, 0])
    }

    @Test("are the first row that names two columns of the kind, and of other words fewer")
    func search() {
        let search = HeadingSearch(extract: .caseload, mapping: .none)
        let good = ["snapshot_date", "pnc", "trust", "pnc_matched"]
        #expect(search.find(in: [["Trust", "Lancashire"], ["Sex", "male", "Tier", "2"], good]) == 2)
        #expect(search.find(in: [["snapshot date", "PNC", "x", "y", "z"], good]) == 1)
        #expect(search.likeliest(in: [["title"], ["snapshot date", "PNC", "x", "y", "z"]]) == 1)
        #expect(search.find(in: [["Snapshot Date", "PNC", "x", ""], good]) == 0, "a later row is not preferred")
        #expect(search.find(in: [["title"], [], ["2010-12-31", "2001/0000001Q", "PT-LANCASHIRE", "yes"]]) == nil)
        #expect(
            search.likeliest(in: [["sex"], ["terminated_on", "reason"]]) == 1,
            "a heading of another kind is named as such")
        #expect(search.find(in: Array(repeating: ["title"], count: HeadingSearch.depth) + [good]) == nil)
        #expect(
            search.find(in: Array(repeating: ["title"], count: HeadingSearch.depth - 1) + [good]) == HeadingSearch.depth
                - 1)
    }

    @Test("are never found in rows of data, whatever these hold, nor is anything of them shown")
    func data() throws {
        var random = FindingGenerator(seed: 1)
        let cells = [
            "2010-12-31", "X123456", "male", "PT-LANCASHIRE", "yes", "Smith", "2", "sex", "trust", "", "white",
        ]
        for kind in ExtractKind.allCases {
            let search = HeadingSearch(extract: .of(kind), mapping: .none)
            for _ in 0..<200 {
                var row = (0..<Int.random(in: 4...10, using: &random)).map { _ in cells.randomElement(using: &random)! }
                row += ["Lancashire", "2011-01-15", "1985-03"]
                let named = Set(row).intersection(["sex", "trust"])
                let others = row.count { !$0.isEmpty && !named.contains($0) }
                if row.count(where: named.contains) < others { #expect(search.find(in: [row]) == nil, "\(row)") }
            }
        }
        let desk = try Desk()
        for lines in [
            [Desk.row, Desk.row], Self.title, Self.title + [Desk.row], ["sex,John Smith,trust,Leeds", Desk.row],
        ] {
            let error = #expect(throws: LoadError.self) { try desk.load(lines) }
            let text = try #require(error).description.lowercased()
            for secret in ["smith", "leeds", "0000001", "1985", "2010"] { #expect(!text.contains(secret), "\(text)") }
        }
    }

    @Test("are where --heading-row says, if something stands there")
    func row() throws {
        let desk = try Desk()
        let lines = [Desk.heading, "", Desk.heading, Desk.row]
        #expect(try desk.load(lines) { $0.headingRow = 3 }.counts == [1, 1, 0, 0])
        for (row, line) in [(2, "2"), (9, "9")] {
            let error = #expect(throws: LoadError.self) { try desk.load(lines) { $0.headingRow = row } }
            #expect(
                error?.message.contains(".csv:\(line): nothing stands there") == true && error?.exitCode == .badData)
        }
        let data = #expect(throws: LoadError.self) { try desk.load(lines) { $0.headingRow = 4 } }
        guard case .noHeading(let place, _) = data else {
            Issue.record("\(String(describing: data))")
            return
        }
        #expect(place.hasSuffix(":4"))
        let deep = Array(repeating: "title", count: 1_200) + [Desk.heading, Desk.row]
        #expect(try desk.load(deep) { $0.headingRow = 1_201 }.counts == [1, 0, 1, 0])
    }

    @Test(
        "are found in a workbook, whose first row and last columns may be empty",
        .enabled(if: Checker.openpyxl && Checker.odfpy, "not checked: openpyxl and odfpy"), arguments: ["xlsx", "ods"])
    func workbook(format: String) throws {
        let desk = try Desk()
        let path = "\(desk.folder)/book.\(format)"
        let lines = ["", "Caseload on 31 March 2011", "", Desk.heading + ",", Desk.row + ",", "", "Total,1", ""]
        let csv = try desk.write(lines.joined(separator: "\n").utf8, as: "book.csv")
        try PythonWorkbook.write(csv, to: path)
        let mapping = try desk.write("ignore-rows: {snapshot_date: total}".utf8, as: "m.yaml")
        let summary = try desk.load(path: path) {
            $0.mapping = try Mapping(file: mapping, for: ExtractDescription(.caseload))
        }
        #expect(summary.counts == [1, 1, 0, 0] && summary.headingLine == 4 && summary.sheet == "Extract")
        #expect(summary.ignoredRows == 1 && summary.blankRows == 1)
    }
}
