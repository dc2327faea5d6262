/// What can go wrong while a module makes its report: one case a situation, each with its message and its remedy.
public enum ReportError: Error, Equatable, Sendable {
    /// The data of that period are not complete yet.
    case notComplete(indicator: String, period: String, completeOn: Day, loadedThrough: Day?)
    /// The warehouse has never been given what the indicator counts.
    case notHeld(indicator: String, what: String)
    /// The warehouse holds none of the rows that the period needs.
    case noData(indicator: String, period: String, missing: String)
    /// The indicator cannot be asked for in that way (a period where it needs a quarter, a breakdown it has not).
    case notOffered(indicator: String, what: String, instead: String)
    /// The cohort's predictions come from several models.
    case mixedModels(indicator: String, models: [String])
    /// Nobody in the cohort has a prediction by the model asked for.
    case noPredictions(indicator: String, period: String, model: PredictionModel)
    /// The query does not return a column that the indicator's family needs, or returns it with another type.
    case column(file: String, name: String, problem: String)
    /// The query names a parameter that has no value, or is given one that it does not name.
    case parameter(file: String, name: String, problem: String)
    /// A value that cannot be, found in the data.
    case badValue(file: String, column: String, value: String, problem: String)
}

extension ReportError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notComplete(let indicator, let period, let completeOn, let loadedThrough):
            let loaded = loadedThrough.map { "the warehouse's extracts run to \($0)" } ?? "no extract is loaded"
            return "\(indicator) for \(period) is not complete before \(completeOn); \(loaded). "
                + "Ask again once data to \(completeOn) are loaded, or ask for an earlier quarter."
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
                + "\(models.joined(separator: "; ")). Predict all of it with one, or allow it with --mixed-models."
        case .noPredictions(let indicator, let period, let model):
            return "\(indicator) for \(period): nobody in the cohort has a prediction by \(model). "
                + "Predict again with 'laa predict', which takes the caseload that is loaded now."
        case .column(let file, let name, let problem):
            return "\(file): column '\(name)' \(problem)."
        case .parameter(let file, let name, let problem):
            return "\(file): parameter ':\(name)' \(problem)."
        case .badValue(let file, let column, let value, let problem):
            return "\(file): column '\(column)' holds \(value), \(problem)."
        }
    }
}
