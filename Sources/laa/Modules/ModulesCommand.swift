import ArgumentParser

struct ModulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modules", abstract: "Lists report modules, shows, begins, checks, tests and trusts them.",
        subcommands: [
            ModulesList.self, ModulesShow.self, ModulesCheck.self, ModulesNew.self, ModulesTest.self, ModulesTrust.self,
        ], defaultSubcommand: ModulesList.self)
}
