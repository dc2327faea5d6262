import Glibc

/// How much of a file is read before it counts as broken, or as made to fill memory or disks.
///
/// The numbers are several times what exports of a million rows have.
package struct WorkbookLimits: Sendable {
    /// The maximum number of files in the archive.
    package var entries = 10_000
    /// The maximum number of bytes in the archive's own list of its files.
    package var directory = 4 << 20
    /// The maximum number of bytes in each of the parts that are read before a sheet, apart from the shared texts.
    package var part = 8 << 20
    /// The maximum number of bytes in the texts that cells share, which are kept in memory.
    package var sharedText = 40 << 20
    /// The maximum number of these texts.
    package var sharedTexts = 2_500_000
    /// The number of times that a part may be larger than its compressed form, once it is larger than ``unsuspicious``.
    /// Sheets of real exports are 5 to 30 times as large.
    package var ratio = 200
    /// The number of bytes up to which a part may be compressed to any degree.
    package var unsuspicious = 32 << 20
    /// How many times as much as the two allow of one part may be read of all parts together: an OpenDocument sheet is
    /// read twice.
    package var passes = 4
    /// The maximum number of bytes in a row, and in a text that cells share.
    package var row = 1 << 20
    /// The maximum number of columns: those of a sheet in Excel.
    package var columns = 16_384
    /// The maximum number of rows: those of a sheet in Excel, and in OpenDocument's programs unless asked for more.
    package var rows = 1_048_576
    /// How often a row that holds something may be repeated.
    package var repeats = 100_000
    /// The maximum number of sheets.
    package var sheets = 1_000
    /// The maximum number of bytes in the name of a sheet, or of an OpenDocument sheet's style.
    package var name = 1_000
    /// The maximum number of other parts that a part refers to.
    package var relations = 10_000

    package static let standard = WorkbookLimits()

    var tooManySheets: WorkbookError { .tooLarge(problem: "it has more than \(sheets) sheets") }

    /// An attribute that is a name, as text; nil where the element lacks it.
    func name(_ attribute: UnsafePointer<CChar>?) throws(WorkbookError) -> String? {
        guard let attribute else { return nil }
        guard strlen(attribute) <= name else {
            throw .tooLarge(problem: "the name of a sheet or of its style in it has more than \(name) bytes")
        }
        return String(cString: attribute)
    }
}
