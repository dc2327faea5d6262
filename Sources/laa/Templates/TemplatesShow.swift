import ArgumentParser

struct TemplatesShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Prints a template, to copy and change.",
        discussion: """
            Use a changed copy with laa return --template FILE, or put it into $LAA_HOME/templates and use it by name. \
            --page prints the main part of the page instead: a mustache template. A changed copy of it can be put \
            beside a template that names it as its 'page'.
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
