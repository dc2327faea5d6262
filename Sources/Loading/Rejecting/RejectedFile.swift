import Platform
import Text

/// The list of rejects, which gets its name at the end.
final class RejectedFile {
    /// The heading of a list, whose rows begin with a line, or with a sheet and a row.
    static let headings = (lines: "line,column,value,reason\r\n", rows: "sheet,row,column,value,reason\r\n")

    let path: String
    /// What each line of the list begins with: the sheet's name.
    private let beginning: String
    private let file: UnfinishedFile
    private var buffer: [UInt8]

    /// - Parameter sheet: the sheet of a workbook that the rows are of; nil for lines of a file.
    init(at path: String, sheet: String? = nil) throws(LoadError) {
        self.path = path
        buffer = Array((sheet == nil ? RejectedFile.headings.lines : RejectedFile.headings.rows).utf8)
        beginning = sheet.map { CSV.cell($0) + "," } ?? ""
        // Rows of people: their owner's alone.
        file = try Self.wrapped { () throws(FileError) in try UnfinishedFile(for: path, mode: .exactly(0o600)) }
    }

    func append(_ reject: Reject) throws(LoadError) {
        let cells = [reject.column, reject.value ?? "", reject.reason].map(CSV.cell)
        buffer.append(contentsOf: "\(beginning)\(reject.line),\(cells.joined(separator: ","))\r\n".utf8)
        if buffer.count > 65_536 { try write() }
    }

    /// Sees that all of it is on the disk.
    func flush() throws(LoadError) {
        try write()
        try Self.wrapped(file.flush)
    }

    /// Gives the file its name; until then it goes with this object.
    func publish() throws(LoadError) {
        try Self.wrapped(file.publish)
    }

    private func write() throws(LoadError) {
        let bytes = buffer
        try Self.wrapped { () throws(FileError) in try file.append(bytes) }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func wrapped<R>(_ body: () throws(FileError) -> R) throws(LoadError) -> R {
        do {
            return try body()
        } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
    }
}
