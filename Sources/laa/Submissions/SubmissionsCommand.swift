import ArgumentParser

struct SubmissionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions", abstract: "Lists, shows, verifies and acknowledges submissions.",
        subcommands: [
            SubmissionsList.self, SubmissionsShow.self, SubmissionsVerify.self, SubmissionsAcknowledge.self,
        ],
        defaultSubcommand: SubmissionsList.self)
}
