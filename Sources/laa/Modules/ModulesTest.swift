import ArgumentParser
import Disclosure
import Foundation
import Host
import ReportKit
import Returns
import Text

struct ModulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Compares a module's findings with those expected.",
        discussion: """
            The findings expected of ID.sql are in ID.expected.csv beside it: columns quarter, area_level and area_code \
            find a finding (by and group, where it is broken down), and every other column that a CSV report has is \
            compared, numbers to nine digits. 'laa report ID --format csv' writes such a file, to be checked by hand. A \
            figure that disclosure control suppresses is '[c]', and is not compared with a number: --internal compares \
            all.
            """)

    @Argument(help: "The module's file.", completion: .file(extensions: ["sql", "so"]))
    var file: String

    @Option(help: ArgumentHelp("The findings expected (default: beside the module).", valueName: "file"))
    var expected: String?

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = expected ?? URL(fileURLWithPath: file).deletingPathExtension().path + ".expected.csv"
        guard let content = FileManager.default.contents(atPath: path) else {
            Output.error(
                "laa: \(path) cannot be read. Write the findings expected there, or name them with --expected.")
            throw ExitCode(.noInput)
        }
        let findings = try ExpectedFindings(Array(content), file: path)
        let run = try limits.run(common)
        let subject = try ReportRun.Subject(asItIs: file)
        var differences: [String] = []
        for request in findings.requests {
            var tree = AreaTree(AreaDirectory(entries: []))
            let outcomes = try await run.run(
                [subject], period: .quarter(request.quarter), breakdown: request.breakdown, asOf: limits.asOf,
                selecting: {
                    tree = AreaTree($0)
                    return try AreaSelection(named: [], level: request.level, in: $0)
                })
            let published = try disclosure.control(in: tree).disclosed([try outcomes[0].report()])
            differences += findings.differences(from: published[0], for: request)
        }
        if let marking = disclosure.release.marking, !differences.isEmpty { Output.error(marking) }
        for difference in differences { Output.error(difference) }
        guard differences.isEmpty else { throw ExitCode(.badData) }
        if let marking = disclosure.release.marking { Output.result("\(marking)\n") }
        Output.result("\(file): \(findings.count) findings are as expected.\n")
    }
}
