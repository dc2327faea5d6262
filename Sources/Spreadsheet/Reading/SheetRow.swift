import Glibc

/// The cells of one row, and the bytes of those that do not share their text with others.
final class SheetRow {
    struct Cell {
        var start = 0
        var end = 0
        var kind = CellKind.text
        /// Whether the bytes are those of the workbook's shared texts.
        var isShared = false
    }

    private let limits: WorkbookLimits
    private let sheet: String
    /// The workbook's shared texts; empty in OpenDocument.
    private let shared: UnsafeRawBufferPointer
    private let bytes: UnsafeMutableRawBufferPointer
    /// How many of the bytes are used.
    private(set) var used = 0
    private var cells: [Cell] = []
    /// The row's number, from 1.
    private(set) var number = 0
    /// How often it is there, one row below the other.
    private(set) var repeats = 1

    init(sheet: String, shared: UnsafeRawBufferPointer, limits: WorkbookLimits) {
        self.sheet = sheet
        self.shared = shared
        self.limits = limits
        bytes = .allocate(byteCount: limits.row, alignment: 16)
    }

    deinit {
        bytes.deallocate()
    }

    /// How many cells there are up to the last that holds something.
    var count: Int { cells.count }

    /// Ends the row at its last cell that holds more than blanks.
    ///
    /// - Returns: whether there is one.
    func finish() throws(WorkbookError) -> Bool {
        while let last = cells.last, last.kind != .uncalculated, trimmed(last).isEmpty { cells.removeLast() }
        guard !cells.isEmpty else { return false }
        guard number <= limits.rows - (repeats - 1) else {
            throw tooLarge("reaches beyond row \(limits.rows), the last of a sheet")
        }
        return true
    }

    func kind(_ index: Int) -> CellKind { index < cells.count ? cells[index].kind : .text }

    /// The cell without spaces around it; empty where the row does not reach so far.
    func cell(_ index: Int) -> UnsafeRawBufferPointer {
        index < cells.count ? trimmed(cells[index]) : UnsafeRawBufferPointer(start: bytes.baseAddress, count: 0)
    }

    /// Empties it for the row of that number.
    func begin(_ number: Int, repeats: Int = 1) {
        self.number = number
        self.repeats = repeats
        used = 0
        cells.removeAll(keepingCapacity: true)
    }

    /// Becomes the next of its repetitions.
    ///
    /// - Returns: false once all were read.
    func repeatOnce() -> Bool {
        guard repeats > 1 else { return false }
        repeats -= 1
        number += 1
        return true
    }

    /// Appends to the bytes that the cell under way will consist of.
    func append(_ text: UnsafeRawBufferPointer) throws(WorkbookError) {
        guard used + text.count <= bytes.count else {
            throw tooLarge("holds more than \(limits.row) bytes")
        }
        UnsafeMutableRawBufferPointer(rebasing: bytes[used...]).copyMemory(from: text)
        used += text.count
    }

    /// Appends characters of ASCII.
    func append(_ text: String) throws(WorkbookError) {
        for byte in text.utf8 { try append(byte) }
    }

    func append(_ byte: UInt8) throws(WorkbookError) {
        guard used < bytes.count else { throw tooLarge("holds more than \(limits.row) bytes") }
        bytes[used] = byte
        used += 1
    }

    /// The bytes from an offset on.
    func bytes(from start: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: bytes[start..<used])
    }

    /// Takes back the bytes from an offset on.
    func cut(to length: Int) {
        used = min(used, length)
    }

    /// Puts a cell into a column, from 0, with the bytes from an offset on. The last that is put into a column counts.
    func put(column: Int, from start: Int, kind: CellKind) throws(WorkbookError) {
        try put(column: column, Cell(start: start, end: used, kind: kind))
    }

    /// Puts a cell into a column.
    func put(column: Int, _ cell: Cell) throws(WorkbookError) {
        guard column < limits.columns else { throw tooLarge("reaches beyond column \(limits.columns)") }
        while cells.count <= column { cells.append(Cell()) }
        cells[column] = cell
    }

    func tooLarge(_ problem: String) -> WorkbookError {
        .rowTooLarge(sheet: sheet, row: number, problem: problem)
    }

    private func trimmed(_ cell: Cell) -> UnsafeRawBufferPointer {
        let base = cell.isShared ? shared.baseAddress! : UnsafeRawPointer(bytes.baseAddress!)
        var start = cell.start
        var end = cell.end
        while start < end, isBlank(base, start) { start += 1 }
        while end > start, isBlank(base, end - 1) { end -= 1 }
        return UnsafeRawBufferPointer(start: base + start, count: end - start)
    }

    private func isBlank(_ base: UnsafeRawPointer, _ offset: Int) -> Bool {
        let byte = base.load(fromByteOffset: offset, as: UInt8.self)
        return byte == 0x20 || byte == 0x09
    }
}
