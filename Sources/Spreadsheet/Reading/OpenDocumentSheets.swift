/// The sheets of an OpenDocument spreadsheet: their names, and which of them hold something (content.xml).
final class OpenDocumentSheets: XMLHandler {
    struct Sheet {
        let name: String
        let isHidden: Bool
        fileprivate(set) var holdsSomething = false
    }

    private(set) var sheets: [Sheet] = []
    private(set) var isSpreadsheet = false
    private let limits: WorkbookLimits
    /// The styles of sheets that are not shown.
    private var hidingStyles: Set<String> = []
    private var style: String?
    private var depth = 0
    /// The depth of the sheet, and of the cell's own content; nil outside of them.
    private var sheetDepth: Int?
    private var cellDepth: Int?
    private var skippedDepth: Int?

    init(limits: WorkbookLimits) {
        self.limits = limits
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) throws(WorkbookError) {
        depth += 1
        if skippedDepth != nil { return }
        if cellDepth != nil {
            if name.vocabulary != .text { skippedDepth = depth }
        } else if sheetDepth != nil {
            if name.isName("table-cell", in: .table) {
                cellDepth = depth
                if OpenDocumentSheets.hasValue(attributes) { sheets[sheets.count - 1].holdsSomething = true }
            } else if name.isName("covered-table-cell", in: .table) || name.isName("shapes", in: .table) {
                skippedDepth = depth
            }
        } else if name.isName("table", in: .table), isSpreadsheet {
            guard sheets.count < limits.sheets else { throw limits.tooManySheets }
            let style = try limits.name(attributes["style-name", in: .table])
            sheets.append(
                Sheet(
                    name: try limits.name(attributes["name", in: .table]) ?? "",
                    isHidden: style.map(hidingStyles.contains) ?? false))
            sheetDepth = depth
        } else if name.isName("spreadsheet", in: .office) {
            isSpreadsheet = true
        } else if name.isName("style", in: .style) {
            style = try limits.name(attributes["name", in: .style])
        } else if name.isName("table-properties", in: .style), let style,
            attributes["display", in: .table].map({ String(cString: $0) }) == "false"
        {
            hidingStyles.insert(style)
            guard hidingStyles.count <= limits.sheets else { throw limits.tooManySheets }
        }
    }

    func end(_ name: XMLName) -> Bool {
        if skippedDepth == depth { skippedDepth = nil }
        if cellDepth == depth { cellDepth = nil }
        if sheetDepth == depth { sheetDepth = nil }
        depth -= 1
        return false
    }

    func text(_ bytes: UnsafeRawBufferPointer) {
        // Between a cell's paragraphs there may be line feeds for people to read.
        guard let cellDepth, depth > cellDepth, skippedDepth == nil, !sheets[sheets.count - 1].holdsSomething else {
            return
        }
        if bytes.contains(where: { $0 > 0x20 }) { sheets[sheets.count - 1].holdsSomething = true }
    }

    /// Whether a cell has a value other than its text.
    private static func hasValue(_ attributes: XMLAttributes) -> Bool {
        guard let type = attributes["value-type", in: .office].map({ String(cString: $0) }) else {
            return attributes["formula", in: .table] != nil
        }
        guard type == "string" else { return true }
        return attributes["string-value", in: .office].map { $0.pointee != 0 } ?? false
    }
}
