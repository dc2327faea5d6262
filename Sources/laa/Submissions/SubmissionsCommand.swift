import ArgumentParser

struct SubmissionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submissions", abstract: "Lists what was submitted, shows and verifies it.",
        subcommands: [SubmissionsList.self, SubmissionsShow.self, SubmissionsVerify.self],
        defaultSubcommand: SubmissionsList.self)
}
