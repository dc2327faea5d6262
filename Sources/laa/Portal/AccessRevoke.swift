import ArgumentParser
import Portal
import Warehouse

struct AccessRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revokes a token: within a second it opens nothing.")

    @Argument(help: "Its number, as 'laa access list' lists it.")
    var number: Int

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa")
        try Migrator.current.checkCurrent(on: connection)
        let isNew = try AccessRegister(connection).revoke(number, by: SubmissionOptions.account)
        Output.result("access \(number): \(isNew ? "revoked" : "revoked before; nothing was changed")\n")
    }
}
