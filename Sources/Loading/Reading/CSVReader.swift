import Glibc

/// Reads one record after another of a text of delimited values (RFC 4180), as raw bytes in a buffer that is reused.
///
/// Cells may be quoted, and may then hold the delimiter, line ends and doubled quotes. A line ends with LF, CR LF or
/// CR. Records whose cells are all empty or blank are skipped. Memory is that of the longest record, which is limited.
final class CSVReader: RecordReader {
    /// The maximum number of bytes in a record.
    static let longestRecord = 1 << 20
    private static let chunk = 1 << 18

    /// A cell of the record, as its place in the buffer.
    private struct Cell {
        var start: Int
        var end: Int
    }

    /// Line of the file that the record begins on, from 1.
    private(set) var line = 0
    private(set) var blankRows = 0
    /// What is wrong with the record as a whole; nil where nothing is.
    private(set) var flaw: String?

    private let file: ExtractFile
    private let encoding: TextEncoding
    private let delimiter: UInt8
    private let buffer: UnsafeMutableRawBufferPointer
    private let raw: UnsafeMutableRawBufferPointer
    private var position = 0
    private var filled = 0
    private var isAtEnd = false
    private var nextLine = 1
    private var cells: [Cell] = []

    /// - Parameter delimiter: an ASCII character.
    init(_ file: ExtractFile, encoding: TextEncoding, delimiter: UInt8) throws {
        self.file = file
        self.encoding = encoding
        self.delimiter = delimiter
        let room = CSVReader.longestRecord + CSVReader.chunk * (Windows1252.growth + 1)
        buffer = .allocate(byteCount: room, alignment: 16)
        raw = .allocate(byteCount: encoding == .utf8 ? 1 : CSVReader.chunk, alignment: 16)
        try fill()
        if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
        if filled >= 2, buffer[0] == 0xFF && buffer[1] == 0xFE || buffer[0] == 0xFE && buffer[1] == 0xFF {
            throw LoadError.notText(file: file.name, problem: "it is in UTF-16: save it as UTF-8")
        }
    }

    deinit {
        buffer.deallocate()
        raw.deallocate()
    }

    var name: String { file.name }
    var place: String { "\(file.name):\(line)" }

    /// How many cells the record has.
    var count: Int { cells.count }

    /// A cell of the record, without spaces around it; valid until ``next()``.
    @inline(__always)
    subscript(index: Int) -> UnsafeRawBufferPointer {
        var start = cells[index].start
        var end = cells[index].end
        while start < end, isBlank(buffer[start]) { start += 1 }
        while end > start, isBlank(buffer[end - 1]) { end -= 1 }
        return UnsafeRawBufferPointer(start: buffer.baseAddress! + start, count: end - start)
    }

    @inline(__always)
    func kind(at index: Int) -> CellKind { .text }

    /// Moves on to the next record with a cell that is not blank.
    ///
    /// - Returns: false at the end of the file.
    func next() throws -> Bool {
        while true {
            cells.removeAll(keepingCapacity: true)
            flaw = nil
            line = nextLine
            guard try !isExhausted() else { return false }
            try readRecord()
            if flaw != nil || cells.contains(where: { holdsSomething($0) }) { return true }
            blankRows += 1
        }
    }

    /// Whether a cell has more than spaces and tabs.
    private func holdsSomething(_ cell: Cell) -> Bool {
        (cell.start..<cell.end).contains { !isBlank(buffer[$0]) }
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func isExhausted() throws -> Bool {
        if position < filled { return false }
        try fill()
        return position >= filled
    }

    /// Reads more bytes behind those that the buffer holds.
    private func fill() throws {
        guard !isAtEnd else { return }
        guard filled + CSVReader.chunk * Windows1252.growth <= buffer.count else {
            throw LoadError.recordTooLong(file: file.name, line: line, limit: CSVReader.longestRecord)
        }
        let count: Int
        switch encoding {
        case .utf8:
            count = try file.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + CSVReader.chunk)]))
            isAtEnd = count == 0
        case .windows1252:
            let read = try file.read(into: raw)
            isAtEnd = read == 0
            count = Windows1252.decode(
                UnsafeRawBufferPointer(rebasing: raw[..<read]),
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        }
        filled += count
    }
}

// MARK: - One record

extension CSVReader {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Reads a record from its first byte to after its line end.
    private func readRecord() throws {
        if position > CSVReader.chunk { compact() }
        let start = position
        var cell = Cell(start: position, end: position)
        while true {
            guard position < filled else {
                try fill()
                if position < filled { continue }
                cell.end = position
                cells.append(cell)
                return
            }
            let byte = buffer[position]
            if byte == delimiter {
                cell.end = position
                cells.append(cell)
                position += 1
                cell = Cell(start: position, end: position)
            } else if byte == CSVReader.lineFeed || byte == CSVReader.carriageReturn {
                cell.end = position
                cells.append(cell)
                try endLine(byte)
                return
            } else if byte == CSVReader.quote && position == cell.start {
                if try readQuoted(recordStart: start) { return }
                cell = Cell(start: position, end: position)
            } else {
                position += 1
                if position - start > CSVReader.longestRecord { throw tooLong }
            }
        }
    }

    /// Reads a quoted cell and its delimiter or line end, undoubling its quotes in place.
    ///
    /// - Returns: whether the record ended with it.
    private func readQuoted(recordStart: Int) throws -> Bool {
        let openedOn = nextLine
        position += 1
        var cell = Cell(start: position, end: position)
        while true {
            guard try hasByte() else {
                throw LoadError.notText(
                    file: file.name, problem: "the quote opened on line \(openedOn) is never closed")
            }
            let byte = buffer[position]
            position += 1
            if byte == CSVReader.quote {
                guard try hasByte(), buffer[position] == CSVReader.quote else { break }
                position += 1
            } else if byte == CSVReader.lineFeed {
                nextLine += 1
            }
            buffer[cell.end] = byte
            cell.end += 1
            if position - recordStart > CSVReader.longestRecord { throw tooLong }
        }
        cells.append(cell)
        while try hasByte() {
            let byte = buffer[position]
            if byte == delimiter {
                position += 1
                return false
            }
            if byte == CSVReader.lineFeed || byte == CSVReader.carriageReturn {
                try endLine(byte)
                return true
            }
            if !isBlank(byte) { flaw = "something follows the closing quote of cell \(cells.count)" }
            position += 1
        }
        return true
    }

    private var tooLong: LoadError { .recordTooLong(file: file.name, line: line, limit: CSVReader.longestRecord) }

    private func hasByte() throws -> Bool {
        if position >= filled { try fill() }
        return position < filled
    }

    private func endLine(_ byte: UInt8) throws {
        position += 1
        nextLine += 1
        guard byte == CSVReader.carriageReturn, try hasByte(), buffer[position] == CSVReader.lineFeed else { return }
        position += 1
    }

    private func compact() {
        let left = filled - position
        memmove(buffer.baseAddress!, buffer.baseAddress! + position, left)
        position = 0
        filled = left
    }
}
