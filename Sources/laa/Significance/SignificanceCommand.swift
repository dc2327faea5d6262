import ArgumentParser
import Returns

struct SignificanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "significance", abstract: "The analyst's calculator: exact tests and intervals, no warehouse.",
        subcommands: [SignificanceProportion.self, SignificanceCount.self, SignificancePoissonBinomial.self])
}

/// Options of every calculation.
struct CalculatorOptions: ParsableArguments {
    @Option(help: "table or json.")
    var format = TableOrJSON.table

    func show(_ sheet: some CalculatorSheet) throws {
        Output.result(try format == .json ? sheet.json() : sheet.table())
    }
}
