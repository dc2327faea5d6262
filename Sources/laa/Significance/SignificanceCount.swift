import ArgumentParser
import Listings

struct SignificanceCount: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Tests a count against an expected count.",
        discussion: "Example: laa significance count --observed 65 --expected 50")

    @Option(help: "How many were observed.")
    var observed: Int

    @Option(help: "How many were expected, 0 or more.")
    var expected: Double

    @OptionGroup var options: CalculatorOptions

    func run() throws {
        try options.show(try CountSheet(observed: observed, expected: expected))
    }
}
