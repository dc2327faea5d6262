import ArgumentParser

struct PublicationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publications", abstract: "Lists and shows what was published.",
        discussion: """
            The register holds every return, submission, report and chart that was written to a file, with the counts \
            that it showed and suppressed. Whatever is published later is weighed against it. Nothing takes a \
            publication back; the policy says which of them count: see 'published' and 'published-years' in the \
            disclosure policy.
            """,
        subcommands: [PublicationsList.self, PublicationsShow.self], defaultSubcommand: PublicationsList.self)
}
