import ArgumentParser
import Warehouse

struct WarehouseStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stops the private PostgreSQL; its data are kept.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard case .privateCluster(let cluster) = common.target else {
            throw ValidationError("Only the private PostgreSQL can be stopped; this database is on another server.")
        }
        common.progress(try cluster.stop() ? "Stopped." : "It was not running.")
    }
}
