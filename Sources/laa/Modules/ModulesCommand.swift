import ArgumentParser

struct ModulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modules", abstract: "Lists the report modules at hand, and says why others are not.",
        subcommands: [
            ModulesList.self, ModulesShow.self, ModulesCheck.self, ModulesNew.self, ModulesTrust.self,
        ], defaultSubcommand: ModulesList.self)
}
