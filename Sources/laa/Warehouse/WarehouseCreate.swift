import ArgumentParser
import Warehouse

struct WarehouseCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Creates the warehouse: its schema, and the areas of England and Wales.",
        discussion: "If neither --database nor libpq's variables name a database, a private PostgreSQL is created.")

    @Flag(
        help: """
            Divide the rows about people among the workers of a Citus coordinator, as 'laa warehouse distribute' does.
            """)
    var distributed = false

    @OptionGroup var distribution: DistributionOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(common.target, applicationName: "laa warehouse create")
        let applied = try WarehouseSchema.update(connection)
        common.progress(
            applied.isEmpty
                ? "The warehouse exists already, and is up to date."
                : "Created the warehouse: \(applied.count) migrations applied.")
        if distributed { try distribution.distribute(connection, common) }
    }
}
