import Foundation
import Provenance
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The files of a return")
struct FormatTests {
    private let edition: Return

    init() throws {
        edition = try Made.edition()
    }

    private func file(_ name: String) throws -> String {
        let files = try edition.files(program: Provenance(version: "test", commit: nil))
        return String(decoding: try #require(files.first { $0.name == name }).contents, as: UTF8.self)
    }

    @Test("every file is the same to the last byte when made again")
    func reproducible() throws {
        let (first, second) = (
            try edition.files(program: Provenance(version: "test", commit: nil)),
            try edition.files(program: Provenance(version: "test", commit: nil))
        )
        #expect(
            first.map(\.name) == [
                "return.json", "return.csv", "return.csv-metadata.json", "return.html", "return.ods",
                "summary.txt", "summary.html", "suppressions.csv",
                "manifest.json",
            ])
        for (one, other) in zip(first, second) { #expect(one.contents == other.contents, "\(one.name)") }
    }

    @Test("the page needs nothing from elsewhere, and nothing in it is read as markup that is not")
    func page() throws {
        let page = try file("return.html")
        for elsewhere in ["<script", "src=", "url(", "@import", "<link", "<iframe", "javascript:"] {
            #expect(!page.contains(elsewhere), "\(elsewhere)")
        }
        #expect(page.contains("A title with &lt;angles&gt; &amp; &quot;quotes&quot;"))
        #expect(!page.contains("<angles>") && !page.contains("{{"))
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "an id appears twice")
        for reference in page.matches(of: /aria-labelledby="([^"]+)"/).flatMap({ $0.1.split(separator: " ") }) {
            #expect(ids.contains(String(reference)), "\(reference)")
        }
        for link in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(link.1)), "\(link.1)") }
    }

    @Test(
        "every table of the page has a caption, column headings and row headings; every chart a title and a description"
    )
    func structure() throws {
        let page = try file("return.html")
        let tables = page.components(separatedBy: "<table>").dropFirst()
        #expect(tables.count > 6)
        for table in tables {
            let table = table.components(separatedBy: "</table>")[0]
            #expect(table.contains("<caption"))
            let headings = table.components(separatedBy: "<th scope=\"col\"").count - 1
            for row in table.components(separatedBy: "<tbody>")[1].components(separatedBy: "<tr>").dropFirst() {
                #expect(row.hasPrefix("<th scope=\"row\">"))
                #expect(row.components(separatedBy: "<td").count == headings, "a row has too few or too many cells")
            }
        }
        let charts = page.components(separatedBy: "<figure").dropFirst()
        #expect(charts.count > 4)
        for chart in charts {
            #expect(chart.contains("role=\"img\"") && chart.contains("<title") && chart.contains("<desc"))
        }
    }

    @Test("an indicator without a figure for the areas says so, in the page and in the workbook")
    func none() throws {
        guard let quarter = Quarter("2010-11Q4") else { return }
        let report = PublishedReport(everythingIn: try Made.report(.proportionAgainstPredicted, areas: 0))
        let empty = Return(areas: edition.areas, quarter: quarter, reports: [report], missing: [])
        let page = String(decoding: try HTMLFormat().files(of: empty)[0].contents, as: UTF8.self)
        #expect(page.contains("<p>\(report.whyNoFigures)</p>") && !page.contains("<table>"))
        let sheet = try #require(ReturnWorkbook(empty).workbook.sheets.first { $0.name == "NI18" })
        #expect(sheet.table == nil && sheet.introduction.contains { $0.text == report.whyNoFigures })
    }

    @Test("colours of words are at least 4.5 to 1 against the paper (WCAG 2.2, 1.4.3)")
    func contrast() {
        for colour in [Ink.text, Ink.quiet, Ink.plain, Ink.worse, Ink.better] {
            #expect((1 + 0.05) / (luminance(colour) + 0.05) >= 4.5, "\(colour)")
        }
    }

    /// Relative luminance as WCAG 2.2 defines it.
    private func luminance(_ colour: String) -> Double {
        let value = Int(colour.dropFirst(), radix: 16) ?? 0
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test("every column of the CSV is described for programs, in order, and every column has its note")
    func metadata() throws {
        let document = try JSONSerialization.jsonObject(with: Data(try file("return.csv-metadata.json").utf8))
        let content = try #require(document as? [String: Any])
        #expect(content["url"] as? String == "return.csv")
        let schema = try #require(content["tableSchema"] as? [String: Any])
        let columns = try #require(schema["columns"] as? [[String: Any]])
        let heading = try file("return.csv").components(separatedBy: "\r\n")[0]
        #expect(columns.compactMap { $0["titles"] as? String } == heading.components(separatedBy: ","))
        for column in columns { #expect((column["dc:description"] as? String)?.isEmpty == false, "\(column)") }
        let n = try #require(columns.first { $0["name"] as? String == "n" })
        let type = try #require(n["datatype"] as? [String: Any])
        #expect(type["base"] as? String == "integer" && type["minimum"] as? Int == 0)
    }

    @Test("a return of every family has a section and a sheet for each, and a note on every column")
    func everyFamily() throws {
        let edition = try Made.large(indicators: Family.allCases.count)
        let page = String(decoding: try HTMLFormat().files(of: edition)[0].contents, as: UTF8.self)
        let workbook = ReturnWorkbook(edition).workbook
        for report in edition.reports {
            #expect(page.contains("<h2 id=\"\(report.indicator.id)\">"))
            let sheet = try #require(workbook.sheets.first { $0.name == report.indicator.id })
            if let table = sheet.table { #expect(Set(table.headings).count == table.headings.count, "\(sheet.name)") }
        }
        #expect(page.contains("The definition of this indicator is not known: no figure can be given."))
        #expect(!page.contains("Optional(") && !page.contains("nan"))
        let columns = FindingColumn.all(of: Set(Family.allCases))
        #expect(columns.allSatisfy { !$0.note.isEmpty && !$0.title.isEmpty })
        #expect(Set(columns.map(\.name)).count == columns.count)
    }

    @Test("a page of 120 indicators stays below 5 MB, and its contents lead to each")
    func large() throws {
        let edition = try Made.large(indicators: 120, areas: 10)
        let page = try HTMLFormat().files(of: edition)[0].contents
        #expect(page.count < 5_000_000, "\(page.count)")
        let text = String(decoding: page, as: UTF8.self)
        for report in edition.reports { #expect(text.contains("href=\"#\(report.indicator.id)\"")) }
    }

    @Test("where a page has no room for more charts, they are left out of indicators with the least to show")
    func room() throws {
        let edition = try Made.large(indicators: 22, areas: 4)
        let charts = ChartsOfPage(edition, mostCharacters: 60_000)
        let drawn = edition.reports.filter { charts[$0] != nil }
        #expect(drawn.count > 1 && drawn.count < 22)
        #expect(
            drawn.allSatisfy { report in
                report.shown.contains { $0.target?.met == false || $0.verdict == .significantlyWorse }
                    || report.shown.contains { $0.verdict == .significantlyBetter }
            })
        let left = try #require(edition.reports.first { charts[$0] == nil })
        #expect(PageSection(left, charts: nil, edition).notes.last?.contains("laa plot \(left.indicator.id)") == true)
    }

    @Test("the sentence of every finding stands in JSON and CSV")
    func sentences() throws {
        let (json, csv) = (try file("return.json"), try file("return.csv"))
        for report in edition.reports {
            for finding in report.shown {
                let sentence = finding.sentence(report.indicator)
                #expect(json.contains("\"\(sentence)\""), "\(sentence)")
                #expect(csv.contains(sentence))
            }
        }
    }

    @Test("other areas are drawn, and stand in no file of figures")
    func others() throws {
        #expect(!(try file("return.json").contains("\"others\"")))
        #expect(!(try file("return.csv").components(separatedBy: "\r\n")[0].contains("others")))
        #expect(try file("return.html").contains("the others as unnamed rings"))
    }
}

extension Made {
    /// A return of many indicators, of every family in turn.
    static func large(indicators: Int, areas: Int = 20) throws -> Return {
        guard let quarter = Quarter("2010-11Q4") else { throw Missing() }
        let families = Family.allCases
        let reports = try (0..<indicators).map { number -> Report in
            let family = families[number % families.count]
            var report = try Made.report(
                family, id: "NI\(100 + number)", areas: family == .undefined ? 0 : areas, seed: UInt64(number))
            report.others = try Made.report(family, areas: family == .undefined ? 0 : 60, seed: 7).findings
                .compactMap(\.comparator).unnamed()
            return report
        }
        let area = Area(code: "E100", name: "Area E100", level: .localAuthority)
        return Return(areas: [area], quarter: quarter, reports: reports, missing: [])
    }

    /// A return with every family, areas of both levels, and other areas for comparison.
    static func edition(areas: Int = 5) throws -> Return {
        guard let quarter = Quarter("2010-11Q4") else { throw Missing() }
        let trust = Area(code: "PT-X", name: "Area E100", level: .localAuthority)
        return Return(
            areas: [trust], quarter: quarter, reports: try reports(areas: areas),
            missing: [.init(module: "libX.so", reason: "it <crashed> & burned")])
    }
}
