import ArgumentParser
import Host
import Returns

struct ModulesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows what an indicator is: definition, sources, caveats.")

    @Argument(help: "Identifier or alias of the indicator, such as NI18.")
    var indicator: String

    func run() throws {
        let module = try ModuleCatalogue(Program.moduleFolders).module(named: indicator)
        Output.result(IndicatorSheet(indicator: module.indicator, file: module.file).text(width: Output.width))
    }
}
