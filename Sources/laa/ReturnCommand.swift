import ArgumentParser
import Host
import Platform
import Presenting
import ReportKit
import Returning
import Returns

struct ReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Makes a partnership's quarterly return: every indicator, as files.",
        discussion: """
            Writes return.html (to read and print), return.ods (a workbook), return.csv with return.csv-metadata.json \
            (what its columns are), return.json, summary.html and summary.txt (for an e-mail) and manifest.json, all \
            or none, and prints the headline indicators \
            and what is most worth knowing. --template adds one of the plans' own tables, as NAME.html, \
            NAME.ods and NAME.csv; the return then includes the areas of its levels, such as delivery units. Modules \
            run in processes of their own, on one snapshot of the warehouse: if one fails, only its section is \
            missing, and the exit code is 70.
            """)

    @Option(
        name: .customLong("area"),
        help: "Name or code of the area; the areas in it, and those that it is in, are reported too; may be repeated.")
    var areas: [String] = []

    @Option(
        name: .customLong("indicator"),
        help: "Identifier or alias of an indicator, such as NI18; may be repeated; without it, every one at hand.")
    var indicators: [String] = []

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(help: ArgumentHelp("Folder to write into.", valueName: "dir"))
    var output: String

    @Option(
        name: .customLong("earlier"),
        help: ArgumentHelp(
            "Folder of a return published elsewhere: what it suppressed is not given away now; may be repeated.",
            valueName: "dir"))
    var published: [String] = []

    @Option(
        help: ArgumentHelp(
            "full: the page has the overview and a section for each indicator; summary: the overview alone.",
            valueName: "summary|full"),
        transform: { try parseChoice($0, among: Return.Detail.allCases) })
    var detail = Return.Detail.full

    @Option(
        help: ArgumentHelp(
            "Areas to compare the return's with, YAML (default: $LAA_COMPARATORS, else comparators.yaml in the home, "
                + "else "
                + "those of similar caseloads).", valueName: "file"))
    var comparators: String?

    @Flag(help: "Print every indicator's table too.")
    var verbose = false

    @OptionGroup var tables: TemplateOptions
    @OptionGroup var verdicts: VerdictOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var past: HistoryOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if areas.isEmpty { throw ValidationError("Name the area with --area; 'laa areas' lists them.") }
        switch output {
        case "": throw ValidationError("--output names no folder; name one.")
        case "-": throw ValidationError("A return is several files: name a folder for them with --output.")
        default: break
        }
    }

    func run() async throws {
        _ = try common.existing
        try DurableFile.checkPlace(ofFolder: output)
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let made = try await made(from: survey)
        for note in made.sections.notes { Output.error("laa: \(note)") }
        let finished = try made.write(into: output)
        if verbose {
            let renderer: any ReportRenderer = .table(width: Output.width)
            Output.result(try renderer.render(finished.edition.reports).joined(separator: "\n") + "\n")
        }
        let ending = ReturnEnding(finished.edition, files: finished.files.map(\.name), folder: output)
        Output.result(ending.text(width: Output.width))
        if let gravest = made.sections.gravest { throw ExitCode(gravest.exitCode) }
    }

    /// Makes the return, and shows its progress.
    private func made(from survey: ModuleSurvey) async throws -> MadeReturn {
        let chosen = try survey.chosen(indicators)
        var returning = try Returning(
            chosen.modules, problems: chosen.problems, by: try limits.runner(common),
            terms: try disclosure.terms(verdicts), program: .own)
        for problem in chosen.problems { Output.error("laa: \(problem)") }
        returning.templates = try tables.chosen(survey.modules.map(\.indicator))
        returning.earlierQuarters = past.earlierQuarters
        returning.installed = survey.modules
        returning.detail = detail
        returning.comparators = try Program.comparators(comparators)
        let progress = ModuleProgress(
            of: chosen.modules.count, then: past.earlierQuarters.count > 0 ? "earlier quarters" : nil,
            isQuiet: common.quiet)
        defer { progress.clear() }
        returning.progress = { progress.ended($0) }
        returning.waiting = { [common] in common.progress(Publishing.isWaiting) }
        return try await returning.make(
            areas: areas, quarter: quarter, basis: try limits.basis, after: published, as: .return, named: output)
    }
}
