import ArgumentParser
import Warehouse

struct WarehouseMigrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the warehouse's schema and areas up to date.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let connection = try Connection.open(common.target, applicationName: "laa warehouse migrate")
        let applied = try WarehouseSchema.update(connection)
        for migration in applied { common.progress("Applied \(migration.number) \(migration.name).") }
        if applied.isEmpty { common.progress("Nothing to apply.") }
        for model in try WarehouseSchema.modelsWithoutHorizon(on: connection) {
            common.progress(
                "The horizon of \(model) is not known: nothing is judged by it until 'laa load caseload FILE --horizon "
                    + "MONTHS' states it.")
        }
    }
}
