import ArgumentParser
import Disclosure
import Foundation
import Host
import Listings
import Platform
import Presenting
import ReportKit
import Returning
import Text

struct ModulesPreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows what a module reports and how it runs; with --watch, whenever it is saved.",
        discussion: """
            What is wrong by the text alone, the report of a quarter, the server's plan for the query and, from the \
            second time on, what changed since the last. Figures pass disclosure control. 'laa modules check' looks for \
            much more, and takes longer. --watch ends with Ctrl-C.
            """)

    @Argument(help: "The module's file.", completion: .file(extensions: ["sql", "so"]))
    var file: String

    @Flag(help: "Show it again whenever the file is saved.")
    var watch = false

    @Option(help: "The quarter (default: the latest for which there is a report).", transform: parseQuarter)
    var quarter: Quarter?

    @Option(
        help: "The level of the areas (default: trust, or else the smallest that is offered).",
        transform: { try parseChoice($0, among: AreaLevel.allCases.filter { $0 != .notAssigned }) })
    var level: AreaLevel?

    @Option(help: "What to break the figures down by.", transform: { try parseChoice($0, among: Breakdown.allCases) })
    var by: Breakdown?

    @Option(help: ArgumentHelp("How many findings to show.", valueName: "count"))
    var findings = 10

    @Option(help: ArgumentHelp("Draw the chart of the areas into this file too, as SVG.", valueName: "file"))
    var chart: String?

    @Flag(help: "Leave the server's plan out.")
    var noPlan = false

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...1000).contains(findings) else { throw ValidationError("--findings is from 1 to 1000.") }
    }

    func run() async throws {
        let terms = try disclosure.terms()
        if let chart { try DurableFile.checkPlace(ofFile: chart) }
        let runner = try limits.runner(common)
        var saved = FileWatch(file)
        var last: PublishedReport?
        repeat {
            let preview: ModulePreview
            do {
                preview = try await ModulePreview(
                    of: file, quarter: quarter ?? last?.quarter, level: level, by: by, runner: runner,
                    basis: try limits.basis
                ) { await ModuleSurvey(Program.moduleFolders, program: Program.path) }
            } catch  where watch && Interrupt.shared.isRequested {
                return
            }
            let published = try preview.report.map { try terms.disclosed([$0.report], in: $0.areas)[0] }
            try show(preview, published, after: last)
            last = published ?? last
            if watch { common.progress("Waiting for \(file) to be saved; Ctrl-C ends.") }
            if !watch, !preview.isSound { throw ExitCode(.badData) }
        } while watch && saved.waitForChange()
    }

    private func show(_ preview: ModulePreview, _ published: PublishedReport?, after last: PublishedReport?) throws {
        for problem in preview.problems { Output.error(problem.text(file: file)) }
        if let reason = preview.reasonForNone { Output.error("laa: \(reason)") }
        guard let published else { return }
        let shown = published.first(findings)
        let renderer: any ReportRenderer = .table(width: Output.width)
        Output.result(try renderer.render(shown))
        if published.findings.count > shown.findings.count {
            Output.result("(the first \(shown.findings.count) of \(published.findings.count) findings)\n")
        }
        if let last {
            Output.result(
                "\nSince the last time: " + FigureChanges(last, published).text("Before", "Now", width: Output.width))
        }
        if !noPlan, !preview.plan.isEmpty {
            Output.result("\nPlan:\n" + preview.plan.map { "  \($0)\n" }.joined())
        }
        if let chart { try draw(published, into: chart) }
    }

    private func draw(_ report: PublishedReport, into file: String) throws {
        let notices = [
            report.release.marking, report.dataQuality.synthetic ? Report.syntheticCaveat : nil,
        ].compactMap(\.self)
        let svg = Canvas.page.svg(
            of: try ChartKind.areas.chart(of: report), title: nil,
            notice: notices.isEmpty ? nil : notices.joined(separator: ": "))
        try DurableFile.write(Array(Printable.lines(svg + "\n").utf8), to: file)
    }
}

extension PublishedReport {
    /// The quarter that was asked for; nil where days were.
    fileprivate var quarter: Quarter? {
        if case .quarter(let quarter) = requested { quarter } else { nil }
    }
}
