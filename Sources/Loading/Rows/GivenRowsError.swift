import Platform
import ReportKit
import Text

/// Why the rows of a test cannot be used.
public enum GivenRowsError: Error, Sendable {
    /// There is no such folder, or none of extracts.
    case noRows(folder: String)
    /// A file is not named for a kind of extract.
    case unknownKind(file: String, name: String)
    /// A file cannot be read, or is not CSV.
    case unreadable(problem: String)
    /// A file lacks columns for which no value is harmless.
    case columnsNeeded(file: String, columns: [String], kind: ExtractKind)
    /// A cell of the column `person` is no short name.
    case person(file: String, line: Int, name: String)
    /// A file says in two ways who its rows are about.
    case personTwice(file: String)
    /// Rows that a load would reject, each with its line.
    case rejected(rows: [String], more: Int)
    /// The load of a file failed.
    case notLoaded(problem: String)
}

extension GivenRowsError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noRows(let folder):
            return
                "there are no rows in \(folder). Put one CSV file for each kind of extract there, named for it, such as "
                + "terminations.csv; 'laa load --help' lists the kinds."
        case .unknownKind(let file, let name):
            let kinds = ExtractKind.allCases.map(\.rawValue)
            let nearest = nearestNames(to: name, among: kinds, count: 1).first
            return
                "\(file): '\(name)' is not a kind of extract\(nearest.map { "; is \($0) meant?" } ?? ".") Name the file "
                + "for its kind: \(kinds.joined(separator: ", "))."
        case .unreadable(let problem):
            return problem
        case .columnsNeeded(let file, let columns, let kind):
            return "\(file):1: it lacks \(columns.joined(separator: ", ")), and no value is harmless there. Add "
                + "\(columns.count == 1 ? "the column" : "the columns"); 'laa load --describe \(kind.rawValue)' says what "
                + "may be in it."
        case .person(let file, let line, let name):
            return
                "\(file):\(line): person '\(name)' is not 1 to 14 letters, digits or hyphens. Write a short name, such as "
                + "A or twice-on-caseload, without a space."
        case .personTwice(let file):
            return "\(file):1: it has the column person, and pnc or crn. Remove one of them."
        case .rejected(let rows, let more):
            return (rows + (more > 0 ? ["and \(more) more."] : [])).joined(separator: "\n")
                + "\nNothing was tested; correct the rows."
        case .notLoaded(let problem):
            return problem
        }
    }
}

extension GivenRowsError: ExitCoded {
    public var exitCode: ExitCode {
        switch self {
        case .noRows: .noInput
        default: .badData
        }
    }
}
