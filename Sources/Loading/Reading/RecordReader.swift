import Spreadsheet

/// Reads one record after another of an extract, whatever the file's format: a line of delimited values, or a row of a
/// sheet.
///
/// What is done for every record is generic over this protocol, and the format is looked at once a file
/// (``Records``), so that a record costs no more than it would by its reader's own type.
protocol RecordReader: AnyObject {
    /// Line of the file that the record begins on, or its row in the sheet, from 1.
    var line: Int { get }
    /// The file, or the sheet of a workbook, for messages and the ledger.
    var name: String { get }
    /// Where the record is, for messages: `extract.csv:12`, or `book.xlsx, sheet 'Caseload', row 12`.
    var place: String { get }
    /// How many records without a cell that is not blank have been passed over so far.
    var blankRows: Int { get }
    /// What is wrong with the record as a whole; nil where nothing is.
    var flaw: String? { get }
    /// How many cells the record has.
    var count: Int { get }
    /// A cell of the record, without spaces around it; valid until ``next()``.
    subscript(index: Int) -> UnsafeRawBufferPointer { get }
    /// What kind of value the cell is.
    func kind(at index: Int) -> CellKind
    /// Moves on to the next record with a cell that is not blank.
    ///
    /// - Returns: false at the end of the file or sheet.
    func next() throws -> Bool
}

typealias CellKind = Spreadsheet.CellKind

/// The records of an extract, by the format of its file.
enum Records {
    case csv(CSVReader)
    case sheet(SheetRecords)
}
