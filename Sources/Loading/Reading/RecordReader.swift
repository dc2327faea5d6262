/// Reads one record after another of an extract, whatever the file's format: a line of delimited values, or a row of a
/// sheet.
///
/// What is done for every record is generic over this protocol, and the format is looked at once a file
/// (``Records``), so that a record costs no more than it would by its reader's own type.
protocol RecordReader: AnyObject {
    /// Line of the file that the record begins on, or its row in the sheet, from 1.
    var line: Int { get }
    /// Where the record is, for messages: `extract.csv:12`, or `book.xlsx, sheet 'Caseload', row 12`.
    var place: String { get }
    /// How many records without a cell that is not blank have been passed over so far.
    var blankRows: Int { get }
    /// What is wrong with the record as a whole; nil where nothing is.
    var flaw: String? { get }
    /// How many cells the record has.
    var count: Int { get }
    /// A cell of the record as UTF-8, without spaces around it; valid until ``next()``.
    subscript(index: Int) -> UnsafeRawBufferPointer { get }
    /// What kind of value the cell is.
    func kind(at index: Int) -> CellKind
    /// Moves on to the next record with a cell that is not blank.
    ///
    /// - Returns: false at the end of the file or sheet.
    func next() throws -> Bool
}

/// What kind of value a cell is, as its file has it.
enum CellKind: UInt8, Sendable {
    /// Text, which says by its form what it is: every cell of a CSV file.
    case text
    /// A number, in its shortest exact decimal form.
    case number
    /// A number that the workbook shows as a percentage: `0.75` for 75%.
    case percentage
    /// A day as `2010-12-31`, or a day and a time of it other than midnight.
    case date
    /// A time of day, or a duration, as `13:30:00`.
    case time
    /// `true` or `false`.
    case boolean
    /// An error such as `#N/A`.
    case error
    /// A formula that no program has calculated; the cell is empty.
    case uncalculated
}

/// The records of an extract, by the format of its file.
enum Records {
    case csv(CSVReader)
}
