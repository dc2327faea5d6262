/// Reads the rows of a sheet that hold something, one after another; memory is that of one row.
package final class SheetReader {
    /// The sheet's name.
    package let name: String
    private let row: SheetRow
    private let stream: XMLStream
    private let handler: any XMLHandler
    private var isAtEnd = false
    /// Whether the next row was read already.
    private var isAhead = false

    init(name: String, _ row: SheetRow, _ stream: XMLStream, _ handler: any XMLHandler) {
        self.name = name
        self.row = row
        self.stream = stream
        self.handler = handler
    }

    /// The row's number in the sheet, from 1.
    package var number: Int { row.number }
    /// How many cells it has up to the last that holds something.
    package var count: Int { row.count }
    /// How much of the sheet has been read, 0 to 1.
    package var fraction: Double { stream.fraction }

    /// A cell as UTF-8, without spaces around it; empty beyond the row's last. Valid until ``next()``.
    package func cell(_ index: Int) -> UnsafeRawBufferPointer { row.cell(index) }

    /// What kind of value a cell is.
    package func kind(_ index: Int) -> CellKind { row.kind(index) }

    /// Moves on to the next row that holds something.
    ///
    /// - Returns: false at the end of the sheet, when all of it was found to be whole.
    /// - Throws: ``WorkbookError``, or what the caller's own check throws.
    package func next() throws -> Bool {
        if isAhead {
            isAhead = false
            return !isAtEnd
        }
        if isAtEnd { return false }
        if row.repeatOnce() { return true }
        let isRow = try stream.advance()
        if isRow, (handler as? OpenDocumentSheet)?.isDone != true { return true }
        isAtEnd = true
        // The archive's checksum is at the very end.
        if isRow { try stream.drain() }
        return false
    }

    /// Whether there is another row.
    func hasNext() throws -> Bool {
        let hasNext = try next()
        isAhead = true
        return hasNext
    }
}
