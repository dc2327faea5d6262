import ArgumentParser
import Foundation
import Host
import ReportKit
import Returns

struct ModulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Compares a module's findings with those expected.",
        discussion: """
            The expected findings of ID.sql are in ID.expected.csv beside it. The columns quarter, area_level and \
            area_code (and by and group, where it is broken down) identify a finding; every other column of a CSV \
            report is compared, numbers to nine digits. 'laa report ID --format csv' writes such a file, to be checked \
            by hand. A figure that disclosure control suppresses is '[c]', and is not compared with a number; \
            --internal compares all figures.
            """)

    @Argument(help: "The module's file.", completion: .file(extensions: ["sql", "so"]))
    var file: String

    @Option(help: ArgumentHelp("The expected findings (default: beside the module).", valueName: "file"))
    var expected: String?

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = expected ?? URL(fileURLWithPath: file).deletingPathExtension().path + ".expected.csv"
        guard let content = FileManager.default.contents(atPath: path) else {
            Output.error(
                "laa: \(path) cannot be read. Write the expected findings there, or name their file with --expected.")
            throw ExitCode(.noInput)
        }
        let terms = try disclosure.terms()
        let findings = try ExpectedFindings(Array(content), file: path)
        let subject = try ModuleSubject(asItIs: file)
        var differences: [String] = []
        for request in findings.requests {
            let session = try limits.session(on: request.quarter.lastDay, common)
            let selection = try AreaSelection(named: [], level: request.level, in: session.areas)
            let outcomes = try await session.run(
                [subject], selection, period: .quarter(request.quarter), breakdown: request.breakdown)
            let published = try terms.disclosed([try outcomes[0].report()], in: session.areas)
            differences += findings.differences(from: published[0], for: request)
        }
        if let marking = terms.release.marking, !differences.isEmpty { Output.error(marking) }
        for difference in differences { Output.error(difference) }
        guard differences.isEmpty else { throw ExitCode(.badData) }
        if let marking = terms.release.marking { Output.result("\(marking)\n") }
        Output.result("\(file): \(findings.count) findings are as expected.\n")
    }
}
