import ArgumentParser

struct SubmissionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions", abstract: "Lists what was submitted, shows, verifies and acknowledges it.",
        subcommands: [
            SubmissionsList.self, SubmissionsShow.self, SubmissionsVerify.self, SubmissionsAcknowledge.self,
        ],
        defaultSubcommand: SubmissionsList.self)
}
