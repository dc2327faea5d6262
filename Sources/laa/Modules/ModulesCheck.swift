import ArgumentParser
import Host
import Presenting
import ReportKit

struct ModulesCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Lists everything that is wrong with a module, and shows its first findings.",
        discussion: """
            Checks a declared module's header and wording, has the server describe and plan its query without running \
            it and, if nothing is wrong, reports the latest quarter for which it can. A compiled module is loaded and \
            reported.
            """)

    @Argument(help: "The module's file.", completion: .file(extensions: ["sql", "so"]))
    var file: String

    @Option(help: "The quarter to report (default: the latest for which there is a report).", transform: parseQuarter)
    var quarter: Quarter?

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    /// Enough to see whether the figures are as intended.
    private static let shownFindings = 5

    func run() async throws {
        let terms = try disclosure.terms()
        let check = try await ModuleCheck(
            file: file, quarter: quarter, runner: try limits.runner(common), basis: try limits.basis,
            survey: await ModuleSurvey(Program.moduleFolders, program: Program.path))
        for problem in check.problems { Output.error(problem.text(file: file)) }
        if let first = check.first {
            let disclosed = try terms.disclosed([first.report], in: first.areas)
            let shown = disclosed[0].first(Self.shownFindings)
            let renderer: any ReportRenderer = .table(width: Output.width)
            Output.result(try renderer.render(shown))
            let all = first.report.findings.count
            if all > shown.findings.count {
                Output.result("(the first \(shown.findings.count) of \(all) findings)\n")
            }
        }
        if let reason = check.reasonForNone {
            Output.error("laa: nothing is wrong, and nothing can be shown: \(reason)")
        }
        guard check.isSound else { throw ExitCode(.badData) }
        let warnings = check.problems.count { $0.severity == .warning }
        common.progress(
            warnings == 0
                ? "\(file): nothing is wrong."
                : "\(file): \(warnings) \(warnings == 1 ? "warning" : "warnings"). Correct the module, or say in its header "
                    + "why it is as it should be: 'accepted: {NAME: why}', where NAME stands in brackets.")
    }
}
