import ArgumentParser
import Foundation
import PrivateCluster
import Upkeep
import Warehouse

struct WarehouseRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restores a backup into an empty place, and checks that it is whole.",
        discussion: """
            The place is an empty database, by --database or libpq's variables, or a private PostgreSQL that is made \
            for it below $LAA_HOME. Every file of the backup is checked beforehand; the rows of every table, the \
            ledger and the pseudonym key afterwards. Of a folder the home's files are restored too, into a home that \
            has none of them.
            """)

    @Argument(help: "File or folder that 'laa warehouse backup' wrote.")
    var backup: String

    @Option(
        help: ArgumentHelp("File that 'laa warehouse backup --keys' wrote: puts the keys in place.", valueName: "file"))
    var keys: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let home = ConnectionTarget.home(environment: ProcessInfo.processInfo.environment)
        let restoration = try Restoration(of: backup) { common.progress("laa: \($0) ...") }
        let found = try keys.map { try KeysFile($0) }
        let connection = try Connection.open(common.target, applicationName: "laa warehouse restore")
        try restoration.restore(into: connection, home: home, keys: found)
        let manifest = restoration.manifest
        Output.result(
            "Restored the warehouse of \(manifest.takenAt): \(manifest.rows.values.reduce(0, +)) rows of "
                + "\(manifest.rows.count) tables; its ledger verifies.\n")
        if try manifest.pseudonymKey != nil && !restoration.hasKey(home: home) {
            common.progress(
                "laa: put pseudonym.key back into \(home) before the next load; nothing else knows anybody.")
        }
    }
}
