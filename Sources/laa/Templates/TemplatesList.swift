import ArgumentParser
import Returns

struct TemplatesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the templates of LAA_TEMPLATES, or of $LAA_HOME/templates, and those of the program.")

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    func run() throws {
        let listing = TemplateListing(try Program.templates.all())
        switch format {
        case .table: Output.result(listing.table(width: Output.width))
        case .json: Output.result(try listing.json())
        }
    }
}
