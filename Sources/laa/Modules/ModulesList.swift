import ArgumentParser
import Host
import Listings

struct ModulesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the modules in the folders that LAA_MODULES names, or in the usual ones.",
        discussion: "The usual folders are the program's own, that of its declared modules, and $LAA_HOME/modules.")

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    func run() async throws {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let listing = ModuleListing(
            modules: survey.modules.map { (file: $0.file, kind: $0.kind.rawValue, indicator: $0.indicator) },
            refused: survey.problems.map { (file: $0.file, state: $0.state, reason: $0.description) })
        switch format {
        case .table:
            Output.result(listing.table(width: Output.width))
            for problem in survey.problems { Output.error("laa: \(problem)") }
        case .json:
            Output.result(try listing.json())
        }
    }
}
