import ArgumentParser
import Foundation
import Returning

/// Options of subcommands whose figures leave the program.
struct DisclosureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Disclosure policy, a YAML file (default: $LAA_POLICY, else the program's own).", valueName: "file"))
    var policy: String?

    @Flag(
        help: ArgumentHelp(
            "Suppress nothing; marked OFFICIAL-SENSITIVE, not to be published or submitted."))
    var `internal` = false

    /// What may leave the program, and in which form.
    func terms() throws -> DisclosureTerms {
        try DisclosureTerms(
            policy: policy, environment: ProcessInfo.processInfo.environment,
            release: `internal` ? .officialSensitive : .published)
    }
}
