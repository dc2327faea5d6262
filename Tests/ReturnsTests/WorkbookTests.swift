import Foundation
import ReportKit
import TestSupport
import Testing
import Text

@testable import Disclosure
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The workbook of a return")
struct WorkbookTests {
    private func workbook() throws -> Workbook {
        ReturnWorkbook(try Made.edition()).workbook
    }

    @Test("it begins with the overview and contents, which has a link to every sheet that follows")
    func order() throws {
        let sheets = try workbook().sheets
        #expect(
            sheets.map(\.name) == ["At_a_glance", "Contents", "Cover", "Notes", "NI18", "NI30", "NI143", "Missing"])
        let linked = try #require(sheets[1].table).rows.map { row -> String in
            guard case .link(_, let sheet) = row[0] else { return "no link" }
            return sheet
        }
        #expect(linked == sheets.dropFirst(2).map(\.name))
    }

    @Test("every table is whole: a cell a heading in every row, none of them empty, no heading twice")
    func whole() throws {
        for sheet in try workbook().sheets {
            guard let table = sheet.table else { continue }
            #expect(Set(table.headings).count == table.headings.count, "\(sheet.name)")
            for row in table.rows {
                #expect(row.count == table.headings.count)
                for case .text(let text) in row { #expect(!text.isEmpty, "\(sheet.name)") }
            }
            #expect(sheet.introduction.allSatisfy { !$0.text.isEmpty })
        }
    }

    @Test("shorthand is explained in the notes, and stands in for what there is none of")
    func shorthand() throws {
        let sheets = try workbook().sheets
        let notes = try #require(sheets.first { $0.name == "Notes" }?.table)
        for shorthand in Shorthand.allCases {
            #expect(
                notes.rows.contains {
                    if case .text(shorthand.rawValue) = $0[0] { true } else { false }
                })
        }
        let table = try #require(sheets.first { $0.name == "NI18" }?.table)
        let target = try #require(table.headings.firstIndex(of: "Target"))
        #expect(
            table.rows.contains {
                if case .shorthand("[z]") = $0[target] { true } else { false }
            })
    }

    @Test("numbers are held unrounded and shown rounded")
    func numbers() throws {
        let content = OpenDocument(try workbook()).content.joined()
        #expect(content.contains("office:value-type=\"percentage\" office:value=\"0."))
        #expect(content.firstMatch(of: /office:value="0\.\d{6,}"><text:p>\d+\.\d\d%</) != nil)
        #expect(!content.contains("number-columns-spanned") && !content.contains("number-rows-spanned"))
    }

    @Test("the overview has every indicator once for the area, the headline ones first, with the digits of the page")
    func overview() throws {
        let edition = try Made.edition()
        let table = try #require(ReturnWorkbook(edition).workbook.sheets[0].table)
        let page = String(decoding: try HTMLFormat().files(of: edition)[0].contents, as: UTF8.self)
        #expect(table.rows.count == edition.reports.count)
        for (row, report) in zip(table.rows, edition.reports) {
            guard case .link(let id, _) = row[1] else { throw Made.Missing() }
            #expect(id == report.indicator.id)
            if case .number(let value, let form) = row[4] {
                #expect(page.contains("<b>\(form.shown(value))") || page.contains("<b>+\(form.shown(value))"))
            }
        }
    }

    @Test("a number has as many decimals as on the page")
    func decimals() throws {
        let edition = try Made.edition()
        for report in edition.reports {
            let sheet = try #require(ReturnWorkbook(edition).workbook.sheets.first { $0.name == report.indicator.id })
            let shown = report.tableColumns(.full)
            for (finding, row) in zip(report.findings, try #require(sheet.table).rows) {
                let page = shown.map { $0.cell(finding) }.joined(separator: " ") + " "
                // The rate, which is the first percentage; its interval is not on the page of every family.
                for case .number(let value, let form) in row where form.kind == .percent {
                    #expect(page.contains(form.shown(value)), "\(report.indicator.id): \(form.shown(value)): \(page)")
                    break
                }
            }
        }
    }

    @Test("every part is well-formed XML", arguments: ["meta", "styles", "content", "manifest"])
    func parts(part: String) throws {
        let document = OpenDocument(try workbook())
        let text =
            switch part {
            case "meta": document.meta
            case "styles": document.styles
            case "content": document.content.joined()
            default: document.manifest(type: "application/vnd.oasis.opendocument.spreadsheet")
            }
        #expect(XMLParser(data: Data(text.utf8)).parse())
    }

    @Test("the archive's first file says uncompressed what it is, where programs look for it")
    func archive() throws {
        let file = try #require(try ODSFormat().files(of: Made.edition()).first)
        #expect(Array(file.contents[30..<38]) == Array("mimetype".utf8))
        #expect(
            Array(file.contents[38..<84]) == Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
    }

    @Test(
        "LibreOffice opens it and reads the figures of every sheet",
        .enabled(if: Checker.soffice.isThere, "not checked: LibreOffice is not installed"))
    func libreOffice() throws {
        let folder = "/tmp/laa-ods-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let edition = try Made.edition()
        let file = try #require(try ODSFormat().files(of: edition).first)
        try Data(file.contents).write(to: URL(fileURLWithPath: "\(folder)/return.ods"))
        // Comma, quote, UTF-8, cells as shown, every sheet in a file of its own.
        let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        let ended = try Checker.soffice.run([
            "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", filter, "--outdir", folder,
            "\(folder)/return.ods",
        ])
        #expect(ended.status == 0)
        for sheet in ReturnWorkbook(edition).workbook.sheets {
            let text = try String(contentsOfFile: "\(folder)/return-\(sheet.name).csv", encoding: .utf8)
            #expect(text.contains(sheet.title.replacing("\"", with: "\"\"")), "\(sheet.name)")
            #expect(text.split(separator: "\n").count >= 1 + sheet.introduction.count + (sheet.table?.rows.count ?? 0))
        }
        let figures = try String(contentsOfFile: "\(folder)/return-NI18.csv", encoding: .utf8)
        let finding = edition.reports[0].shown[0]
        #expect(figures.contains(Numbers.count(finding.n)))
        guard case .predicted(let predicted) = finding.figures else { return }
        #expect(figures.contains(Numbers.percent(predicted.actualRate)))
    }

    @Test(
        "LibreOffice shows the same digits as the page, where a figure lies half way between two",
        .enabled(if: Checker.soffice.isThere, "not checked: LibreOffice is not installed"))
    func sameDigits() throws {
        let folder = "/tmp/laa-ties-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ties = [7.625, -7.625, 1.005, 2.675, 0.07625, 0.285, 61.0 / 800, 0.00035, 0.00005, 4.46925, 12_345.675]
        let values = ties.flatMap { [$0, $0.nextUp, $0.nextDown] }
        let forms: [Worksheet.Form] = [.decimal, .percent, .probability]
        let sheet = Worksheet(
            name: "Ties", title: "Ties", introduction: [],
            table: .init(
                headings: forms.map(\.name), rows: values.map { value in forms.map { .number(value, $0) } }))
        let file = try OpenDocument(Workbook(title: "Ties", subject: "Ties", sheets: [sheet])).file
        try Data(file).write(to: URL(fileURLWithPath: "\(folder)/ties.ods"))
        let ended = try Checker.soffice.run([
            "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", "html", "--outdir", folder,
            "\(folder)/ties.ods",
        ])
        #expect(ended.status == 0)
        let page = try String(contentsOfFile: "\(folder)/ties.html", encoding: .utf8)
        let shown = page.matches(of: /sdval="[^"]*"[^>]*>(?:<[^>]*>)*([^<]*)</).map { String($0.1) }
        #expect(shown == values.flatMap { value in forms.map { $0.shown(value) } })
    }
}
