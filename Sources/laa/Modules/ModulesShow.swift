import ArgumentParser
import Host
import Listings

struct ModulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows what an indicator is: definition, sources, caveats, and its query.",
        usage: """
            laa modules show <indicator> [--no-sql]
            laa modules show --caveats
            """)

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String?

    @Flag(help: "Leave the query out.")
    var noSql = false

    @Flag(help: "List the caveats that a declared module may name, with their texts.")
    var caveats = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if caveats != (indicator == nil) { throw ValidationError("Give the name of an indicator, or --caveats.") }
    }

    func run() async throws {
        if let indicator { try await show(indicator) }
        if caveats {
            let listing = CaveatListing(SharedCaveat.all.map { ($0.name, $0.text) })
            Output.result(listing.text(width: Output.width))
        }
    }

    private func show(_ indicator: String) async throws {
        let module = try await ModuleSurvey(Program.moduleFolders, program: Program.path).module(named: indicator)
        var query: ModuleQuery?
        if module.indicator.family != .undefined {
            let runner = ModuleRunner(target: common.target, program: Program.path, timeLimit: .seconds(10))
            query = try await runner.query(of: module.subject)
        }
        let sheet = IndicatorSheet(
            indicator: module.indicator, file: module.file, extracts: query?.extracts.map(\.rawValue) ?? [],
            parameters: module.parameters.map { parameter in
                let value = module.settings[parameter.name] ?? parameter.default
                return "\(parameter.name) = \(value) (\(parameter.least) to \(parameter.most))"
            },
            sql: noSql ? nil : query?.sql)
        Output.result(sheet.text(width: Output.width))
    }
}
