import Platform
import Text

/// Why a workbook, or a sheet of it, cannot be read; each case with its message and its remedy.
package enum WorkbookError: Error, Equatable, Sendable {
    /// The file is cut short or spoilt.
    case damaged(problem: String)
    /// It is bigger than a workbook that is read needs to be.
    case tooLarge(problem: String)
    /// It is a file of another kind than those that are read.
    case unsupported(problem: String, remedy: String)
    /// It has no sheet of that name.
    case noSuchSheet(name: String, sheets: [String])
    /// Several of its sheets hold something, so that one must be named.
    case severalSheets(sheets: [String])
    /// None of its sheets holds anything, apart from hidden ones.
    case noRows(sheets: [String])
    /// A row holds more than any real one.
    case rowTooLarge(sheet: String, row: Int, problem: String)
}

extension WorkbookError: CustomStringConvertible {
    package var description: String { "\(message). \(remedy)" }

    /// What is the matter, to follow the file's name.
    package var message: String {
        switch self {
        case .damaged(let problem): "is damaged: \(problem)"
        case .tooLarge(let problem): "is too large: \(problem)"
        case .unsupported(let problem, _): problem
        case .noSuchSheet(let name, let sheets):
            "has no sheet '\(Printable.line(name))'; its sheets are \(Self.list(sheets))"
        case .severalSheets(let sheets): "has several sheets: \(Self.list(sheets))"
        case .noRows(let sheets): "has no sheet with rows; its sheets are \(Self.list(sheets))"
        case .rowTooLarge(let sheet, let row, let problem):
            "cannot be read: in sheet '\(Printable.line(sheet))', row \(row) \(problem)"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .damaged: "Fetch the file again, or open it in a spreadsheet program and save it."
        case .tooLarge: "If it is really a workbook of that size, save the sheet as CSV."
        case .unsupported(_, let remedy): remedy
        case .noSuchSheet: "Name one of these with --sheet."
        case .severalSheets: "Name the one to be loaded with --sheet."
        case .noRows: "Check the file; a hidden sheet is read if it is named with --sheet."
        case .rowTooLarge: "Delete what stands beside or below the table, and save the file."
        }
    }

    /// The first twenty names.
    private static func list(_ sheets: [String]) -> String {
        let shown = sheets.prefix(20).joined(separator: ", ")
        return sheets.count > 20 ? "\(shown) and \(sheets.count - 20) more" : sheets.isEmpty ? "none" : shown
    }
}

extension WorkbookError: ExitCoded {
    package var exitCode: ExitCode {
        switch self {
        case .noSuchSheet: .noInput
        case .severalSheets: .usage
        default: .badData
        }
    }
}
