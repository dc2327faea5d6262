/// What can go wrong while a module makes its report: one case per situation, each with its message and remedy.
public enum ReportError: Error, Equatable, Sendable {
    /// The data of the period are not complete yet.
    case notComplete(indicator: String, period: String, completeOn: Day, loadedThrough: Day?)
    /// What the indicator counts has never been loaded into the warehouse.
    case notHeld(indicator: String, what: String)
    /// The warehouse has none of the rows that the period needs.
    case noData(indicator: String, period: String, missing: String)
    /// The indicator cannot be requested in this way (a period where it needs a quarter, or a breakdown it lacks).
    case notOffered(indicator: String, what: String, instead: String)
    /// The cohort's predictions come from several models.
    case mixedModels(indicator: String, models: [String])
    /// A module of the predicted family does not say over how many months its outcome counts.
    case noHorizon(indicator: String)
    /// Nobody in the cohort has a prediction by the requested model.
    case noPredictions(indicator: String, period: String, model: PredictionModel)
    /// The query does not return a column that the indicator's family needs, or returns it with the wrong type.
    case column(file: String, name: String, problem: String)
    /// The query names a parameter that has no value, or is given a value for one that it does not name.
    case parameter(file: String, name: String, problem: String)
    /// The query returned an impossible value.
    case badValue(file: String, column: String, value: String, problem: String)
}

extension ReportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notComplete(let indicator, let period, let completeOn, let loadedThrough):
            let loaded = loadedThrough.map { "the warehouse's extracts run to \($0)" } ?? "no extract is loaded"
            return "\(indicator) for \(period) is not complete before \(completeOn); \(loaded). "
                + "Request it again once data to \(completeOn) are loaded, or request an earlier quarter."
        case .notHeld(let indicator, let what):
            return
                "\(indicator): the warehouse holds no \(what). Load one, or make a sample with 'laa warehouse sample'."
        case .noData(let indicator, let period, let missing):
            return "\(indicator) for \(period): the warehouse has no \(missing). "
                + "Load the extract, or make a sample with 'laa warehouse sample'."
        case .notOffered(let indicator, let what, let instead):
            return "\(indicator) is not reported \(what); \(instead)."
        case .mixedModels(let indicator, let models):
            return "\(indicator): the cohort's predictions come from several models: "
                + "\(models.joined(separator: "; ")). Predict the whole cohort with one, or allow --mixed-models."
        case .noHorizon(let indicator):
            return "\(indicator): the module does not say over how many months its outcome counts, so no prediction "
                + "can be compared with it. State horizonMonths by conforming to ModuleWithHorizon, or to PredictedModule."
        case .noPredictions(let indicator, let period, let model):
            return "\(indicator) for \(period): nobody in the cohort has a prediction by \(model). "
                + "Run 'laa predict' again: it predicts for the caseload that is loaded now."
        case .column(let file, let name, let problem):
            return "\(file): column '\(name)' \(problem)."
        case .parameter(let file, let name, let problem):
            return "\(file): parameter ':\(name)' \(problem)."
        case .badValue(let file, let column, let value, let problem):
            return "\(file): column '\(column)' holds \(value), \(problem)."
        }
    }
}
