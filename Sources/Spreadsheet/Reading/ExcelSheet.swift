import Glibc

/// The rows of a sheet of Excel (xl/worksheets/sheet1.xml), one after another.
final class ExcelSheet: XMLHandler {
    /// Where in a cell the text that is read belongs.
    private enum Part {
        case none
        /// The value, or the result of the formula.
        case value
        /// Text that the cell has for itself.
        case inline
    }

    /// What a cell says that its value is: the attribute `t`.
    private enum CellType {
        case number
        case shared
        case boolean
        case error
        case formulaText
        case inlineText
        case date
    }

    private let row: SheetRow
    private let texts: SharedTexts
    private let formats: [NumberFormat]
    private let from1904: Bool
    private var isInData = false
    private var isInRow = false
    private var isInCell = false
    private var isPhonetic = false
    private var part = Part.none
    private var column = -1
    private var type = CellType.number
    private var format = NumberFormat.number
    private var start = 0
    private var hasFormula = false
    private var hasValue = false

    init(_ row: SheetRow, texts: SharedTexts, formats: [NumberFormat], from1904: Bool) {
        self.row = row
        self.texts = texts
        self.formats = formats
        self.from1904 = from1904
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        if isInCell {
            startPart(name)
        } else if isInRow {
            if name.isExcel("c") { try startCell(attributes) }
        } else if isInData {
            if name.isExcel("row") { try startRow(attributes) }
        } else if name.isExcel("sheetData") {
            isInData = true
        }
    }

    func end(_ name: XMLName) throws(WorkbookError) -> Bool {
        if isInCell {
            if part != .none, name.isExcel("v") || name.isExcel("t") {
                part = .none
            } else if name.isExcel("rPh") {
                isPhonetic = false
            } else if name.isExcel("c") {
                isInCell = false
                try endCell()
            }
        } else if isInRow {
            guard name.isExcel("row") else { return false }
            isInRow = false
            return try row.finish()
        } else if name.isExcel("sheetData") {
            isInData = false
        }
        return false
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(WorkbookError) {
        if part != .none { try row.append(bytes) }
    }
}

// MARK: - Rows and cells

extension ExcelSheet {
    private func startRow(_ attributes: XMLAttributes) throws(WorkbookError) {
        var number = row.number + 1
        if let given = attributes["r"] {
            guard let stated = XMLAttributes.wholeNumber(given), stated >= number else {
                throw .damaged(problem: "the row after row \(row.number) of a sheet in it has another place")
            }
            number = stated
        }
        row.begin(number)
        column = -1
        isInRow = true
    }

    private func startCell(_ attributes: XMLAttributes) throws(WorkbookError) {
        column += 1
        if let reference = attributes["r"] {
            guard let stated = ExcelSheet.column(reference) else {
                throw .damaged(problem: "a cell in row \(row.number) of a sheet in it has no place")
            }
            column = stated
        }
        type = try cellType(attributes["t"])
        let style = attributes["s"].flatMap(XMLAttributes.wholeNumber)
        format = style.flatMap { formats.indices.contains($0) ? formats[$0] : nil } ?? .number
        start = row.used
        hasFormula = false
        hasValue = false
        isInCell = true
    }

    private func startPart(_ name: XMLName) {
        if name.isExcel("v") {
            hasValue = true
            part = .value
        } else if name.isExcel("f") {
            hasFormula = true
        } else if name.isExcel("t"), type == .inlineText, !isPhonetic {
            part = .inline
        } else if name.isExcel("rPh") {
            isPhonetic = true
        }
    }

    private func cellType(_ text: UnsafePointer<CChar>?) throws(WorkbookError) -> CellType {
        guard let text else { return .number }
        switch String(cString: text) {
        case "n": return .number
        case "s": return .shared
        case "b": return .boolean
        case "e": return .error
        case "str": return .formulaText
        case "inlineStr": return .inlineText
        case "d": return .date
        default: throw .damaged(problem: "a cell in row \(row.number) of a sheet in it is of no known type")
        }
    }

    /// The column of a reference such as `AB12`, from 0; nil for a text that is no reference.
    private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
        var column = 0
        var next = reference
        while case let letter = UInt8(bitPattern: next.pointee) & 0xDF, (0x41...0x5A).contains(letter), column < 1 << 20
        {
            column = column * 26 + Int(letter) - 0x40
            next += 1
        }
        return column > 0 ? column - 1 : nil
    }

    /// The number of a shared text; nil for what is no such number.
    private static func index(_ digits: UnsafeMutableRawBufferPointer) -> Int? {
        var number = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte), number < 1 << 40 else { return nil }
            number = number * 10 + Int(byte) - 0x30
        }
        return number
    }

    private func endCell() throws(WorkbookError) {
        let isEmpty = row.used == start
        if hasFormula, isEmpty, type != .formulaText || !hasValue {
            return try row.put(column: column, from: start, kind: .uncalculated)
        }
        // Formatted cells without a value are in the file too, often to the end of the sheet.
        guard !isEmpty else { return }
        switch type {
        case .number: try endNumber()
        case .shared:
            guard let number = ExcelSheet.index(row.bytes(from: start)), let range = texts.range(number) else {
                throw .damaged(problem: "a cell in row \(row.number) of a sheet in it has a text that is not there")
            }
            row.cut(to: start)
            try row.put(column: column, .init(start: range.start, end: range.end, kind: .text, isShared: true))
        case .boolean:
            let given = String(decoding: row.bytes(from: start), as: UTF8.self)
            guard ["1", "true", "0", "false"].contains(given) else {
                throw .damaged(problem: "a cell in row \(row.number) of a sheet in it is neither true nor false")
            }
            try replace(by: given == "1" || given == "true" ? "true" : "false", .boolean)
        case .error: try row.put(column: column, from: start, kind: .error)
        case .formulaText, .inlineText:
            row.cut(to: start + ExcelEscapes.undo(row.bytes(from: start)))
            try row.put(column: column, from: start, kind: .text)
        case .date:
            let given = String(decoding: row.bytes(from: start), as: UTF8.self)
            try replace(by: WrittenDate.text(given), .date)
        }
    }

    private func endNumber() throws(WorkbookError) {
        let bytes = UnsafeRawBufferPointer(row.bytes(from: start))
        if format == .number || format == .percentage, PlainNumber.isPlain(bytes) {
            return try row.put(column: column, from: start, kind: format == .number ? .number : .percentage)
        }
        guard let value = PlainNumber.value(bytes) else {
            throw .damaged(
                problem: "a cell in row \(row.number) of a sheet in it is no number, though it should be one")
        }
        switch format {
        case .number: try replace(by: PlainNumber.text(value), .number)
        case .percentage: try replace(by: PlainNumber.text(value), .percentage)
        case .date: try replace(by: SerialDate.text(value, from1904: from1904), .date)
        case .time: try replace(by: SerialDate.time(value), .time)
        }
    }

    private func replace(by text: String, _ kind: CellKind) throws(WorkbookError) {
        row.cut(to: start)
        try row.append(text)
        try row.put(column: column, from: start, kind: kind)
    }
}
