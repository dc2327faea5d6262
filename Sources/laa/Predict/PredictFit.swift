import ArgumentParser
import Platform
import Prediction
import ReportKit
import Warehouse

struct PredictFit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit", abstract: "Fits a logistic model on a baseline in the warehouse.",
        discussion: """
            SPEC.yaml says what is fitted:
              name: three months
              version: 1
              outcome: {months: 3, proven-within: 3}
              terms:
                - factor: sex
                - factor: age-band
                  merge: {under 18: 18 to 20}
                - factor: tier
                  reference: 1
                  missing: level
                - spline: age-at-first-sanction
                  knots: 4
                - number: copas
                - product: [sex, copas]

            The cohort is that of NI 18 for the baseline: the caseload at the quarter end before each of its quarters, \
            matched to the Police National Computer. The outcome is re-offending within the months, proven within the \
            months after those. Of a factor, the commonest level is the reference unless it is named. 'missing' is \
            'refuse' (whoever lacks the input is left out, and gets no prediction) or 'level' (a coefficient of its own), \
            for a term or for all.

            Factors: \(FactorInput.allCases.map(\.rawValue).joined(separator: ", ")). \
            Numbers, also as splines: \(NumberInput.allCases.map(\.rawValue).joined(separator: ", ")).

            Standard errors are given plain and by person, since one person may be in several snapshots. The file says \
            how the model was fitted, and is what 'laa predict apply' reads.
            """)

    @Argument(help: ArgumentHelp("What to fit, a YAML file.", valueName: "spec.yaml"))
    var specification: String

    @Option(
        help: ArgumentHelp("The baseline, as 2008-04-01..2009-03-31.", valueName: "from..to"), transform: parsePeriod)
    var baseline: Period

    @Option(help: ArgumentHelp("Where to write the model.", valueName: "model.json"))
    var output: String

    @Flag(help: "Also store it in the warehouse, where it cannot change any more.")
    var store = false

    @Flag(help: "Penalise by Firth's method: finite estimates also where a level has one outcome only.")
    var firth = false

    @Option(
        help: ArgumentHelp(
            "Penalise by this times half the sum of squares of the standardised coefficients.", valueName: "lambda"))
    var ridge: Double?

    @Flag(help: "Test each term by the likelihood ratio too: one more fit for each.")
    var likelihoodRatios = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        let (first, last) = (Quarter(containing: baseline.from).firstDay, Quarter(containing: baseline.to).lastDay)
        guard baseline.from == first, baseline.to == last else {
            throw ValidationError("A baseline is of whole quarters: these days lie in \(first)..\(last).")
        }
        if firth, ridge != nil { throw ValidationError("Give --firth or --ridge, not both.") }
        if let ridge, !(ridge > 0 && ridge <= 1e9) {
            throw ValidationError("--ridge is a number above 0 and at most 1e9, such as 1.")
        }
        if likelihoodRatios, firth || ridge != nil {
            throw ValidationError("--likelihood-ratios needs a fit without --firth or --ridge.")
        }
        if output.isEmpty || output == "-" { throw ValidationError("--output names the model's file.") }
    }

    func run() throws {
        let specification = try FitSpecification(path: specification)
        let connection = try Connection.open(common.existing, applicationName: "laa predict fit")
        try Migrator.current.checkCurrent(on: connection)
        let fitted = try FittedModel(
            specification, baseline: baseline, penalty: firth ? .firth : ridge.map(FitPenalty.ridge) ?? .none,
            likelihoodRatios: likelihoodRatios, today: .today, on: connection)
        if store { try fitted.store(on: connection) }
        try DurableFile.write(Array(fitted.json().utf8), to: output)
        Output.result(fitted.table(width: Output.width))
    }
}
