import ArgumentParser
import Listings

struct SignificanceProportion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proportion", abstract: "Tests a proportion against a predicted rate.",
        discussion: "Example: laa significance proportion --observed 1034 --n 9389 --predicted 0.1172")

    @Option(help: "How many had the outcome.")
    var observed: Int

    @Option(help: "Out of how many.")
    var n: Int

    @Option(help: "Predicted rate, a fraction from 0 to 1.")
    var predicted: Double

    @OptionGroup var options: CalculatorOptions

    func run() throws {
        try options.show(try ProportionSheet(observed: observed, n: n, predicted: predicted))
    }
}
