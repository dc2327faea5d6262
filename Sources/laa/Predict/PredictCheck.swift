import ArgumentParser
import Platform
import Prediction
import Presenting
import ReportKit
import Returns
import Text
import Warehouse

struct PredictCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says how good a fitted model is.",
        discussion: """
            For the baseline that the model was fitted on: area under the curve, Brier score, slope and calibration in \
            the large, with intervals that allow for people in several snapshots; by the model itself, and by \
            cross-validation, in which each person is predicted by a model fitted without that person. Then the same for \
            each later snapshot whose outcomes are complete: where they drift, the model ages. With --internal also by \
            sex, age band, ethnicity and trust. Of a stored model the result is recorded, and reports that are judged by \
            the model say it.
            """)

    @Argument(help: ArgumentHelp("A file of 'laa predict fit', or the NAME or NAME@VERSION of a stored model."))
    var model: String

    @Option(help: ArgumentHelp("Into how many parts people are divided for cross-validation.", valueName: "k"))
    var folds = 10

    @Option(help: ArgumentHelp("Decides who is in which part.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @Option(help: ArgumentHelp("Draw the cross-validated calibration, as SVG.", valueName: "file.svg"))
    var plot: String?

    @OptionGroup var destination: OutputOptions
    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (2...100).contains(folds) else { throw ValidationError("--folds is a number of parts, 2 to 100.") }
    }

    func run() throws {
        let connection = try Connection.open(common.existing, applicationName: "laa predict check")
        try Migrator.current.checkCurrent(on: connection)
        let terms = try disclosure.terms()
        let whole = try ModelCheck(
            of: FittedModel(model, on: connection), folds: folds, seed: seed, today: .today, on: connection)
        let check = try whole.published(by: terms.policy, for: terms.release)
        if try !whole.record(on: connection) {
            Output.error("laa: the check was not recorded: this role may only read the warehouse.")
        }
        if let plot {
            let notices = [check.release.marking, check.synthetic ? Report.syntheticCaveat : nil].compactMap(\.self)
            let svg = Canvas.page.svg(
                of: check.chart, title: nil, notice: notices.isEmpty ? nil : notices.joined(separator: ": "))
            try DurableFile.write(Array(Printable.lines(svg + "\n").utf8), to: plot)
        }
        try destination.write(format == .json ? check.json() : check.table(width: Output.width))
    }
}

extension PublishedModelCheck {
    fileprivate var chart: any Chart {
        CalibrationChart(
            id: "calibration", title: "\(model.name), version \(model.version): cross-validated calibration",
            groups: crossValidated, note: summary)
    }
}
