import Foundation
import Provenance
import ReportKit
import TestSupport
import Testing

@testable import Disclosure
@testable import PlanTables
@testable import Presenting
@testable import Returns
@testable import Spreadsheet

@Suite("The plans' tables, filled")
struct TemplateFillingTests {
    private func rows(_ text: String) -> [String] { text.components(separatedBy: "\r\n").filter { !$0.isEmpty } }

    @Test("the results table has outcome, target and % of target, and words for re-offending and sickness")
    func results() throws {
        let files = try Made.files("results-table")
        #expect(files.keys.sorted() == ["results-table.csv", "results-table.html", "results-table.ods"])
        let table = rows(try #require(files["results-table.csv"]))
        #expect(table[0] == "Area,Level,Outcome to be achieved,Reference,Target,Outcome,% of target")
        #expect(
            table.contains(
                "Westshire,trust,Less proven re-offending under supervision than predicted,OM21,10.55% (predicted),11.30%,"
                    + "7.1% worse than predicted"))
        #expect(
            table.contains(
                "Westshire,trust,Days lost to staff sickness,IPPF08,at most 10.5 days,8.3 days,"
                    + "\"2.2 days better than target, not tested\""))
        #expect(table.contains("Westshire,trust,Community Payback completed,INT05,\"at least 1,500\",\"1,423\",95%"))
        // An indicator without a report is listed as having none, and has no figure.
        #expect(table.contains("Westshire,trust,Victims are satisfied with the service,OM32,[z],[x],[x]"))
        #expect(files["results-table.html"]?.contains("This return has no report of: OM32") == true)
    }

    @Test("a figure kept back shows so in every column, and is unknown, not green")
    func suppressed() throws {
        let report = try #require(Made.planReports.first { $0.indicator.id == "OM20" })
        let place = CountTable.Place(area: .init(Made.trust), group: nil)
        let kept = PublishedReport(
            report, suppressed: [place: HiddenCounts(Made.suppression("OM20", Made.trust))], .standard,
            in: AreaTree([:]))
        let others = Made.planReports.filter { $0.indicator.id != "OM20" }.map(PublishedReport.init(everythingIn:))
        let before = Made.report(report.indicator, report.findings, quarter: Made.quarter("2009-10Q4"))
        let edition = Made.planEdition(others + [kept], earlier: [before])
        let files = try Made.files("performance-framework", of: edition)
        let row = try #require(
            rows(files["performance-framework.csv"] ?? "").first { $0.contains(",OM20,") && $0.contains(",trust,") })
        #expect(row.hasSuffix(",OM20,[z],[c],[c],Unknown: suppressed [c],[c],[c]"), "\(row)")
        #expect(!(files["performance-framework.html"] ?? "").contains("750 of 1,000"))
    }

    @Test("a rounded figure shows what the rounded counts give, and nothing that rests on the true ones")
    func rounded() throws {
        let report = try #require(Made.planReports.first { $0.indicator.id == "OM20" })
        let place = CountTable.Place(area: .init(Made.trust), group: nil)
        let finding = RoundedFinding(
            report.findings[0], family: report.indicator.family, columns: report.indicator.family.countColumns,
            counts: [745, 1_000, 255, nil, nil, nil])
        let edition = Made.planEdition([PublishedReport(report, rounded: [place: finding], .standard)])
        let files = try Made.files("performance-framework", of: edition)
        let row = rows(files["performance-framework.csv"] ?? "").first { $0.contains(",OM20,") }
        #expect(row?.hasSuffix(",74.50%,\"745 of 1,000\",Unknown: suppressed [c],[c],[c]") == true, "\(row ?? "")")
    }

    @Test("the internal form is marked on page, workbook and every row")
    func marked() throws {
        let reports = Made.planReports.map { PublishedReport($0, marking: "OFFICIAL-SENSITIVE") }
        let edition = Made.planEdition(reports)
        for name in ["delivery-plan", "results-table"] {
            let files = try Made.files(name, of: edition)
            #expect(files["\(name).html"]?.contains("@top-center { content: \"OFFICIAL-SENSITIVE\"") == true)
            #expect(files["\(name).html"]?.contains("<p class=\"notice\">OFFICIAL-SENSITIVE") == true)
            let table = rows(files["\(name).csv"] ?? "")
            #expect(table.count > 1 && table.dropFirst().allSatisfy { $0.hasSuffix(",OFFICIAL-SENSITIVE") })
        }
        let template = try TemplateLibrary(folders: []).templates(named: ["results-table"])[0]
        let workbook = TemplateWorkbook(TemplateFiller(template, edition, Made.sources()).filled).workbook
        #expect(workbook.sheets[3].introduction[0].text.hasPrefix("OFFICIAL-SENSITIVE"))
    }

    @Test("the framework gives trust and delivery unit their figures, and says why teams have none")
    func levels() throws {
        let files = try Made.files("performance-framework")
        let table = rows(files["performance-framework.csv"] ?? "")
        #expect(table.contains { $0.hasPrefix("Westshire <LDU>,delivery unit,") && $0.contains(",10.50%,") })
        #expect(table.last?.hasPrefix("[z],team,[z],\"No figure is given for teams.") == true)
        let page = files["performance-framework.html"] ?? ""
        #expect(
            page.contains("<h2 id=\"area-3\">Teams: no figure is given</h2>") && page.contains("Westshire &lt;LDU&gt;"))
        #expect(page.contains("<span class=\"light red\">Red</span> significantly worse than predicted"))
        let alone = Made.planReports.map { report in
            var report = report
            report.findings.removeAll { $0.area.level == .ldu }
            return PublishedReport(everythingIn: report)
        }
        let without = try Made.files("performance-framework", of: Made.planEdition(alone))
        #expect(without["performance-framework.html"]?.contains("the warehouse knows no delivery unit") == true)
    }

    @Test("without a plan file, what the partnership alone knows is said not to be at hand")
    func withoutPlan() throws {
        let files = try Made.files("delivery-plan")
        let row = rows(files["delivery-plan.csv"] ?? "").first { $0.contains(",NI18,") }
        #expect(row?.hasPrefix("Westshire,authority,\"Less re-offending, safer communities\",NI18,[x],") == true)
        #expect(rows(files["delivery-plan-risks.csv"] ?? "").count == 1)
        let page = files["delivery-plan.html"] ?? ""
        #expect(page.contains("No risks are given here: they come from a plan file; name one with --plan."))
        #expect(page.contains("[x] Not available: neither the warehouse nor a plan file gives it."))
    }

    @Test(
        "a plan file chooses the delivery plan's indicators, and gives themes, leads, deferred years, risks and actions"
    )
    func withPlan() throws {
        let plan = try Made.plan(
            """
            plan: Our agreement
            theme: =Safer
            indicators:
              OM20: {}
              NI18: {lead: Somebody, target-2009-10: deferred}
            risks: [{indicator: NI18, risk: Less money}]
            actions: [{action: Meet, milestone: 72% complete}]
            """)
        let files = try Made.files("delivery-plan", plan)
        let table = rows(files["delivery-plan.csv"] ?? "")
        // A text that a spreadsheet would take for a formula is escaped.
        #expect(table.count == 3 && table[1].hasPrefix("Westshire,authority,'=Safer,OM20,"))
        #expect(table[2].hasSuffix(",Somebody"))
        let targets = rows(files["delivery-plan-targets.csv"] ?? "")
        #expect(
            targets[0].contains(",Baseline,Target 2008/09,Target 2009/10,Target 2010/11,Designated or local,Outturn,"))
        #expect(
            targets[2].contains(
                ",NI18,9.76%,[z],deferred,7.77% or more below predicted,Designated,11.30%,No,7.1% worse than predicted,"
            ),
            "\(targets[2])")
        #expect(rows(files["delivery-plan-risks.csv"] ?? "")[1].hasPrefix("NI18,Less money,[x],[x],[x]"))
        #expect(rows(files["delivery-plan-actions.csv"] ?? "")[1].hasPrefix("[x],Meet,[x],72% complete,"))
        #expect(files["delivery-plan.html"]?.contains("Our agreement") == true)
    }

    @Test("the same return and template give the same bytes, and the manifest lists the files with their hashes")
    func files() throws {
        let edition = Made.planEdition()
        let formats = try ["delivery-plan", "balanced-scorecard"].map { try Made.template($0) }
        let first = try edition.files(program: Provenance(version: "1", commit: nil), templates: formats)
        let second = try edition.files(program: Provenance(version: "1", commit: nil), templates: formats)
        #expect(first.map(\.contents) == second.map(\.contents))
        #expect(Set(first.map(\.name)).count == first.count)
        let manifest = String(decoding: try #require(first.last).contents, as: UTF8.self)
        for file in first.dropLast() { #expect(manifest.contains("\"\(file.name)\"")) }
    }

    @Test("every sheet's table is whole, its headings distinct", arguments: TemplateLibrary.builtIn.map(\.name))
    func workbook(name: String) throws {
        let template = try TemplateLibrary(folders: []).templates(named: [name])[0]
        let workbook = TemplateWorkbook(TemplateFiller(template, Made.planEdition(), Made.sources()).filled).workbook
        #expect(workbook.sheets.map(\.name) == ["Cover", "Contents", "Notes"] + template.tables.map(\.id))
        for sheet in workbook.sheets {
            guard let table = sheet.table else { continue }
            #expect(Set(table.headings).count == table.headings.count, "\(sheet.name)")
            for row in table.rows {
                #expect(row.count == table.headings.count, "\(sheet.name)")
                for case .text(let text) in row { #expect(!text.isEmpty, "\(sheet.name)") }
            }
        }
    }

    @Test(
        "LibreOffice opens a template's workbook and reads its rows",
        .enabled(if: Checker.soffice.isThere, "not checked: LibreOffice is not installed"))
    func libreOffice() throws {
        let folder = "/tmp/laa-template-ods-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try #require(
            try Made.template("results-table").files(of: Made.planEdition()).first { $0.name == "results-table.ods" })
        try Data(file.contents).write(to: URL(fileURLWithPath: "\(folder)/results-table.ods"))
        let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
        let ended = try Checker.soffice.run([
            "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", filter, "--outdir", folder,
            "\(folder)/results-table.ods",
        ])
        #expect(ended.status == 0)
        let text = try String(contentsOfFile: "\(folder)/results-table-results.csv", encoding: .utf8)
        #expect(text.contains("7.1% worse than predicted") && text.contains("8.3 days"))
    }
}
