import ArgumentParser
import Foundation
import ReportKit
import Returns

/// Options of subcommands whose figures leave the program.
struct DisclosureOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Disclosure policy, a YAML file (default: $LAA_POLICY, else the program's own).", valueName: "file"))
    var policy: String?

    @Flag(
        help: ArgumentHelp(
            "Keep nothing back; marked OFFICIAL-SENSITIVE, not to be published or submitted."))
    var `internal` = false

    /// The reports as they may leave the program: taken together, and with what earlier returns published.
    func disclosed(_ reports: [Report], in tree: AreaTree?, after earlier: [String] = []) throws -> [DisclosedReport] {
        let published = try earlier.map { try EarlierReturn(at: $0) }
        let control = DisclosureControl(
            try chosen(), in: tree ?? AreaTree(AreaDirectory(entries: [])), after: published)
        let disclosed = try control.disclosed(reports)
        guard `internal` else { return disclosed }
        return zip(reports, disclosed).map { DisclosedReport(internal: $0, suppressions: $1.suppressions) }
    }

    /// The policy that holds; nil where nothing is to be kept back.
    func policyToApply() throws -> DisclosurePolicy? { `internal` ? nil : try chosen() }

    private func chosen() throws -> DisclosurePolicy {
        let named = policy ?? ProcessInfo.processInfo.environment["LAA_POLICY"]
        guard let file = named, !file.isEmpty else { return .standard }
        guard let contents = FileManager.default.contents(atPath: file) else {
            throw DisclosureError.policy(file: file, problem: "it cannot be read")
        }
        return try DisclosurePolicy(yaml: String(decoding: contents, as: UTF8.self), file: file)
    }
}
