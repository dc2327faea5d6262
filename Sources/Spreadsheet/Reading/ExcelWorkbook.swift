import Text

/// What an Excel workbook has before its sheets: their names and places, the day that dates are counted from, the formats
/// of numbers and the texts that cells share.
final class ExcelWorkbook {
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// Its name in the archive.
        let part: String
    }

    let sheets: [Sheet]
    let from1904: Bool
    private let formats: [NumberFormat]
    private let texts: SharedTexts

    /// - Returns: nil where the archive is not an Excel workbook.
    init?(_ archive: ArchiveReader, onChunk: @escaping () throws -> Void) throws {
        func read(_ part: String, _ handler: some XMLHandler) throws -> Bool {
            guard let entry = try archive.open(part) else { return false }
            guard handler is SharedTexts || entry.size <= archive.limits.part else {
                throw WorkbookError.tooLarge(
                    problem: "\(part) in it has \(entry.size) bytes, and may have \(archive.limits.part)")
            }
            try XMLStream(entry, name: part, handler: handler, onChunk: onChunk).readAll()
            return true
        }
        let package = ExcelRelations(of: "", limits: archive.limits)
        guard try read("_rels/.rels", package), let main = package.target(ofType: "officeDocument") else { return nil }
        if main.hasSuffix(".bin") {
            throw WorkbookError.unsupported(
                problem: "is a binary Excel workbook (.xlsb)",
                remedy: "Open it in a spreadsheet program, and save it as an Excel workbook (.xlsx).")
        }
        let contents = ExcelContents(limits: archive.limits)
        guard try read(main, contents), contents.isWorkbook else { return nil }
        let parts = ExcelRelations(of: main, limits: archive.limits)
        _ = try read(ExcelRelations.part(of: main), parts)
        // A sheet of another type is a chart, or a macro.
        sheets = contents.sheets.compactMap { sheet in
            guard let relation = parts.relation(sheet.relation), relation.type == "worksheet" else { return nil }
            return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: relation.target)
        }
        if let (one, other) = Self.shared(sheets) {
            let names = "'\(Printable.line(one.name))' and '\(Printable.line(other.name))'"
            throw WorkbookError.damaged(problem: "\(names) in it are one and the same sheet")
        }
        from1904 = contents.from1904
        let styles = ExcelStyles()
        if let part = parts.target(ofType: "styles") { _ = try read(part, styles) }
        formats = styles.formats
        texts = SharedTexts(limits: archive.limits)
        if let part = parts.target(ofType: "sharedStrings") { _ = try read(part, texts) }
    }

    /// Two sheets that are the same part; nil where there are none.
    private static func shared(_ sheets: [Sheet]) -> (Sheet, Sheet)? {
        var seen: [String: Sheet] = [:]
        for sheet in sheets {
            // Names of parts are found in any case.
            if let other = seen.updateValue(sheet, forKey: sheet.part.lowercased()) { return (other, sheet) }
        }
        return nil
    }

    /// Reads the rows of a sheet.
    func reader(_ sheet: Sheet, _ archive: ArchiveReader, onChunk: @escaping () throws -> Void) throws -> SheetReader {
        guard let entry = try archive.open(sheet.part) else {
            throw WorkbookError.damaged(problem: "\(sheet.part), its sheet '\(sheet.name)', is missing in it")
        }
        let row = SheetRow(sheet: sheet.name, shared: texts.memory, limits: archive.limits)
        let handler = ExcelSheet(row, texts: texts, formats: formats, from1904: from1904)
        let stream = try XMLStream(entry, name: sheet.part, handler: handler, onChunk: onChunk)
        return SheetReader(name: sheet.name, row, stream, handler)
    }
}

/// The sheets that a workbook lists (xl/workbook.xml).
private final class ExcelContents: XMLHandler {
    private(set) var sheets: [(name: String, isHidden: Bool, relation: String)] = []
    private(set) var from1904 = false
    private(set) var isWorkbook = false
    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) {
        self.limits = limits
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        if name.isExcel("workbook") {
            isWorkbook = true
        } else if name.isExcel("workbookPr") {
            from1904 = attributes["date1904"].map { ["1", "true"].contains(String(cString: $0)) } ?? false
        } else if name.isExcel("sheet"), let relation = attributes["id", in: .relationships] {
            guard sheets.count < limits.sheets else { throw limits.tooManySheets }
            let state = attributes["state"].map { String(cString: $0) }
            sheets.append(
                (
                    name: try limits.name(attributes["name"]) ?? "",
                    isHidden: state == "hidden" || state == "veryHidden", relation: String(cString: relation)
                ))
        }
    }

    func end(_ name: XMLName) -> Bool { false }

    func text(_ bytes: UnsafeRawBufferPointer) {}
}
