import ArgumentParser
import Listings

struct SignificancePoissonBinomial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poisson-binomial", abstract: "Tests a count against each person's own probability, exactly.",
        discussion: "Example: laa significance poisson-binomial --observed 12 --probabilities predictions.txt")

    @Option(help: "How many had the outcome.")
    var observed: Int

    @Option(help: ArgumentHelp("File with one probability per line.", valueName: "file"))
    var probabilities: String

    @OptionGroup var options: CalculatorOptions

    func run() throws {
        let file = try ProbabilityFile(path: probabilities)
        try options.show(try PoissonBinomialSheet(observed: observed, probabilities: file.probabilities))
    }
}
