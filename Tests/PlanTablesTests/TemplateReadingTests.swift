import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("Templates of the plans' tables are read strictly")
struct TemplateReadingTests {
    private static let whole = """
        name: ours
        title: Our table
        levels: [trust]
        group: theme
        fields: {budget: Budget code}
        tables:
          - id: all
            caption: All of it
            columns: [reference, budget, outturn, {light: How it goes}]
        groups:
          - name: Safer
            rows:
              - OM20
              - {indicator: OM21, budget: B1}
              - {measure: Something that is not counted}
        """

    private func read(_ yaml: String) throws -> TableTemplate {
        let template = try TableTemplate(yaml: yaml, file: "ours.yaml", isBuiltIn: false)
        try template.check(against: Made.names)
        return template
    }

    private func error(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing wrong"
        } catch {
            return "\(error)"
        }
    }

    @Test("a whole one has its rows, in groups and in order, with its own texts")
    func whole() throws {
        let template = try read(Self.whole)
        #expect(template.rows.map(\.indicator) == ["OM20", "OM21", nil])
        #expect(template.rows.allSatisfy { $0.texts["theme"] == "Safer" })
        #expect(template.rows[1].texts["budget"] == "B1")
        #expect(template.tables[0].columns.map(\.heading) == ["Reference", "Budget code", "Outturn", "How it goes"])
    }

    @Test("those that come with the program say whose form they have, and are read the same from a copy")
    func builtIn() throws {
        #expect(
            TemplateLibrary.builtIn.map(\.name) == [
                "delivery-plan", "balanced-scorecard", "results-table", "performance-framework",
            ])
        for template in TemplateLibrary.builtIn {
            #expect(template.formOf != nil && !template.rows.isEmpty)
            let copy = try TableTemplate(yaml: template.yaml, file: "copy.yaml", isBuiltIn: false)
            // Even where hardly any module is installed.
            try copy.check(against: IndicatorNames([]))
            #expect(copy.rows.map(\.indicator) == template.rows.map(\.indicator))
        }
    }

    @Test(
        "what is wrong is said with file, line and what to do",
        arguments: [
            ("outturn, {", "outurn, {", "ours.yaml:9: 'outurn' is not a column; is 'outturn' meant?"),
            ("- OM20", "- OM2O", "ours.yaml:13: 'OM2O' is not an indicator; is OM20 meant?"),
            ("indicator: OM21", "indicator: NI999", "ours.yaml:14: 'NI999' is not an indicator"),
            ("budget: B1", "budgt: B1", "ours.yaml:14: 'budgt' is not a key of a row; is 'budget' meant?"),
            ("[trust]", "[trst]", "ours.yaml:3: 'trst' is not a level; is 'trust' meant?"),
            ("group: theme", "group: themes", "ours.yaml:4: 'themes' is not a text that rows are grouped by"),
            ("name: ours", "name: Our Table", "ours.yaml:1: 'Our Table' cannot name the template's files"),
            ("name: ours", "name: return", "ours.yaml:1: 'return' cannot name the template's files"),
            (
                "title: Our table", "titel: Our table",
                "ours.yaml:2: 'titel' is not a key of the template; is 'title' meant?"
            ),
            ("title: Our table", "", "ours.yaml:1: it has no title"),
            ("- id: all", "- id: ALL", "ours.yaml:7: a table has no id of its own"),
            ("{budget: Budget code}", "{outturn: Ours}", "ours.yaml:5: 'outturn' is already a column"),
            ("measure: Something", "note: Something", "ours.yaml:15: a row has neither indicator nor measure"),
            ("    caption: All of it", "\t caption: All of it", "ours.yaml:8: it is not YAML"),
            ("title: Our table", "title: Our: table", "ours.yaml:2: it is not YAML"),
        ])
    func wrong(text: String, instead: String, message: String) {
        let said = error { _ = try read(Self.whole.replacing(text, with: instead)) }
        #expect(said.hasPrefix(message), "\(said)")
        #expect(said.hasSuffix("."))
    }

    @Test("an empty file, and one of another shape, are refused")
    func shapes() {
        #expect(error { _ = try read("") }.hasPrefix("ours.yaml:1: the file is empty"))
        let list = error { _ = try read("- a\n- b") }
        #expect(list.hasPrefix("ours.yaml:1: the template is not a list of keys and values"))
        #expect(error { _ = try read("name: ours\ntitle: Ours") }.contains("it has no tables"))
    }

    @Test("a page of one's own is read from beside the template, and must be mustache")
    func page() throws {
        let yaml = Self.whole + "\npage: ours.mustache"
        let template = try TableTemplate(yaml: yaml, file: "ours.yaml", isBuiltIn: false) { _ in
            "<h2>Ours</h2>{{#sections}}{{#parts}}{{#table}}{{> table}}{{/table}}{{/parts}}{{/sections}}"
        }
        let files = try TemplateFormat(template, from: Made.sources()).files(of: Made.planEdition())
        let page = String(decoding: files[0].contents, as: UTF8.self)
        #expect(page.contains("<h2>Ours</h2><div class=\"scroll\"") && page.contains("How to read the tables"))
        let broken = error {
            _ = try TableTemplate(yaml: yaml, file: "ours.yaml", isBuiltIn: false) { _ in "\n{{#sections}}\n" }
        }
        #expect(broken.contains("ours.mustache:") && broken.contains("not a mustache template"), "\(broken)")
        let missing = error { _ = try TableTemplate(yaml: yaml, file: "ours.yaml", isBuiltIn: false) }
        #expect(missing.hasPrefix("ours.yaml:16: the page 'ours.mustache' cannot be read"), "\(missing)")
    }

    @Test("a folder's templates are at hand by name, before those of the program; a file or folder may be named itself")
    func library() throws {
        let folder = "/tmp/laa-templates-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Self.whole.write(toFile: "\(folder)/ours.yaml", atomically: true, encoding: .utf8)
        try Self.whole.replacing("name: ours", with: "name: results-table")
            .write(toFile: "\(folder)/results.yml", atomically: true, encoding: .utf8)
        let library = TemplateLibrary(environment: ["LAA_TEMPLATES": "/nowhere:\(folder)"], home: "/nowhere")
        #expect(
            try library.all().map(\.name) == [
                "ours", "results-table", "delivery-plan", "balanced-scorecard", "performance-framework",
            ])
        #expect(try library.templates(named: ["results-table"])[0].title == "Our table")
        let plain = TemplateLibrary(environment: [:], home: "/nowhere")
        #expect(try plain.templates(named: ["\(folder)/ours.yaml"]).map(\.name) == ["ours"])
        #expect(try plain.templates(named: [folder]).map(\.name) == ["ours", "results-table"])
        #expect(throws: TemplateError.twice(name: "ours")) {
            try plain.templates(named: ["\(folder)/ours.yaml", folder])
        }
        #expect(throws: TemplateError.unreadable(file: "\(folder)/none.yaml")) {
            try plain.templates(named: ["\(folder)/none.yaml"])
        }
        #expect(error { _ = try plain.templates(named: ["scorecard"]) }.contains("is 'balanced-scorecard' meant?"))
    }
}
