import ArgumentParser
import Host
import Listings

struct ModulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an indicator's definition, sources, caveats and query.")

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    @Flag(help: "Leave the query out.")
    var noSql = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let module = try await ModuleSurvey(Program.moduleFolders, program: Program.path).module(named: indicator)
        var query: ModuleQuery?
        if module.indicator.family != .undefined {
            let runner = ModuleRunner(target: common.target, program: Program.path, timeLimit: .seconds(10))
            query = try await runner.query(of: module.subject)
        }
        let sheet = IndicatorSheet(
            indicator: module.indicator, file: module.file, extracts: query?.extracts.map(\.rawValue) ?? [],
            sql: noSql ? nil : query?.sql)
        Output.result(sheet.text(width: Output.width))
    }
}
