import ArgumentParser
import PlanTables

struct TemplatesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the templates in LAA_TEMPLATES, or in $LAA_HOME/templates, and the program's own.")

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
