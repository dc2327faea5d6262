import ArgumentParser
import Publications
import Warehouse

struct PublicationsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists everything that was published.")

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let listing = PublicationListing(try PublicationRegister(connection).entries())
        Output.result(format == .json ? try listing.json() : listing.table(width: Output.width))
    }
}
