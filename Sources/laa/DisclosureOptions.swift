import ArgumentParser
import Disclosure
import Foundation
import ReportKit

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

    /// Who the figures are for.
    var release: Release { `internal` ? .officialSensitive : .published }

    /// Decides what may leave the program.
    ///
    /// - Parameters:
    ///   - tree: how areas lie in one another.
    ///   - earlier: folders of returns published before.
    func control(in tree: AreaTree, after earlier: [String] = []) throws -> DisclosureControl {
        DisclosureControl(
            try chosen(), in: tree, after: try earlier.map { try EarlierReturn(at: $0) }, release: release)
    }

    /// The policy that holds.
    func chosen() throws -> DisclosurePolicy {
        let named = policy ?? ProcessInfo.processInfo.environment["LAA_POLICY"]
        guard let file = named, !file.isEmpty else { return .standard }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw DisclosureError.policy(file: file, problem: "it cannot be read")
        }
        return try DisclosurePolicy(yaml: String(decoding: contents, as: UTF8.self), file: file)
    }
}
