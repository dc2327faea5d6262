import Glibc

/// The rows of a sheet of an OpenDocument spreadsheet, one after another (content.xml).
final class OpenDocumentSheet: XMLHandler {
    /// Whether the sheet was read to its end.
    private(set) var isDone = false

    private let row: SheetRow
    private let limits: WorkbookLimits
    /// How many sheets are before it.
    private var before: Int
    private var depth = 0
    private var sheetDepth: Int?
    private var cellDepth: Int?
    private var skippedDepth: Int?
    private var isInRow = false
    private var nextRow = 1
    private var column = 0

    // The cell.
    private var repeats = 1
    private var kind = CellKind.text
    private var start = 0
    private var hasFormula = false
    /// Whether the value is the text that is shown, and not an attribute.
    private var isShown = false
    private var paragraphs = 0
    /// Where the text that is shown begins.
    private var shownStart = 0
    /// The depth of the paragraph; nil outside.
    private var paragraphDepth: Int?
    /// Whether what comes next begins a paragraph or follows a blank, so that a blank is left out.
    private var isAfterBlank = true

    init(_ row: SheetRow, index: Int, limits: WorkbookLimits) {
        self.row = row
        self.limits = limits
        before = index
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        depth += 1
        if skippedDepth != nil { return }
        if cellDepth != nil {
            try startText(name, attributes)
        } else if sheetDepth == nil {
            guard name.isName("table", in: .table) else { return }
            if before == 0 {
                sheetDepth = depth
            } else {
                skippedDepth = depth
            }
            before -= 1
        } else if isInRow, name.isName("table-cell", in: .table) {
            try startCell(attributes)
        } else if isInRow, name.isName("covered-table-cell", in: .table) {
            // It lies behind a merged cell, and nobody sees what it holds.
            column += count(attributes["number-columns-repeated", in: .table])
            skippedDepth = depth
        } else if name.isName("table-row", in: .table) {
            row.begin(nextRow, repeats: count(attributes["number-rows-repeated", in: .table]))
            nextRow += row.repeats
            column = 0
            isInRow = true
        } else if name.isName("shapes", in: .table) {
            skippedDepth = depth
        }
    }

    func end(_ name: XMLName) throws(WorkbookError) -> Bool {
        defer { depth -= 1 }
        if let skippedDepth {
            if skippedDepth == depth { self.skippedDepth = nil }
        } else if cellDepth == depth {
            cellDepth = nil
            try endCell()
        } else if paragraphDepth == depth {
            paragraphDepth = nil
        } else if cellDepth == nil, isInRow, name.isName("table-row", in: .table) {
            isInRow = false
            return try endRow()
        } else if sheetDepth == depth {
            sheetDepth = nil
            isDone = true
            return true
        }
        return false
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
        guard paragraphDepth != nil, skippedDepth == nil else { return }
        for byte in bytes {
            let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
            if !(isBlank && isAfterBlank) { try row.append(isBlank ? 0x20 : byte) }
            isAfterBlank = isBlank
        }
    }

    /// How often something is repeated: more often than there are places in a sheet is as good as without end, and
    /// cannot add up beyond all numbers.
    private func count(_ text: UnsafePointer<CChar>?) -> Int {
        min(1 << 24, max(1, text.flatMap(XMLAttributes.wholeNumber) ?? 1))
    }

    private func endRow() throws(WorkbookError) -> Bool {
        guard try row.finish() else { return false }
        guard row.repeats <= limits.repeats else {
            throw row.tooLarge("is there \(row.repeats) times, one below the other")
        }
        return true
    }
}

// MARK: - Cells

extension OpenDocumentSheet {
    private func startCell(_ attributes: XMLAttributes) throws(WorkbookError) {
        cellDepth = depth
        repeats = count(attributes["number-columns-repeated", in: .table])
        hasFormula = attributes["formula", in: .table] != nil
        start = row.used
        paragraphs = 0
        kind = .text
        isShown = true
        if attributes["value-type", in: .calc].map({ strcmp($0, "error") }) == 0 {
            kind = .error
            return
        }
        guard let type = attributes["value-type", in: .office] else { return }
        switch String(cString: type) {
        case "float", "currency": try number(attributes, .number)
        case "percentage": try number(attributes, .percentage)
        case "date":
            if let value = attributes["date-value", in: .office] {
                try set(WrittenDate.text(String(cString: value)), .date)
            }
        case "time":
            if let value = attributes["time-value", in: .office] {
                try set(WrittenDate.time(String(cString: value)), .time)
            }
        case "boolean":
            if let value = attributes["boolean-value", in: .office] { try set(String(cString: value), .boolean) }
        default:
            if let value = attributes["string-value", in: .office] {
                try row.append(UnsafeRawBufferPointer(start: value, count: strlen(value)))
                isShown = false
            }
        }
    }

    private func number(_ attributes: XMLAttributes, _ kind: CellKind) throws(WorkbookError) {
        guard let text = attributes["value", in: .office] else { return }
        let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
        if PlainNumber.isPlain(bytes) {
            try row.append(bytes)
        } else if let value = PlainNumber.value(bytes) {
            try row.append(PlainNumber.text(value))
        } else {
            throw .damaged(
                problem: "a cell in row \(row.number) of a sheet in it is no number, though it should be one")
        }
        self.kind = kind
        isShown = false
    }

    private func set(_ text: String, _ kind: CellKind) throws(WorkbookError) {
        try row.append(text)
        self.kind = kind
        isShown = false
    }

    private func startText(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        guard name.vocabulary == .text, !name.isCalled("ruby-text"), !name.isCalled("note") else {
            // A comment, a drawing, how to pronounce a word.
            skippedDepth = depth
            return
        }
        if paragraphDepth == nil, name.isCalled("p") {
            // What is shown of a formula's number tells whether it is an error; of any other number, nothing.
            guard isShown || hasFormula else {
                skippedDepth = depth
                return
            }
            paragraphs += 1
            if paragraphs == 1 { shownStart = row.used }
            if paragraphs > 1 { try row.append(UInt8(ascii: "\n")) }
            paragraphDepth = depth
            isAfterBlank = true
        } else if name.isCalled("s") {
            for _ in 0..<count(attributes["c", in: .text]) { try row.append(UInt8(ascii: " ")) }
            isAfterBlank = false
        } else if name.isCalled("tab") {
            try row.append(UInt8(ascii: "\t"))
            isAfterBlank = false
        } else if name.isCalled("line-break") {
            try row.append(UInt8(ascii: "\n"))
            isAfterBlank = true
        }
    }

    private func endCell() throws(WorkbookError) {
        defer { column += repeats }
        if !isShown, paragraphs > 0 {
            let shown = UnsafeRawBufferPointer(row.bytes(from: shownStart))
            if kind == .number, shown.starts(with: "#".utf8) || shown.starts(with: "Err:".utf8) {
                // Older programs write such a cell as the number 0.
                start = shownStart
                kind = .error
            } else {
                row.cut(to: shownStart)
            }
        }
        let isBlank = row.bytes(from: start).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        if isBlank, hasFormula, isShown, kind == .text { kind = .uncalculated }
        guard !isBlank || kind == .uncalculated || kind == .error else { return row.cut(to: start) }
        let cell = SheetRow.Cell(start: start, end: row.used, kind: kind)
        for place in column..<(column + repeats) { try row.put(column: place, cell) }
    }
}
