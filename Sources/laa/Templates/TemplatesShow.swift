import ArgumentParser

struct TemplatesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints a template, to be copied and changed.",
        discussion: """
            A changed copy is named by its file, laa return --template FILE, or put into $LAA_HOME/templates and named as \
            the others are. --page prints the main part of the page instead: a mustache template that a copy may name, \
            beside it, as its page.
            """)

    @Argument(help: "Name of the template, or its file.")
    var name: String

    @Flag(help: "Print the main part of the page instead.")
    var page = false

    func run() throws {
        for template in try Program.templates.templates(named: [name]) {
            Output.result(page ? template.pageBody : template.yaml)
        }
    }
}
