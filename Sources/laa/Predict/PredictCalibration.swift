import ArgumentParser
import Prediction
import ReportKit
import Returns
import Warehouse

struct PredictCalibration: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibration", abstract: "Compares predictions with what happened.",
        discussion: """
            For the cohort that NI 18 has for the quarter, and every model with predictions for it: by tenth of \
            prediction, observed against expected; the area under the curve, the Brier score, and slope and intercept \
            of a logistic recalibration.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, json
    }

    @Option(help: "The quarter, such as 2010-11Q4.", transform: parseQuarter)
    var quarter: Quarter

    @Option(help: ArgumentHelp("Only the model of this name.", valueName: "name"))
    var model: String?

    @Option(
        help: ArgumentHelp("Months after the horizon within which re-offending must be proven.", valueName: "months"))
    var proofLag = 3

    @Option(help: "table or json.")
    var format = Format.table

    @Option(help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...60).contains(proofLag) else { throw ValidationError("--proof-lag is a number of months, 0 to 60.") }
    }

    func run() throws {
        let connection = try Connection.open(common.target, applicationName: "laa predict calibration")
        try Migrator.current.checkCurrent(on: connection)
        let calibration = try Calibration(of: quarter, model: model, proofLag: proofLag, on: connection)
        let text = format == .json ? try calibration.json() : calibration.table(width: Output.width)
        if let output {
            try WholeFiles.write(text, to: output)
        } else {
            Output.result(text)
        }
    }
}
