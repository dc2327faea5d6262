import ArgumentParser

struct AccessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Grants, lists and revokes the tokens by which returns are read in the portal.",
        subcommands: [AccessList.self, AccessGrant.self, AccessRevoke.self], defaultSubcommand: AccessList.self)
}
