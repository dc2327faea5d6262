import ArgumentParser

struct ModulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modules", abstract: "Lists, shows, creates, checks, previews, tests and trusts report modules.",
        subcommands: [
            ModulesList.self, ModulesShow.self, ModulesCheck.self, ModulesNew.self, ModulesTest.self, ModulesTrust.self,
            ModulesRelations.self, ModulesPreview.self, ModulesDiff.self, ModulesLint.self, ModulesSchema.self,
            ModulesSDK.self,
        ], defaultSubcommand: ModulesList.self)
}
