import ArgumentParser
import Disclosure
import Foundation
import Host
import Platform
import Presenting
import ReportKit
import Returns
import Submissions

struct ReturnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "Makes a partnership's quarterly return: every indicator, as files.",
        discussion: """
            Writes return.html (to read and print), return.ods (a workbook), return.csv with return.csv-metadata.json \
            (what its columns are), return.json and manifest.json, whole or not at all, and prints the same as tables, \
            with what is most worth knowing last. --template adds one of the plans' own tables, as NAME.html, NAME.ods and \
            NAME.csv; the areas of its levels, such as delivery units, are in the return then. Modules run apart from this program, \
            on one snapshot of the warehouse: one that fails costs its own section, and the exit code is then 70.
            """)

    @Option(help: "Name or code of the area; what lies in it, and what it lies in, is reported too.")
    var area: String

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(help: ArgumentHelp("Folder to write into.", valueName: "dir"))
    var output: String

    @Option(
        name: .customLong("earlier"),
        help: ArgumentHelp(
            "Folder of a return published before: nothing it kept back is given away now; may be given again.",
            valueName: "dir"))
    var published: [String] = []

    @OptionGroup var tables: TemplateOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var past: HistoryOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let survey = await ModuleSurvey(Program.moduleFolders, program: Program.path)
        let problems = survey.problems
        guard !survey.modules.isEmpty else { throw HostError.noModules(problems: problems) }
        for problem in problems { Output.error("laa: \(problem)") }
        let templates = try tables.chosen(survey.modules.map(\.indicator))
        var asked: [Area] = []
        var tree = AreaTree(AreaDirectory(entries: []))
        var agreements: [Agreement] = []
        let past = past
        let progress = ModuleProgress(
            of: survey.modules.count, then: past.isWanted ? "earlier quarters" : nil, isQuiet: common.quiet)
        let outcomes = try await limits.run(common).run(
            survey.modules.map(\.subject), period: .quarter(quarter), breakdown: nil, earlier: past.before(quarter),
            followed: { module, report, asked in
                past.follows(module, report, in: asked)
                    || module.indicator == nil && templates.follow(report.indicator.id)
            }, asOf: limits.asOf,
            agreed: templates.areAny ? { agreements = $0 } : nil,
            selecting: { directory in
                let selection = try AreaSelection(returnFor: area, in: directory, with: templates.levels)
                asked = selection.asked
                tree = AreaTree(directory)
                return selection
            },
            ended: { progress.ended($0) })
        progress.clear()
        let sections = ReturnSections(outcomes, problems: problems)
        for failure in sections.failures { Output.error("laa: \(failure.message)") }
        if !sections.notHeld.isEmpty {
            Output.error("laa: the warehouse holds nothing for: \(sections.namesNotHeld.joined(separator: ", ")).")
        }
        guard !sections.reports.isEmpty else {
            Output.error("laa: no module gave a report; nothing was written.")
            throw ExitCode(sections.exitCode)
        }
        let complete = sections.exitCode == .done
        guard complete || !FileManager.default.fileExists(atPath: "\(output)/manifest.json") else {
            Output.error(
                "laa: \(output) holds a return, which an incomplete one does not replace; nothing was written.")
            throw ExitCode(sections.exitCode)
        }
        let disclosed = try disclosure.control(in: tree, after: published).disclosed(
            sections.reports, with: outcomes.flatMap(\.earlier))
        let made = Return(
            areas: asked, quarter: quarter, reports: disclosed.current, missing: sections.missing,
            earlier: disclosed.earlier)
        let written = try made.files(program: Laa.version, templates: templates.formats(agreements))
        try DurableFile.write(written.map { .init(name: $0.name, bytes: $0.contents) }, into: output)
        let renderer: any ReportRenderer = .table(width: Output.width)
        Output.result(try renderer.render(made.reports).joined(separator: "\n"))
        Output.result(ReturnEnding(made, files: written.map(\.name), folder: output).text(width: Output.width))
        if !complete { throw ExitCode(sections.exitCode) }
    }
}
