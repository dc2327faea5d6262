import ArgumentParser
import Prediction
import ReportKit
import Returns
import Warehouse

struct PredictCalibration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration", abstract: "Compares predictions with what happened.",
        discussion: """
            For NI 18's cohort of the quarter, and every model with predictions for it: observed against expected, by \
            tenth of prediction; the area under the curve; the Brier score; and the slope and intercept of a logistic \
            recalibration. The result is recorded in warehouse.calibration; --history lists what was recorded. Tenths \
            with small counts are merged with their neighbours.
            """)

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter?

    @Flag(help: "List the recorded calibrations, the latest first; only those of --quarter or --model, if given.")
    var history = false

    @Option(help: ArgumentHelp("Only the model of this name.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp("Months after the horizon within which re-offending must be proven.", valueName: "months"))
    var proofLag = 3

    @Option(help: "table or json.")
    var format = TableOrJSON.table

    @OptionGroup var destination: OutputOptions

    @OptionGroup var disclosure: DisclosureOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if quarter == nil, !history { throw ValidationError("Give --quarter, such as 2010-11Q4, or --history.") }
        guard (0...60).contains(proofLag) else { throw ValidationError("--proof-lag is a number of months, 0 to 60.") }
    }

    func run() throws {
        let connection = try Connection.open(common.existing, applicationName: "laa predict calibration")
        try Migrator.current.checkCurrent(on: connection)
        let terms = try disclosure.terms()
        let text: String
        if !history, let quarter {
            let calibration = try Calibration(of: quarter, model: model, proofLag: proofLag, on: connection)
            let published = calibration.published(by: terms.policy, for: terms.release)
            text = format == .json ? try published.json() : published.table(width: Output.width)
            if try !calibration.record(on: connection) {
                Output.error("laa: the calibration was not recorded: this role may only read the warehouse.")
            }
        } else {
            let history = try CalibrationHistory(model: model, quarter: quarter, on: connection)
                .published(by: terms.policy, for: terms.release)
            text = format == .json ? try history.json() : history.table(width: Output.width)
        }
        try destination.write(text)
    }
}
