import ArgumentParser
import Foundation
import Host
import PrivateCluster
import Publications
import Warehouse

struct WarehouseStatus: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Shows where the warehouse is, its migrations and its extracts.")

    @Flag(help: "Print only the connection string, for psql and other programs; starts a private PostgreSQL.")
    var connection = false

    @Option(help: ArgumentHelp("How many of the latest quarters the table of extracts shows.", valueName: "count"))
    var quarters = 8

    @Flag(help: "Give every trust a line of its own in the table of extracts.")
    var trusts = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...100).contains(quarters) else { throw ValidationError("--quarters is from 1 to 100.") }
    }

    func run() throws {
        if connection {
            Output.result(try common.target.conninfo() + "\n")
            return
        }
        if let cluster = common.target.privateCluster {
            let status = try cluster.status()
            Output.result("Private PostgreSQL in \(try cluster.folder()): \(status)\n")
            // Showing its status does not start it.
            if status == .notCreated || status == .stopped { return }
        }
        let connection = try Connection.open(common.target, applicationName: "laa warehouse status")
        Output.result(try WarehouseOverview(of: connection).lines.joined(separator: "\n") + "\n")
        if (try? Migrator.current.checkCurrent(on: connection)) == nil { return }
        let holdings = try ExtractHoldings(of: connection, latest: quarters).lines(naming: trusts)
        if !holdings.isEmpty { Output.result("\n" + holdings.joined(separator: "\n") + "\n") }
        Output.result("\n\(try PublicationRegister(connection).summary)\n")
        let access = try ModuleAccess(of: connection, environment: ProcessInfo.processInfo.environment)
        Output.result("\n" + (try access.description(on: connection)).joined(separator: "\n") + "\n")
    }
}
