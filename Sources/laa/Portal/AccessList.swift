import ArgumentParser
import Portal
import ReportKit
import Warehouse

struct AccessList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists who may read which returns, and when each token was last used.")

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let listing = AccessListing(try AccessRegister(connection).entries(), on: .today)
        Output.result(format == .json ? try listing.json() : listing.table(width: Output.width))
    }
}
