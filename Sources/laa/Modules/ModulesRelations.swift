import ArgumentParser
import Host
import Listings
import ReportKit
import Text

struct ModulesRelations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relations",
        abstract: "Lists how the counts of indicators add up, and finds what no module declares.",
        discussion: """
            Where counts add up, one that is suppressed follows from the others, so modules declare it ('adds-up' in a \
            header), and disclosure control weighs those indicators together. This command runs every module over all \
            areas in several quarters, says whether what is declared holds, and searches for whatever else adds up. \
            The exit code is 65 where anything is found, or does not hold.
            """)

    @Option(help: "The last quarter to compare (default: the latest that has rows).", transform: parseQuarter)
    var quarter: Quarter?

    @Option(help: ArgumentHelp("How many quarters to compare; of eight, two begin a year.", valueName: "count"))
    var quarters = 8

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...40).contains(quarters) else { throw ValidationError("--quarters is a number from 1 to 40.") }
    }

    func run() async throws {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        for problem in survey.problems { Output.error("laa: \(problem)") }
        let runner = try limits.runner(common)
        let found = try await RelationSurvey(
            of: survey.modules, through: quarter, count: quarters, runner: runner, basis: try limits.basis)
        for (quarter, failure) in found.failures { Output.error("laa: \(quarter): \(failure.message)") }
        let listing = RelationListing(found)
        Output.result(try format == .json ? listing.json() : listing.table(width: Output.width))
        guard found.isWhole else { throw ExitCode(.badData) }
    }
}

extension RelationListing {
    fileprivate init(_ survey: RelationSurvey) {
        self.init(
            quarters: survey.quarters,
            declared: survey.declared.map {
                Declared($0.relation, by: $0.by, level: $0.level, places: $0.places, broken: $0.broken)
            },
            undeclared: survey.undeclared.map {
                Undeclared($0.relation, level: $0.level, areas: $0.areas, quarters: $0.quarters, places: $0.places)
            },
            rare: survey.rare)
    }
}
