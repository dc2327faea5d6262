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
    ///
    /// - Parameter verdicts: which p value verdicts are by; nil for each area's own.
    func terms(_ verdicts: VerdictOptions? = nil) throws -> DisclosureTerms {
        try DisclosureTerms(
            policy: policy, environment: ProcessInfo.processInfo.environment,
            release: `internal` ? .officialSensitive : .published,
            judgedBy: verdicts?.adjusted == true ? .pAdjusted : .p)
    }
}

/// Options of subcommands that give verdicts.
struct VerdictOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Judge by p adj., which allows for all areas of a level being judged at once, not by p."))
    var adjusted = false
}
