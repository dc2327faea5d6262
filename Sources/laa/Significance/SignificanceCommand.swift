import ArgumentParser
import Listings

struct SignificanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "significance",
        abstract: "The analyst's calculator: exact tests and intervals, without a warehouse.",
        subcommands: [SignificanceProportion.self, SignificanceCount.self, SignificancePoissonBinomial.self])
}

/// Options common to all calculations.
struct CalculatorOptions: ParsableArguments {
    @Option(help: "table or json.")
    var format = TableOrJSON.table

    func show(_ sheet: some CalculatorSheet) throws {
        Output.result(try format == .json ? sheet.json() : sheet.table())
    }
}
