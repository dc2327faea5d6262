import ArgumentParser
import Host
import Listings
import ReportKit

struct ModulesDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares what two editions of a module publish: which areas' figures or verdicts change.",
        discussion: """
            Both are reported from one state of the warehouse, and pass disclosure control each by itself. What is \
            compared is what a table would show, as it is rounded there. Before you trust a new edition:
              laa modules diff ~/.local/share/laa/modules/NI999.sql NI999.sql --quarter 2010-11Q4
            """)

    @Argument(help: "The module's file as it was.", completion: .file(extensions: ["sql", "so"]))
    var old: String

    @Argument(help: "The module's file as it is to be.", completion: .file(extensions: ["sql", "so"]))
    var new: String

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(
        help: "The level of the areas (default: trust, or else the smallest that is offered).",
        transform: { try parseChoice($0, among: AreaLevel.allCases.filter { $0 != .notAssigned }) })
    var level: AreaLevel?

    @Option(help: "What to break the figures down by.", transform: { try parseChoice($0, among: Breakdown.allCases) })
    var by: Breakdown?

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let terms = try disclosure.terms()
        var modules: [NamedModule] = []
        for file in [old, new] {
            modules.append(
                try await NamedModule(file: file, program: Program.path) {
                    await ModuleSurvey(Program.moduleFolders, program: Program.path)
                })
        }
        let session = try limits.session(on: quarter.lastDay, common)
        let selection = try AreaSelection(
            named: [], level: level ?? modules[1].indicator.levelLookedAt, in: session.areas)
        let outcomes = try await session.run(
            modules.map(\.subject), selection, period: .quarter(quarter), breakdown: by)
        let reports = try outcomes.map { try terms.disclosed([try $0.report()], in: session.areas)[0] }
        if let marking = terms.release.marking { Output.result("\(marking)\n") }
        Output.result(
            "\(modules[1].indicator.id), \(quarter): \(old) and \(new)\n\n"
                + FigureChanges(reports[0], reports[1]).text("Old", "New", width: Output.width))
    }
}
