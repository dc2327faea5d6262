import ArgumentParser
import Publications
import Warehouse

struct PublicationsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a publication, and what it added to what was known.")

    @Argument(help: "Number of the publication, as 'laa publications' lists it.")
    var number: Int

    @Option(help: "table or json; json has every count.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let register = PublicationRegister(connection)
        let (entry, tables) = (try register.entry(number), try register.tables(addedBy: number))
        Output.result(
            format == .json
                ? try PublicationListing.json(entry, tables) : PublicationListing.text(entry, tables))
    }
}
