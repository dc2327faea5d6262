import ArgumentParser

struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "Lists and shows the plans' own tables that a return can be written as.",
        subcommands: [TemplatesList.self, TemplatesShow.self], defaultSubcommand: TemplatesList.self)
}
