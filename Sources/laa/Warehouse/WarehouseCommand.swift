import ArgumentParser

struct WarehouseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warehouse", abstract: "Creates and maintains the PostgreSQL warehouse.",
        subcommands: [
            WarehouseCreate.self, WarehouseMigrate.self, WarehouseSample.self, WarehouseStatus.self,
            WarehouseDescribe.self, WarehouseCheck.self, WarehouseDistribute.self, WarehouseVerify.self,
            WarehouseBackup.self,
            WarehouseRestore.self, WarehouseUpgrade.self, WarehousePrune.self, WarehouseForget.self,
            WarehouseStop.self,
        ])
}
