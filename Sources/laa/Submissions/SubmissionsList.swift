import ArgumentParser
import Submissions
import Warehouse

struct SubmissionsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists every edition and its state.")

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let listing = LedgerListing(try Ledger(connection).entries())
        Output.result(format == .json ? try listing.json() : listing.table(width: Output.width))
    }
}
