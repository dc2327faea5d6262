import Platform
import ReportKit

/// What can go wrong in predicting: one case per situation, each with its message and remedy.
public enum PredictionError: Error, Equatable, Sendable {
    /// There is no set of coefficients with that name.
    case unknownCoefficients(name: String, known: [String])
    /// A file cannot be read.
    case unreadable(file: String, reason: String)
    /// A file to score is malformed; lines are counted from 1.
    case badFile(file: String, line: Int, problem: String, remedy: String)
    /// A model's JSON is not valid; the path leads to the wrong value, such as `terms[2].levels`.
    case badModel(file: String, path: String, problem: String, remedy: String)
    /// A different model is already stored under that name and version.
    case modelChanged(name: String, version: String)
    /// There is no caseload to score.
    case noCaseload
    /// Nobody in the cohort has a prediction.
    case noPredictions(cohort: String, model: String?)
    /// No recorded calibration matches the request.
    case noCalibrations(model: String?, quarter: String?)
    /// The outcomes of the cohort are not fully known yet.
    case notComplete(cohort: String, model: String, completeOn: Day, loadedThrough: Day?)
    /// The outcome of a baseline is not fully known yet.
    case baselineNotComplete(through: Day, completeOn: Day, loadedThrough: Day?)
    /// Nobody is in a baseline.
    case emptyBaseline(snapshots: String)
    /// What a specification asks for cannot be estimated; lines are counted from 1.
    case cannotFit(file: String, line: Int, problem: String, remedy: String)
    /// There is no file and no stored model of that name.
    case unknownModel(name: String, nearest: [String])
    /// It is not known how a model was fitted.
    case notFitted(model: String)
    /// Nobody has stated how many months a model predicts for.
    case noHorizon(model: String)
    /// A measure cannot be computed from these predictions and outcomes.
    case notEstimable(measure: String, reason: String)
}

extension PredictionError: CustomStringConvertible {
    /// The message, and the remedy.
    public var description: String { "\(message). \(remedy)." }

    /// What is wrong, and where.
    public var message: String {
        switch self {
        case .unknownCoefficients(let name, _): "there are no coefficients '\(name)'"
        case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
        case .badFile(let file, let line, let problem, _), .cannotFit(let file, let line, let problem, _):
            "\(file), line \(line): \(problem)"
        case .badModel(let file, let path, let problem, _):
            "\(file)\(path.isEmpty ? "" : ", at \(path)"): \(problem)"
        case .modelChanged(let name, let version):
            "the warehouse holds a model '\(name)', version '\(version)', that is defined differently"
        case .noCaseload: "the warehouse has no caseload to score"
        case .noPredictions(let cohort, let model):
            "nobody in the cohort of \(cohort) with a known outcome has a prediction"
                + (model.map { " by '\($0)'" } ?? "")
        case .noCalibrations(let model, let quarter):
            "no calibration is recorded" + (model.map { " of '\($0)'" } ?? "") + (quarter.map { " for \($0)" } ?? "")
        case .notComplete(let cohort, let model, let completeOn, let loadedThrough):
            "\(model) for the cohort of \(cohort) cannot be checked before \(completeOn); "
                + (loadedThrough.map { "re-offences are loaded through \($0)" } ?? "no re-offences are loaded")
        case .baselineNotComplete(let through, let completeOn, let loadedThrough):
            "the outcomes of the snapshot \(through) are complete on \(completeOn); "
                + (loadedThrough.map { "re-offences are loaded through \($0)" } ?? "no re-offences are loaded")
        case .emptyBaseline(let snapshots):
            "nobody matched to the Police National Computer is in the caseload of the baseline (\(snapshots))"
        case .unknownModel(let name, _): "there is no file and no stored model '\(name)'"
        case .notFitted(let model): "\(model) does not say how the model was fitted"
        case .noHorizon(let model): "\(model) cannot be checked: its horizon is not stated"
        case .notEstimable(let measure, let reason): "the \(measure) cannot be estimated: \(reason)"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unknownCoefficients(_, let known): "Choose one of \(known.joined(separator: ", "))"
        case .unreadable: "Check its name and permissions"
        case .badFile(_, _, _, let remedy), .badModel(_, _, _, let remedy), .cannotFit(_, _, _, let remedy): remedy
        case .modelChanged: "Give the changed model a version of its own"
        case .noCaseload: "Load a caseload extract, or make a sample with 'laa warehouse sample'"
        case .noPredictions: "Predict first with 'laa predict ogrs3' or 'laa predict apply', or ask for another quarter"
        case .noCalibrations: "Make one with 'laa predict calibration --quarter Q', or leave out --model and --quarter"
        case .baselineNotComplete: "Load later extracts, or choose an earlier baseline"
        case .emptyBaseline: "Choose a baseline whose quarters begin after snapshots that are loaded"
        case .unknownModel(_, let nearest):
            nearest.isEmpty
                ? "Fit one with 'laa predict fit', and store it with --store"
                : "Is one of these meant: \(nearest.joined(separator: ", "))"
        case .notFitted: "Use a file that 'laa predict fit' wrote"
        case .notComplete: "Load later extracts, or ask for an earlier quarter"
        case .noHorizon: "Load its caseload again with --horizon MONTHS"
        case .notEstimable: "Check a larger cohort"
        }
    }
}

extension PredictionError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .unknownCoefficients: .usage
        case .unreadable, .noCaseload, .noPredictions, .noCalibrations, .noHorizon, .emptyBaseline,
            .unknownModel:
            .noInput
        case .badFile, .badModel, .modelChanged, .notEstimable, .cannotFit, .notFitted: .badData
        case .notComplete, .baselineNotComplete: .tryAgain
        }
    }
}
