import Platform
import Spreadsheet
import Text

/// Reads one row after another of a sheet of a workbook.
///
/// A row of a sheet ends at its last cell that holds something, so that rows are filled up to the width of the heading.
final class SheetRecords: RecordReader {
    /// How many cells each row has at least.
    var width = 0
    let flaw: String? = nil
    /// Rows that were left out between those that hold something; what is below the last of these is no row of the sheet.
    private(set) var blankRows = 0
    private let file: ExtractFile
    private let sheet: SheetReader

    /// - Parameter name: the sheet's name; nil for the only one that holds something.
    /// - Throws: ``LoadError`` or `WarehouseError.cancelled`.
    init(_ file: ExtractFile, sheet name: String?) throws {
        self.file = file
        sheet = try Self.wrapped(file) { try file.workbook().sheet(name) }
    }

    /// The sheet's name, on one line.
    var sheetName: String { Printable.line(sheet.name) }
    /// How much of the sheet has been read so far, 0 to 1.
    var fraction: Double { sheet.fraction }

    var line: Int { sheet.number }
    var name: String { "\(file.name), sheet '\(sheetName)'" }
    var place: String { "\(name), row \(line)" }
    var count: Int { max(width, sheet.count) }

    subscript(index: Int) -> UnsafeRawBufferPointer { sheet.cell(index) }

    func kind(at index: Int) -> CellKind { sheet.kind(index) }

    func next() throws -> Bool {
        let last = line
        if try Self.wrapped(file, sheet.next) {
            blankRows += max(0, line - last - 1)
            return true
        }
        try file.refuseChanged()
        return false
    }

    private static func wrapped<R>(_ file: ExtractFile, _ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as WorkbookError {
            // A copy that is still being written looks like a damaged one.
            try file.refuseChanged()
            let problem = error.message
            switch error {
            case .noSuchSheet: throw LoadError.noSuchSheet(file: file.name, problem: problem)
            case .severalSheets: throw LoadError.severalSheets(file: file.name, problem: problem)
            default: throw LoadError.workbook(file: file.name, problem: problem, remedy: error.remedy)
            }
        }
    }
}
