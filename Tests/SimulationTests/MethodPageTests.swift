import Foundation
import ReportKit
import Simulation
import Testing

@Suite("The method page of size and power")
struct MethodPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/ReportKit/Significance/Significance.docc/Methods")

    @Test(
        "the page has the table of every family that is simulated, with a row for each design", arguments: Grid.families
    )
    func isComplete(family: Family) throws {
        let page = MethodPage(
            try String(contentsOf: Self.folder.appending(path: "SizeAndPower.md"), encoding: .utf8))
        let rows = try #require(page.table(of: family)).split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
        let scenarios = Grid.scenarios(of: family)
        #expect(!scenarios.isEmpty && rows.count == scenarios.count)
        for (row, scenario) in zip(rows, scenarios) { #expect(row.hasPrefix("| \(scenario.design) | ")) }
    }

    @Test("a table takes the place of the one before it, and of no other")
    func replacing() throws {
        var page = MethodPage("a\n<!-- simulated: frequency -->\n\nold\n\n<!-- end -->\nb\n<!-- end -->\n")
        let isReplaced = page.replace("new\n", of: .frequency)
        let hasNone = page.replace("new\n", of: .mean)
        #expect(isReplaced && !hasNone)
        #expect(page.text == "a\n<!-- simulated: frequency -->\n\nnew\n\n<!-- end -->\nb\n<!-- end -->\n")
    }

    @Test("a table has a row for each design, and shows what was measured alone")
    func table() async throws {
        let scenario = Scenario(EventsInAQuarter(expected: 1_000), design: "Poisson", size: 1_000)
        let simulator = Simulator(seed: 1, replicates: 70, threads: 1)
        let results = try await simulator.run([scenario])
        let table = ResultTable(results, of: .countAgainstTarget)
        let lines = table.markdown.split(separator: "\n")
        #expect(
            lines.first
                == "| design | events expected | worse | better | both | not enough data | −20% | −10% | +10% | +20% |")
        #expect(lines.count == 3 && lines[2].hasPrefix("| Poisson | 1,000 | ") && lines[2].hasSuffix(" | 100.0 |"))
        #expect(table.account(of: simulator).hasPrefix("70 verdicts a cell; seed 1. "))
        let cells = ResultCells(results).csv.split(separator: "\n")
        #expect(cells.count == 6 && cells[2].hasPrefix(#"count-target,"Poisson",1000,"−20%",70,0.0,0.0,1.0,0.0,1.0"#))
    }
}
