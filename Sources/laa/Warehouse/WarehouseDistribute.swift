import ArgumentParser
import Warehouse

struct WarehouseDistribute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distribute", abstract: "Divides the rows about people among several servers, by Citus.",
        discussion: """
            For a warehouse that has outgrown one server. The database must have the extension citus, and its coordinator \
            know its workers: docs/operations/distributed.md says how to set them up, and what changes. Each table is moved \
            whole; run again after an interruption, it goes on with those that are left. Run it again too when servers \
            were added or tables moved between them: the modules' rights go with it. Nothing is changed where an object of \
            the warehouse would lose what it guarantees.
            """)

    @OptionGroup var distribution: DistributionOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(try common.existing, applicationName: "laa warehouse distribute")
        try Migrator.current.checkCurrent(on: connection)
        try distribution.distribute(connection, common)
    }
}

/// How a warehouse is distributed.
struct DistributionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Into how many parts people are divided: at least as many as there will ever be workers. It counts the first time.",
            valueName: "count"))
    var parts = Distribution.usualParts

    func validate() throws {
        guard (1...1024).contains(parts) else { throw ValidationError("--parts is from 1 to 1024.") }
    }

    func distribute(_ connection: Connection, _ common: CommonOptions) throws {
        try Distribution.distribute(connection, parts: parts) { step, share in
            common.progress("\(step) ... \(Int(share * 100))%")
        }
        common.progress("The warehouse is distributed.")
    }
}
