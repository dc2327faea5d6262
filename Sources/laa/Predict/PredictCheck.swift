import ArgumentParser
import Disclosure
import Host
import Platform
import Prediction
import Presenting
import ReportKit
import Returning
import Returns
import Text
import Warehouse

struct PredictCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says how good a fitted model is.",
        discussion: """
            For the baseline that the model was fitted on: area under the curve, Brier score, slope and calibration in \
            the large, with intervals that allow for people in several snapshots; by the model itself, and by \
            cross-validation, in which each person is predicted by a model fitted without that person. Then the same for \
            each later snapshot whose outcomes are complete: where they drift, the model ages. Of a stored model the \
            result is recorded, and reports that are judged by the model say it.

            By sex, age band, ethnicity and trust: with --quarter, NI 18's figures of that quarter judged by the model, \
            as 'laa report' publishes them; the model must have been applied. With --internal also cross-validated, of \
            the baseline.

            --plots draws each as SVG: calibration.svg, roc.svg, area-under-curve.svg, brier-score.svg, slope.svg, \
            in-the-large.svg (over the later snapshots), and groups.svg.
            """)

    @Argument(help: ArgumentHelp("A file of 'laa predict fit', or the NAME or NAME@VERSION of a stored model."))
    var model: String

    @Option(help: ArgumentHelp("Into how many parts people are divided for cross-validation.", valueName: "k"))
    var folds = 10

    @Option(help: ArgumentHelp("Decides who is in which part.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: "Also by group, in NI 18's cohort of this quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @Option(help: ArgumentHelp("Draw the cross-validated calibration, as SVG.", valueName: "file.svg"))
    var plot: String?

    @Option(help: ArgumentHelp("Folder to draw every chart into, as SVG.", valueName: "folder"))
    var plots: String?

    @OptionGroup var destination: OutputOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var limits: RunOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (2...100).contains(folds) else { throw ValidationError("--folds is a number of parts, 2 to 100.") }
        if limits.model != nil { throw ValidationError("The model is the one that is named: leave out --model.") }
    }

    func run() async throws {
        try destination.checkPlace()
        let terms = try disclosure.terms()
        let connection = try Connection.open(common.existing, applicationName: "laa predict check")
        try Migrator.current.checkCurrent(on: connection)
        let fitted = try FittedModel(model, on: connection)
        let whole = try ModelCheck(of: fitted, folds: folds, seed: seed, today: .today, on: connection)
        var check = try whole.published(by: terms.policy, for: terms.release)
        if try !whole.record(on: connection) {
            Output.error("laa: the check was not recorded: this role may only read the warehouse.")
        }
        connection.close()
        if let quarter { check = check.adding(try await reports(quarter, by: fitted, terms), of: quarter) }
        if let plot { try DurableFile.write(svg(of: check.calibration, check), to: plot) }
        if let plots {
            try DurableFile.write(
                check.charts.map { .init(name: "\($0.id).svg", bytes: svg(of: $0, check)) }, into: plots)
        }
        try destination.write(format == .json ? check.json() : check.table(width: Output.width))
    }

    /// NI 18 by each group and by trust.
    private func reports(
        _ quarter: Quarter, by fitted: FittedModel, _ terms: DisclosureTerms
    ) async throws -> [PublishedReport] {
        let made = ReportsByModel(
            survey: await ModuleSurvey(Program.moduleFolders, program: Program.path), terms: terms, limits: limits,
            common: common)
        var reports: [PublishedReport] = []
        for breakdown in PublishedGroups.breakdowns {
            reports.append(
                try await made.report(
                    quarter, by: fitted.title, level: breakdown == nil ? .trust : .national, breakdown: breakdown))
        }
        return reports
    }

    private func svg(of chart: any Chart, _ check: PublishedModelCheck) -> [UInt8] {
        let notices = [check.release.marking, check.synthetic ? Report.syntheticCaveat : nil].compactMap(\.self)
        let svg = Canvas.page.svg(
            of: chart, title: nil, notice: notices.isEmpty ? nil : notices.joined(separator: ": "))
        return Array(Printable.lines(svg + "\n").utf8)
    }
}
