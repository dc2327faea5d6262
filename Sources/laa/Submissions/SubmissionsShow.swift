import ArgumentParser
import Submissions
import Warehouse

struct SubmissionsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an entry of the ledger, with the other entries of its edition.")

    @Argument(help: "Number of the entry, as 'laa submissions' lists it.")
    var number: Int

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let editions = Edition.all(of: try Ledger(connection).entries())
        guard let edition = editions.first(where: { $0.entries.contains { $0.number == number } }) else {
            throw SubmissionError.noEntry(number)
        }
        Output.result(
            format == .json
                ? try LedgerListing.json(edition.entries)
                : edition.entries.map(LedgerListing.text).joined(separator: "\n"))
    }
}
