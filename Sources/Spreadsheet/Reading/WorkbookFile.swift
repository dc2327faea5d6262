import Text

/// A workbook that is read: Excel's (.xlsx, ECMA-376) or OpenDocument's (.ods), told apart by what the file holds.
package final class WorkbookFile {
    private let archive: ArchiveReader
    private let contents: Contents
    private let onChunk: () throws -> Void

    private enum Contents {
        case excel(ExcelWorkbook)
        case openDocument([OpenDocumentSheets.Sheet])
    }

    /// - Parameters:
    ///   - descriptor: the file, which must be on disk. Its offset is of no account; a copy of the descriptor is kept.
    ///   - onChunk: called every few thousand bytes; what it throws ends the reading.
    /// - Throws: ``WorkbookError``, or what `onChunk` throws.
    package init(
        descriptor: Int32, limits: WorkbookLimits = .standard, onChunk: @escaping () throws -> Void = {}
    ) throws {
        archive = try ArchiveReader(descriptor, limits: limits)
        self.onChunk = onChunk
        if let excel = try ExcelWorkbook(archive, onChunk: onChunk) {
            contents = .excel(excel)
        } else if let sheets = try Self.openDocument(archive, onChunk) {
            contents = .openDocument(sheets)
        } else {
            throw WorkbookError.unsupported(
                problem: "is a ZIP archive, but no workbook of Excel or OpenDocument",
                remedy: "Unpack it first, or save the extract as .xlsx, .ods or CSV.")
        }
    }

    /// The rows of a sheet.
    ///
    /// - Parameter name: the sheet's name, in any case; nil for the one sheet that holds something and is not hidden.
    /// - Throws: ``WorkbookError``, or what the caller's own check throws.
    package func sheet(_ name: String?) throws -> SheetReader {
        if let name { return try reader(index(of: name)) }
        var found: SheetReader?
        for index in sheets.indices where !sheets[index].isHidden {
            if case .openDocument(let sheets) = contents, !sheets[index].holdsSomething { continue }
            let reader = try reader(index)
            guard try reader.hasNext() else { continue }
            guard found == nil else { throw WorkbookError.severalSheets(sheets: names) }
            found = reader
        }
        guard let found else { throw WorkbookError.noRows(sheets: names) }
        return found
    }

    private var sheets: [(name: String, isHidden: Bool)] {
        switch contents {
        case .excel(let workbook): workbook.sheets.map { ($0.name, $0.isHidden) }
        case .openDocument(let sheets): sheets.map { ($0.name, $0.isHidden) }
        }
    }

    /// The sheets' names, fit to be shown.
    private var names: [String] {
        sheets.map { "'\(Printable.line($0.name))'" + ($0.isHidden ? " (hidden)" : "") }
    }

    private func index(of name: String) throws(WorkbookError) -> Int {
        if let index = sheets.firstIndex(where: { $0.name == name }) { return index }
        // No two names of a workbook differ in case alone.
        if let index = sheets.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) { return index }
        throw .noSuchSheet(name: name, sheets: names)
    }

    private func reader(_ index: Int) throws -> SheetReader {
        switch contents {
        case .excel(let workbook): return try workbook.reader(workbook.sheets[index], archive, onChunk: onChunk)
        case .openDocument(let sheets):
            guard let entry = try archive.open(Self.contentPart) else {
                throw WorkbookError.damaged(problem: "\(Self.contentPart) is missing in it")
            }
            let name = sheets[index].name
            let row = SheetRow(
                sheet: name, shared: UnsafeRawBufferPointer(start: nil, count: 0), limits: archive.limits)
            let handler = OpenDocumentSheet(row, index: index, limits: archive.limits)
            let stream = try XMLStream(entry, name: Self.contentPart, handler: handler, onChunk: onChunk)
            return SheetReader(name: name, row, stream, handler)
        }
    }

    private static let contentPart = "content.xml"

    /// The sheets of an OpenDocument spreadsheet; nil for any other archive.
    private static func openDocument(
        _ archive: ArchiveReader, _ onChunk: @escaping () throws -> Void
    ) throws -> [OpenDocumentSheets.Sheet]? {
        if let manifest = try archive.contents("META-INF/manifest.xml"),
            manifest.contains(Array("encryption-data".utf8))
        {
            throw WorkbookError.encrypted
        }
        guard let entry = try archive.open(contentPart) else { return nil }
        let sheets = OpenDocumentSheets(limits: archive.limits)
        try XMLStream(entry, name: contentPart, handler: sheets, onChunk: onChunk).readAll()
        return sheets.isSpreadsheet ? sheets.sheets : nil
    }
}
