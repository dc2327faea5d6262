import ArgumentParser
import Upkeep
import Warehouse

struct WarehouseVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks pages, constraints and the ledger of the warehouse.",
        discussion: """
            Pages are checked by the extension amcheck, where the server has it and the role may use it. Whatever is \
            wrong is listed, and the exit code is then 65. The stored bundles are checked by 'laa submissions verify'.
            """)

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse verify")
        try Migrator.current.checkCurrent(on: connection)
        let found = try WarehouseVerification(of: connection) { common.progress("laa: \($0) ...") }
        for note in found.notes { Output.error("laa: \(note)") }
        guard found.problems.isEmpty else {
            for problem in found.problems { Output.error("laa: \(problem)") }
            throw ExitCode(.badData)
        }
        Output.result(
            "\(found.relations) tables and indexes, \(found.constraints) constraints and \(found.entries) entries of the "
                + "ledger are as they should be.\n")
    }
}
