import Foundation
import TestSupport
import Testing

@Suite("laa return --template and laa templates")
struct TemplateTests {
    private func returned(
        into folder: Folder, _ words: String..., environment: [String: String] = [:]
    ) throws -> Command {
        try Command(
            [
                "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--output",
                "\(folder.path)/return",
            ] + words, environment: environment.merging(["LAA_MODULES": Built.folder]) { $1 })
    }

    private func text(_ folder: Folder, _ name: String) throws -> String {
        String(decoding: try folder.contents("return/\(name)"), as: UTF8.self)
    }

    @Test("templates are listed, and what show prints can be given back, changed")
    func copied() throws {
        let folder = try Folder()
        let list = try Command("templates", database: nil, environment: ["LAA_TEMPLATES": folder.path])
        #expect(list.status == 0 && list.output.contains("balanced-scorecard") && list.output.contains("the program"))
        let shown = try Command("templates", "show", "results-table", database: nil)
        #expect(shown.status == 0)
        try Data(shown.output.replacing("name: results-table", with: "name: ours").utf8)
            .write(to: URL(fileURLWithPath: "\(folder.path)/ours.yaml"))
        let json = try Command(
            "templates", "list", "--format", "json", database: nil, environment: ["LAA_TEMPLATES": folder.path])
        let entries = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(entries?.first?["name"] as? String == "ours" && entries?.count == 5)

        let made = try returned(
            into: folder, "--template", "ours", "--template", "results-table",
            environment: ["LAA_TEMPLATES": folder.path])
        #expect(made.status == 0, "\(made.errors)")
        let rows = try text(folder, "ours.csv").components(separatedBy: "\r\n")
        // NI143's own module is installed, under the plan's name for it.
        #expect(
            rows.contains {
                $0.hasPrefix("Lancashire,trust,Offenders in settled accommodation") && $0.contains("OM17,at least 75%")
            })
        #expect(try text(folder, "results-table.csv").components(separatedBy: "\r\n") == rows)
    }

    @Test("the delivery plan shows what the warehouse holds of targets, with a plan file's words")
    func deliveryPlan() throws {
        let folder = try Folder()
        let plan = "plan: Our agreement\nindicators:\n  NI18: {lead: Somebody}\nrisks: [{risk: Less money}]\n"
        try Data(plan.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/plan.yaml"))
        let made = try Command(
            "return", "--area", "Worcestershire", "--quarter", "2010-11Q4", "--history", "0", "--quiet", "--output",
            "\(folder.path)/return", "--template", "delivery-plan", "--plan", "\(folder.path)/plan.yaml",
            environment: ["LAA_MODULES": Built.folder])
        #expect(made.status == 0, "\(made.errors)")
        let targets = try text(folder, "delivery-plan-targets.csv").components(separatedBy: "\r\n")
        #expect(targets[0].contains("Baseline,Target 2008/09,Target 2009/10,Target 2010/11"))
        #expect(targets[1].contains("NI18,9.76%,[z],[z],7.77% or more below predicted,Designated,"), "\(targets[1])")
        #expect(try text(folder, "delivery-plan.csv").contains("Somebody"))
        let manifest = try text(folder, "manifest.json")
        #expect(manifest.contains("\"delivery-plan.html\"") && manifest.contains("\"delivery-plan-risks.csv\""))
    }

    @Test(
        "a framework brings the delivery units into the return, where their figures pass disclosure control with the rest"
    )
    func framework() throws {
        let folder = try Folder()
        let made = try returned(into: folder, "--template", "performance-framework")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try text(folder, "performance-framework.csv").contains("Blackpool LDU,delivery unit,"))
        let document = try JSONSerialization.jsonObject(with: folder.contents("return/return.json")) as? [String: Any]
        let reports = try #require(document?["reports"] as? [[String: Any]])
        var isOfUnits = false
        for report in reports {
            let areas = (report["findings"] as? [[String: Any]] ?? []).compactMap { $0["area"] as? [String: String] }
            #expect(Set(areas).count == areas.count, "an area is there twice in \(report["indicator"] ?? "")")
            isOfUnits = isOfUnits || areas.contains { $0["level"] == "ldu" }
        }
        #expect(isOfUnits)
    }

    @Test("the delivery units of a partnership's authorities are found, though they lie in no partnership")
    func partnership() throws {
        let folder = try Folder()
        let made = try Command(
            "return", "--area", "Lancashire partnership", "--quarter", "2010-11Q4", "--history", "0", "--quiet",
            "--output", "\(folder.path)/return", "--template", "performance-framework",
            environment: ["LAA_MODULES": Built.folder])
        #expect(made.status == 0, "\(made.errors)")
        let rows = try text(folder, "performance-framework.csv")
        #expect(rows.contains("Lancashire,trust,") && rows.contains("Blackpool LDU,delivery unit,"))
    }

    @Test("what is wrong with a template or plan is said before anything is run, with file and line")
    func wrong() throws {
        let folder = try Folder()
        func file(_ name: String, _ text: String) throws -> String {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            return "\(folder.path)/\(name)"
        }
        let head = "name: ours\ntitle: Ours\n"
        let column = try file("column.yaml", head + "tables:\n  - id: a\n    columns: [outturn, tend]\n")
        let indicator = try file(
            "indicator.yaml", head + "tables: [{id: a, columns: [outturn]}]\nrows:\n  - NI18\n  - NI1888\n")
        let broken = try file("broken.yaml", head + "tables: [\n")
        let plan = try file("plan.csv", "list,indicator,lead\nindicators,NI1444,Somebody\n")
        for (words, status, message) in [
            (["--template", column], 65, "column.yaml:5: 'tend' is not a column; is 'trend' meant?"),
            (["--template", indicator], 65, "indicator.yaml:6: 'NI1888' is not an indicator"),
            (["--template", broken], 65, "it is not YAML"),
            (["--template", "delivery-plan", "--plan", plan], 65, "plan.csv:2: 'NI1444' is not an indicator"),
            (["--template", "\(folder.path)/none.yaml"], 66, "none.yaml cannot be read"),
            (["--template", "result-table"], 64, "is 'results-table' meant?"),
            (["--template", "results-table", "--template", "results-table"], 64, "two templates are called"),
            (["--plan", plan], 65, "plan.csv:2: 'NI1444' is not an indicator"),
        ] as [([String], Int32, String)] {
            let command = try Command(
                [
                    "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
                ] + words, environment: ["LAA_MODULES": Built.folder])
            #expect(command.status == status, "\(words): \(command.errors)")
            #expect(command.errors.contains(message), "\(command.errors)")
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/return"))
        }
    }
}
