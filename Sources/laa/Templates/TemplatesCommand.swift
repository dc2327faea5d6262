import ArgumentParser

struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Lists the plans' own tables that a return can be written as, and shows them.",
        subcommands: [TemplatesList.self, TemplatesShow.self], defaultSubcommand: TemplatesList.self)
}
