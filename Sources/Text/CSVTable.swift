import Platform

/// A file of comma-separated values (RFC 4180) in memory: a heading, and rows with the same number of cells.
///
/// UTF-8, with or without a byte order mark; lines end with LF or CRLF; a quoted cell may hold commas, line ends and
/// doubled quotation marks. Anything else is an error with its line: a misread file would be scored wrongly.
package struct CSVTable: Sendable {
    package let file: String
    package let heading: [String]
    /// The rows' cells, and the line that each row begins on.
    package let rows: [(line: Int, cells: [String])]

    package init(_ bytes: [UInt8], file: String) throws(CSVError) {
        var reader = Reader(bytes: bytes, file: file)
        self.file = file
        guard let heading = try reader.row() else {
            throw CSVError(
                file: file, line: 1, problem: "the file is empty", remedy: "Its first line must name its columns")
        }
        self.heading = heading.cells
        var rows: [(line: Int, cells: [String])] = []
        while let row = try reader.row() {
            if row.cells == [""] { continue }
            guard row.cells.count == heading.cells.count else {
                throw CSVError(
                    file: file, line: row.line,
                    problem: "there are \(row.cells.count) cells, and the heading has \(heading.cells.count)",
                    remedy: "Put cells that hold commas or line ends in quotation marks")
            }
            rows.append(row)
        }
        self.rows = rows
    }
}

/// Why a file cannot be read as comma-separated values.
package struct CSVError: Error, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let problem: String
    package let remedy: String

    package var description: String { "\(file):\(line): \(problem). \(remedy)." }
}

/// Splits a file's bytes into rows and cells.
private struct Reader {
    let bytes: [UInt8]
    let file: String
    private var position: Int
    private var line = 1

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let (quote, comma, lf, cr) =
        (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        position = bytes.starts(with: Self.mark) ? Self.mark.count : 0
    }

    /// The next row; nil after the last.
    mutating func row() throws(CSVError) -> (line: Int, cells: [String])? {
        guard position < bytes.count else { return nil }
        let start = line
        var cells: [String] = []
        while true {
            cells.append(try cell())
            guard position < bytes.count else { return (start, cells) }
            let end = bytes[position]
            position += 1
            if end == Self.comma { continue }
            if end == Self.cr, position < bytes.count, bytes[position] == Self.lf { position += 1 }
            line += 1
            return (start, cells)
        }
    }

    /// Reads a cell; the reader is then at the comma or line end that follows it.
    private mutating func cell() throws(CSVError) -> String {
        guard position < bytes.count, bytes[position] == Self.quote else {
            let start = position
            while position < bytes.count, ![Self.comma, Self.lf, Self.cr].contains(bytes[position]) { position += 1 }
            return try text(bytes[start..<position])
        }
        let opened = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == Self.quote {
                guard position < bytes.count, bytes[position] == Self.quote else { return try closed(content) }
                position += 1
            }
            if byte == Self.lf { line += 1 }
            content.append(byte)
        }
        throw problem("a quotation mark is opened and never closed", line: opened, remedy: "Close it")
    }

    private func closed(_ content: [UInt8]) throws(CSVError) -> String {
        guard position == bytes.count || [Self.comma, Self.lf, Self.cr].contains(bytes[position]) else {
            throw problem(
                "something follows a closing quotation mark", line: line,
                remedy: "Double each quotation mark inside a quoted cell")
        }
        return try text(content[...])
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(CSVError) -> String {
        guard !bytes.contains(0) else {
            throw problem("a byte is zero, which no text has", line: line, remedy: "Save the file as UTF-8 text")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem("a cell is not UTF-8", line: line, remedy: "Save the file as UTF-8 text")
        }
        return text
    }

    private func problem(_ problem: String, line: Int, remedy: String) -> CSVError {
        CSVError(file: file, line: line, problem: problem, remedy: remedy)
    }
}

extension CSVError: ExitCoded {
    package var exitCode: ExitCode { .badData }
}
