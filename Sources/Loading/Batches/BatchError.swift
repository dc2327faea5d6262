import Platform
import ReportKit
import Text

/// Why a folder's files cannot be loaded together: nothing of them was loaded then.
public enum BatchError: Error, Equatable, Sendable {
    /// There is no such folder or file.
    case notFound(path: String, reason: String)
    /// The folder has no file that may be an extract.
    case noFiles(folder: String)
    /// Neither a file's name nor its headings say what kind it is of; the kinds are those that the headings fit.
    case unclearKind(file: String, kinds: [ExtractKind])
    /// `load.yaml` cannot be used.
    case plan(file: String, line: Int, problem: String)
}

extension BatchError: CustomStringConvertible {
    /// The message and the remedy.
    public var description: String {
        let remedy = "Nothing was loaded"
        switch self {
        case .notFound(let path, let reason):
            return "\(path) cannot be read: \(reason). Give a folder of extracts, or a file such as load.yaml."
        case .noFiles(let folder):
            return
                "\(folder) has no file that may be an extract: .csv, .tsv, .txt, with or without .gz, .xlsx, .xlsm or .ods. "
                + "Check the path."
        case .unclearKind(let file, let kinds):
            let fits =
                kinds.isEmpty
                ? "its headings are those of no kind"
                : "its headings are those of \(kinds.map(\.rawValue).joined(separator: " and "))"
            return
                "\(file): \(fits). \(remedy); begin its name with its kind, as in terminations-2010.csv, or name its "
                + "kind, and its mapping where it needs one, in \(BatchPlan.name)."
        case .plan(let file, let line, let problem): return "\(file):\(line): \(problem). \(remedy)."
        }
    }
}

extension BatchError: LocatedError {
    public static func wrong(file: String, line: Int, problem: String, remedy: String) -> BatchError {
        .plan(file: file, line: line, problem: "\(problem). \(remedy)")
    }

    public var exitCode: ExitCode {
        switch self {
        case .notFound, .noFiles: .noInput
        case .unclearKind: .badData
        case .plan: .badConfiguration
        }
    }
}
