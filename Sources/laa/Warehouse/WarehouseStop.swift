import ArgumentParser
import PrivateCluster

struct WarehouseStop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stops the private PostgreSQL; its data remain.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let cluster = common.target.privateCluster else {
            throw ValidationError("Only the private PostgreSQL can be stopped; this database is on another server.")
        }
        common.progress(try cluster.stop() ? "Stopped." : "It was not running.")
    }
}
