/// What can go wrong while a module makes its report: one case per situation, each with its message and remedy.
public enum ReportError: Error, Equatable, Sendable {
    /// The data of the period are not complete yet.
    case notComplete(indicator: String, period: String, completeOn: Day, missing: MissingExtract)
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
    /// How uncertain the requested model's predictions are is not known.
    case noUncertainty(indicator: String, period: String, model: PredictionModel)
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
        case .notComplete(let indicator, let period, let completeOn, let missing):
            return
                "\(indicator) for \(period) is not complete before \(completeOn): \(missing). Or request an earlier quarter."
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
        case .noUncertainty(let indicator, let period, let model):
            return
                "\(indicator) for \(period): how uncertain the predictions by \(model) are is not known: it was not fitted by "
                + "'laa predict fit', or was fitted on these very snapshots, or was applied before they were loaded. Run 'laa "
                + "predict apply' with the file that 'laa predict fit' wrote, or leave out --prediction-uncertainty."
        case .column(let file, let name, let problem):
            return "\(file): column '\(name)' \(problem)."
        case .parameter(let file, let name, let problem):
            return "\(file): parameter ':\(name)' \(problem)."
        case .badValue(let file, let column, let value, let problem):
            return "\(file): column '\(column)' holds \(value), \(problem)."
        }
    }
}

/// The days of a kind of extract that a report needs and no extract covers.
public struct MissingExtract: Hashable, Sendable {
    public var kind: ExtractKind
    public var days: [Period]
    /// The last day that any extract of the kind covers.
    public var loadedThrough: Day?

    public init(kind: ExtractKind, days: [Period], loadedThrough: Day?) {
        self.kind = kind
        self.days = days
        self.loadedThrough = loadedThrough
    }
}

extension MissingExtract: CustomStringConvertible {
    /// What is missing, and the command that would mend it.
    public var description: String {
        let loaded = loadedThrough.map { ", and those loaded run to \($0)" } ?? ""
        return "no \(kind.rawValue) extract covers \(days.words)\(loaded). Load one with "
            + Self.command(loading: kind, for: nil, days)
    }

    /// The command that loads an extract of a kind.
    ///
    /// - Parameters:
    ///   - kind: what the extract holds.
    ///   - area: the area that it is to be complete for; nil for those of its rows.
    ///   - days: the days that it is to be complete for, in order of time.
    public static func command(loading kind: ExtractKind, for area: Area?, _ days: [Period]) -> String {
        let covers = days.first.flatMap { first in days.last.map { " --covers \(first.from)..\($0.to)" } } ?? ""
        return "'laa load \(kind.rawValue) FILE\(area.map { " --for \($0.code)" } ?? "")\(covers)'"
    }
}

extension [Period] {
    /// The periods in words: `2010-06-30 and 2010-09-30`, `2010-04-01 to 2010-06-30`.
    public var words: String {
        let spans = map { $0.from == $0.to ? "\($0.from)" : "\($0.from) to \($0.to)" }
        guard let last = spans.last, spans.count > 1 else { return spans.first ?? "" }
        return spans.dropLast().joined(separator: ", ") + " and " + last
    }
}
