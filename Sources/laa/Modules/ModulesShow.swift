import ArgumentParser
import Host
import Returns

struct ModulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows what an indicator is: definition, sources, caveats.")

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    func run() async throws {
        let module = try await ModuleSurvey(Program.moduleFolders, program: Program.path).module(named: indicator)
        Output.result(IndicatorSheet(indicator: module.indicator, file: module.file).text(width: Output.width))
    }
}
