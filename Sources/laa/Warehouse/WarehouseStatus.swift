import ArgumentParser
import Warehouse

struct WarehouseStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows where the warehouse is, its migrations and its extracts.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        if case .privateCluster(let cluster) = common.target {
            Output.result("Private PostgreSQL in \(try cluster.folder()): \(try cluster.status())\n")
            if case .notCreated = try cluster.status() { return }
        }
        let connection = try Connection.open(common.target, applicationName: "laa warehouse status")
        Output.result(try WarehouseOverview(of: connection).lines.joined(separator: "\n") + "\n")
    }
}
