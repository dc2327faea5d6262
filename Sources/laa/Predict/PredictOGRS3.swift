import ArgumentParser
import Prediction
import ReportKit
import Returns
import Text
import Warehouse

struct PredictOGRS3: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ogrs3", abstract: "Scores the caseload, or a file, by the Offender Group Reconviction Scale 3.",
        discussion: """
            Scores people by the probability of proven re-offending within one and two years. It is not the \
            prediction that NI 18 is judged against.

            Without --file, scores every offender-snapshot of the warehouse's caseload, from warehouse.ogrs3_input. \
            The two probabilities are stored as the models 'OGRS3 one-year' and 'OGRS3 two-year', replacing those of \
            an earlier run.

            A file needs the columns \(OGRS3File.inputs.joined(separator: ", ")); the columns \
            \(OGRS3File.outputs.joined(separator: ", ")) are added. Dates are written as YYYY-MM-DD. A row that \
            cannot be scored gets an error instead, and is counted.

            An impossible criminal history is such an error. Public rules: a first sanction at an age outside 8 to \
            98, sanctions outside 1 to 999, an age of 110 or more. Our own rules, no part of the scale: follow-up \
            before the conviction or more than ten years after it, one sanction whose age is not the age at the \
            first, a day still to come. A file with the column \(OGRS3File.weight) is one of test cases of the \
            scale: only the public rules hold for it.
            """)

    @Option(help: ArgumentHelp("Score this CSV file.", valueName: "in.csv"))
    var file: String?

    @OptionGroup var destination: OutputOptions

    @OptionGroup var scale: ScaleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if destination.output != nil, file == nil {
            throw ValidationError("--output needs --file; the caseload's scores stay in the warehouse.")
        }
    }

    func run() throws {
        if let file {
            try score(file)
        } else {
            try scoreCaseload()
        }
    }

    private func score(_ file: String) throws {
        let scored = try OGRS3File(path: file).scored(by: try scale.scale(), today: .today)
        try destination.write(scored.text)
        scored.counts.lines.forEach(common.progress)
        if scored.isOfTestCases {
            common.progress("  by the public rules alone: column \(OGRS3File.weight) says that these are test cases")
        }
        if scored.givenWeights > 0 {
            common.progress("  \(scored.givenWeights) by the weight in column \(OGRS3File.weight), not the code's own")
        }
    }

    private func scoreCaseload() throws {
        let scale = try scale.scale()
        let connection = try Connection.open(common.existing, applicationName: "laa predict ogrs3")
        try Migrator.current.checkCurrent(on: connection)
        let outcome = try OGRS3Caseload.score(by: scale, today: .today, on: connection)
        Output.result((["Coefficients: \(scale.version)"] + outcome.counts.lines).joined(separator: "\n") + "\n")
        Output.result("  \(outcome.agesByMonth) of those scored with ages counted from the month of birth\n")
    }
}

/// Options for how OGRS3 is computed.
struct ScaleOptions: ParsableArguments {
    @Option(help: "The coefficients: \(CoefficientSet.names.joined(separator: " or ")).")
    var coefficients = CoefficientSet.names[0]

    @Option(
        help: ArgumentHelp(
            "Count at most this many previous sanctions; one implementation used 50.", valueName: "n"))
    var capSanctions: Int?

    func validate() throws {
        if let capSanctions, !(1...1_000).contains(capSanctions) {
            throw ValidationError("--cap-sanctions is the maximum number of previous sanctions to count: 1 to 1000.")
        }
    }

    func scale() throws -> OGRS3 {
        OGRS3(try CoefficientSet(named: coefficients), cap: capSanctions)
    }
}
