import ArgumentParser
import Host
import Returns

struct ModulesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the modules in the folders of LAA_MODULES, or beside the program.")

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json
    }

    @Option(help: "table or json.")
    var format = Format.table

    func run() throws {
        let catalogue = ModuleCatalogue(Program.moduleFolders)
        let listing = ModuleListing(
            modules: catalogue.modules.map { (file: $0.file, indicator: $0.indicator) },
            refused: catalogue.problems.map { (file: $0.file, reason: $0.description) })
        switch format {
        case .table:
            Output.result(listing.table(width: Output.width))
            for problem in catalogue.problems { Output.error("laa: \(problem)") }
        case .json:
            Output.result(try listing.json())
        }
    }
}
