import Foundation
import TestSupport
import Testing

/// What docs/tutorial.md promises, with the exports that it loads.
@Suite("The tutorial")
struct TutorialTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let exports = "\(root)/docs/tutorial/exports"

    private struct Count: Decodable, Equatable {
        var observed: Int
        var n: Int
        var expected: Double
    }

    private func script(_ words: String...) throws -> (status: Int32, output: String) {
        try Checker.python.run(
            ["\(Self.root)/scripts/tutorial-exports"] + words, environment: ["PYTHONPATH": Checker.packages])
    }

    @Test(
        "five exports of one system, loaded as they come by one mapping, give the NI 18 that counting gives",
        .enabled(if: Checker.python.isThere, "not checked: python3"))
    func figures() throws {
        let truth = try JSONDecoder().decode([String: Count].self, from: Data(try script("--truth").output.utf8))
        let folder = try Folder()
        let database = try SampleWarehouse.empty()
        try FileManager.default.copyItem(atPath: Self.exports, toPath: "\(folder.path)/exports")
        let loaded = try Command(
            ["load", "--all", "\(folder.path)/exports"], database: database,
            environment: ["LAA_HOME": "\(folder.path)/home"])
        try #require(loaded.status == 0, "\(loaded.errors)")
        #expect(loaded.output.components(separatedBy: "  loaded\n").count == 6, "\(loaded.output)")

        // As this program calls the areas, at their levels.
        let names = [
            "trust Lancashire": "Lancashire Probation Trust", "trust Cumbria": "Cumbria Probation Trust",
            "local-authority Lancashire": "Lancashire County Council", "local-authority Blackpool": "Blackpool UA",
            "local-authority Blackburn with Darwen": "Blackburn with Darwen",
            "local-authority Cumbria": "Cumbria County Council",
        ]
        #expect(Set(truth.keys) == Set(names.values))
        var found: [String: Count] = [:]
        for level in ["trust", "local-authority"] {
            let report = try Command(
                "report", "NI18", "--quarter", "2010-11Q4", "--level", level, "--format", "json", "--internal",
                database: database)
            try #require(report.status == 0, "\(report.errors)")
            for finding in try #require(try report.json()["findings"] as? [[String: Any]]) {
                guard let area = finding["area"] as? [String: String], let n = finding["n"] as? Int, n > 0,
                    let name = names["\(level) \(area["name"] ?? "")"]
                else { continue }
                #expect(finding["verdict"] is String, "\(finding)")
                found[name] = Count(
                    observed: try #require(finding["observed"] as? Int), n: n,
                    expected: try #require(finding["expected"] as? Double))
            }
        }
        for (name, count) in truth {
            let figure = try #require(found[name], "\(name) has no figure")
            #expect(figure.observed == count.observed && figure.n == count.n, "\(name)")
            #expect(abs(figure.expected - count.expected) < 1e-9, "\(name)")
            // A count of nothing would agree with anything.
            #expect(count.observed > 0 && count.n > count.observed, "\(name)")
        }
    }

    @Test("once there is a warehouse, loading and one report are all that it takes")
    func commands() throws {
        let page = try String(contentsOfFile: "\(Self.root)/docs/tutorial.md", encoding: .utf8)
        let commands = page.split(separator: "\n").filter { $0.hasPrefix("$ laa ") }.map {
            $0.dropFirst("$ laa ".count)
        }
        #expect(commands.count == 3)
        #expect(zip(commands, ["warehouse create", "load --all", "report NI18"]).allSatisfy { $0.hasPrefix($1) })
    }

    @Test(
        "the exports are what their script makes",
        .enabled(if: Checker.openpyxl && Checker.odfpy, "not checked: openpyxl and odfpy"))
    func made() throws {
        let checked = try script("--check")
        #expect(checked.status == 0, "scripts/tutorial-exports --check says which are not")
    }
}
