import ArgumentParser
import PrivateCluster
import Upkeep
import Warehouse

struct WarehouseUpgrade: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade", abstract: "Moves the private warehouse to the newest installed PostgreSQL.",
        discussion: """
            By a dump that is restored into a new cluster. The ledger, the rows of every table and the key's fingerprint \
            are checked before and after. The former data stay until --remove-old.
            """)

    @Flag(help: "Remove the data that an earlier upgrade left, and do nothing else.")
    var removeOld = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let cluster = common.target.privateCluster else { throw UpkeepError.notPrivate(what: "an upgrade") }
        if removeOld {
            let removed = try cluster.removeFormerData()
            for folder in removed { Output.result("Removed \(folder).\n") }
            if removed.isEmpty { common.progress("There are no former data.") }
            return
        }
        _ = try common.existing
        let settings = try SubmissionOptions.settings()
        let upgrade = ServerUpgrade(cluster, settings: settings) { common.progress("laa: \($0) ...") }
        switch try upgrade.run() {
        case .isNewest(let version):
            Output.result("PostgreSQL \(version) is the newest version installed; nothing was done.\n")
        case .moved(let from, let to, let former):
            Output.result(
                """
                Moved from PostgreSQL \(from) to \(to); every row is there, and the ledger verifies.
                The former data are in \(former); 'laa warehouse upgrade --remove-old' removes them.

                """)
        }
    }
}
