import ArgumentParser
import Prediction
import ReportKit
import Warehouse

struct PredictApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Applies a logistic model to the caseload.",
        discussion: """
            MODEL.json names the model, its version, its horizon, what it was fitted on, and its terms:
              {"name": "three-month model", "version": "2", "horizonMonths": 3,
               "fittedOn": "caseload of 2008-09", "intercept": -2.31, "terms": [
                 {"name": "women", "input": "sex",
                  "levels": {"female": -0.2, "male": 0}, "missing": 0},
                 {"name": "sanctions", "input": "log-sanctions",
                  "coefficient": 0.61, "missing": "refuse"}]}

            Factors: \(FactorInput.allCases.map(\.rawValue).joined(separator: ", ")). \
            Numbers: \(NumberInput.allCases.map(\.rawValue).joined(separator: ", ")). \
            A term may also be a restricted cubic spline of a number ("knots" and "coefficients"), or the product of two \
            "inputs"; a level may be "refuse". 'laa predict fit' writes such files.

            'missing' is what is added if a person has no such value, or "refuse" to make no prediction then. A model \
            that uses the criminal history makes no prediction from an impossible one (see 'laa predict ogrs3').

            The predictions are stored in the warehouse under the model's name and version, replacing those of an \
            earlier run; of a fitted model also how uncertain their sums are, area by area, because it was fitted on so \
            many people and no more.
            """)

    @Argument(help: ArgumentHelp("The model, a JSON file.", valueName: "model.json"))
    var model: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        let (path, model) = (model, try LogisticModel(path: model))
        let fitted = try FittedModel(ifFitted: path)
        let connection = try Connection.open(common.existing, applicationName: "laa predict apply")
        try Migrator.current.checkCurrent(on: connection)
        let outcome = try ModelCaseload.apply(model, fittedAs: fitted?.fit, today: .today, on: connection)
        Output.result("\(model.name), version \(model.version): " + outcome.lines.joined(separator: "\n") + "\n")
    }
}
