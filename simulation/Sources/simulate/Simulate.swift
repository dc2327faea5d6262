import ArgumentParser
import Foundation
import ReportKit
import Simulation

/// Measures the size and power of verdicts by simulation, and writes the tables of a method page.
@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Measure how often verdicts are given by chance, and how often they find what is there.")

    @Option(help: "Verdicts in each cell of the grid.")
    var replicates = 10_000

    @Option(help: "The seed; the same seed gives the same tables.")
    var seed: UInt64 = 1

    @Option(help: "A family to simulate, such as frequency; may be repeated. (default: all)", transform: Simulate.named)
    var family: [Family] = []

    @Option(help: "Only designs whose name contains this text, such as '10%, 1 to 4 rows'; may be repeated.")
    var design: [String] = []

    @Option(name: .customLong("n"), help: "Only areas of this size, such as 400; may be repeated.")
    var sizes: [Int] = []

    @Flag(help: "Measure only how often a verdict is given by chance.")
    var onlySize = false

    @Option(help: "Threads; the result does not depend on their number.")
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "The page whose tables are replaced.", completion: .file(extensions: ["md"]))
    var page: String?

    @Option(help: "A CSV file for every cell.", completion: .file(extensions: ["csv"]))
    var cells: String?

    func validate() throws {
        guard replicates > 0, threads > 0 else {
            throw ValidationError("--replicates and --threads must be at least 1.")
        }
        guard page == nil || design.isEmpty && sizes.isEmpty && !onlySize else {
            throw ValidationError("--page takes whole tables: leave out --design, --n and --only-size.")
        }
    }

    func run() async throws {
        let families = family.isEmpty ? Grid.families : family
        let scenarios = families.flatMap(Grid.scenarios).filter { scenario in
            (design.isEmpty || design.contains { scenario.design.contains($0) })
                && (sizes.isEmpty || sizes.contains(scenario.size))
        }
        guard !scenarios.isEmpty else {
            throw ValidationError(
                "No design of \(families.map(\.rawValue).joined(separator: ", ")) has that name and size.")
        }
        let simulator = Simulator(
            seed: seed, replicates: replicates, parts: onlySize ? [.size] : Set(Scenario.Part.allCases),
            threads: threads)
        let account = Account()
        let results = try await simulator.run(scenarios, progress: account.add)
        var text = try page.map { MethodPage(try String(contentsOfFile: $0, encoding: .utf8)) }
        for family in families {
            let own = results.filter { $0.scenario.family == family }
            guard !own.isEmpty else { continue }
            let result = ResultTable(own, of: family)
            let table = "\(result.account(of: simulator))\n\(result.markdown)"
            print("\(family.rawValue): \(table)")
            if text?.replace(table, of: family) == false {
                throw ValidationError("\(page ?? "") has no line '<!-- simulated: \(family.rawValue) -->'.")
            }
        }
        if let page, let text { try text.text.write(toFile: page, atomically: true, encoding: .utf8) }
        if let cells { try ResultCells(results).csv.write(toFile: cells, atomically: true, encoding: .utf8) }
        account.end(verdicts: results.reduce(0) { $0 + $1.tallies.values.reduce(0) { $0 + $1.replicates } })
    }

    /// The family of that name, where the grid has it.
    private static func named(_ name: String) throws -> Family {
        guard let family = Grid.families.first(where: { $0.rawValue == name }) else {
            throw ValidationError("It is none of \(Grid.families.map(\.rawValue).joined(separator: ", ")).")
        }
        return family
    }
}
