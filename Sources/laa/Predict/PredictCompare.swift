import ArgumentParser
import Disclosure
import Host
import Listings
import Prediction
import Presenting
import ReportKit
import Returning
import Returns
import Text
import Warehouse

struct PredictCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compares two fitted models.",
        discussion: """
            Shows the coefficients of both side by side. With --quarter also how well each predicts NI 18's cohort of that \
            quarter, and for which areas of --level the verdict of NI 18 would be another: for that, both must have been \
            applied with 'laa predict apply'.
            """)

    @Argument(help: ArgumentHelp("A file of 'laa predict fit', or the NAME or NAME@VERSION of a stored model."))
    var first: String

    @Argument(help: "The other, likewise.")
    var second: String

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        help: "The level whose areas' verdicts are compared.",
        transform: { try parseChoice($0, among: AreaLevel.allCases) })
    var level = AreaLevel.trust

    @OptionGroup var destination: OutputOptions
    @OptionGroup var verdicts: VerdictOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if limits.model != nil { throw ValidationError("The models are the two that are named: leave out --model.") }
    }

    func run() async throws {
        let terms = try disclosure.terms(verdicts)
        let connection = try Connection.open(common.existing, applicationName: "laa predict compare")
        try Migrator.current.checkCurrent(on: connection)
        let models = (try FittedModel(first, on: connection), try FittedModel(second, on: connection))
        let comparison = try ModelComparison(
            models.0, models.1, quarter: quarter, policy: terms.policy, release: terms.release, today: .today,
            on: connection)
        connection.close()
        var text = comparison.table(width: Output.width)
        if let quarter {
            let reports = ReportsByModel(
                survey: await ModuleSurvey(Program.moduleFolders, program: Program.path), terms: terms, limits: limits,
                common: common)
            let one = try await reports.report(quarter, by: models.0.title, level: level)
            let other = try await reports.report(quarter, by: models.1.title, level: level)
            text += VerdictChanges(one, other).text(models.0.title, models.1.title, width: Output.width)
        }
        try destination.write((terms.release.marking.map { "\($0)\n\n" } ?? "") + text)
    }
}
