import Text

/// The parts of an OpenDocument spreadsheet.
///
/// Made also for people who use screen readers: every sheet begins with its title in A1, every table is a named range with
/// one row of headings, and nothing is conveyed by colour or by an empty cell.
package struct OpenDocument {
    private let workbook: Workbook

    package init(_ workbook: Workbook) {
        self.workbook = workbook
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"

    func manifest(type: String) -> String {
        var root = Element(
            "manifest:manifest",
            [
                "xmlns:manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest:version": "1.3",
            ])
        root.append(
            Element(
                "manifest:file-entry",
                ["manifest:full-path": "/", "manifest:version": "1.3", "manifest:media-type": type]))
        for part in ["meta.xml", "styles.xml", "content.xml"] {
            root.append(
                Element("manifest:file-entry", ["manifest:full-path": part, "manifest:media-type": "text/xml"]))
        }
        return Self.declaration + root.text
    }

    var meta: String {
        Self.document(
            "office:document-meta",
            [
                Element(
                    "office:meta", [:],
                    [
                        Element("meta:generator", text: "laa"), Element("dc:title", text: workbook.title),
                        Element("dc:subject", text: workbook.subject), Element("dc:language", text: "en-GB"),
                    ])
            ])
    }

    var styles: String {
        Self.document(
            "office:document-styles",
            [
                Element(
                    "office:styles", [:],
                    [
                        Element(
                            "style:default-style", ["style:family": "table-cell"],
                            [
                                Element(
                                    "style:text-properties",
                                    [
                                        "style:font-name": "Liberation Sans",
                                        "fo:font-family": "'Liberation Sans', Arial",
                                        "fo:font-size": "12pt", "fo:language": "en", "fo:country": "GB",
                                    ])
                            ])
                    ]),
                Element("office:automatic-styles", [:], Worksheet.Printing.allCases.map(Self.pageLayout)),
                Element(
                    "office:master-styles", [:],
                    Worksheet.Printing.allCases.map {
                        Element(
                            "style:master-page",
                            ["style:name": $0.rawValue, "style:page-layout-name": "layout-\($0.rawValue)"])
                    }),
            ])
    }

    /// Each sheet is made when it is needed: as elements it takes many times the memory of its text.
    var content: some Sequence<String> {
        let widths = workbook.sheets.map(Self.columnWidths)
        let ranges = workbook.sheets.compactMap(Self.range)
        let columnStyles = Set(widths.joined()).sorted().map { width in
            Element(
                "style:style", ["style:name": Self.columnStyle(width), "style:family": "table-column"],
                [Element("style:table-column-properties", ["style:column-width": "\(width)cm"])])
        }
        let styles = Element(
            "office:automatic-styles", [:],
            Worksheet.Printing.allCases.map(Self.tableStyle) + [Self.rowStyle] + Self.numberStyles + columnStyles
                + Self.cellStyles)
        let around = [Self.root("office:document-content"), Element("office:body"), Element("office:spreadsheet")]
        let before = Self.declaration + around[0].opening + styles.text + around[1].opening + around[2].opening
        let after =
            (ranges.isEmpty ? "" : Element("table:database-ranges", [:], ranges).text)
            + around.reversed().map(\.closing).joined()
        let sheets = zip(workbook.sheets, widths).lazy.map { Self.table($0, $1).text }
        return [AnySequence([before]), AnySequence(sheets), AnySequence([after])].lazy.joined()
    }

    private static func document(_ name: String, _ parts: [Element]) -> String {
        var root = root(name)
        for part in parts { root.append(part) }
        return declaration + root.text
    }

    private static func root(_ name: String) -> Element {
        Element(
            name,
            [
                "xmlns:office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
                "xmlns:table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
                "xmlns:text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
                "xmlns:style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
                "xmlns:number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
                "xmlns:fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
                "xmlns:meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:xlink": "http://www.w3.org/1999/xlink",
                "office:version": "1.3",
            ])
    }
}

extension OpenDocument {
    /// The whole spreadsheet: its parts in one archive.
    package var file: [UInt8] {
        get throws {
            let type = "application/vnd.oasis.opendocument.spreadsheet"
            return try ZipArchive.bytes([
                // First and uncompressed, so that the kind of file can be recognised from its first bytes.
                .init(name: "mimetype", contents: type, isCompressed: false),
                .init(name: "META-INF/manifest.xml", contents: manifest(type: type)),
                .init(name: "meta.xml", contents: meta),
                .init(name: "styles.xml", contents: styles),
                .init(name: "content.xml", pieces: content),
            ])
        }
    }
}

// MARK: - Sheets

extension OpenDocument {
    private static func table(_ sheet: Worksheet, _ widths: [Double]) -> Element {
        var table = Element(
            "table:table", ["table:name": sheet.name, "table:style-name": "table-\(sheet.printing.rawValue)"])
        for width in widths {
            table.append(Element("table:table-column", ["table:style-name": columnStyle(width)]))
        }
        table.append(row([.text(sheet.title)], style: "title"))
        // Beside a table, lines run on over its columns; alone, they are broken.
        let style = sheet.table == nil ? "cell" : "line"
        for line in sheet.introduction {
            table.append(row([line.sheet.map { .link(line.text, sheet: $0) } ?? .text(line.text)], style: style))
        }
        guard let content = sheet.table else { return table }
        table.append(
            Element(
                "table:table-header-rows", [:], [row(content.headings.map { .text($0) }, style: "heading")]))
        for cells in content.rows { table.append(row(cells, style: "cell")) }
        return table
    }

    private static func row(_ cells: [Worksheet.Cell], style: String) -> Element {
        Element("table:table-row", ["table:style-name": "row"], cells.map { cell($0, style: style) })
    }

    private static func cell(_ cell: Worksheet.Cell, style: String) -> Element {
        switch cell {
        case .text(let text): return words(text, style: style)
        case .shorthand(let shorthand): return words(shorthand, style: "right")
        case .link(let text, let sheet):
            let link = Element("text:a", ["xlink:type": "simple", "xlink:href": "#'\(sheet)'.A1"], text: text)
            return Element(
                "table:table-cell", ["table:style-name": style, "office:value-type": "string"],
                [Element("text:p", [:], [link])])
        case .number(let value, let form):
            return Element(
                "table:table-cell",
                [
                    "table:style-name": form.name,
                    "office:value-type": form.kind == .percent ? "percentage" : "float", "office:value": "\(value)",
                ], [Element("text:p", text: form.shown(value))])
        }
    }

    private static func words(_ text: String, style: String) -> Element {
        Element(
            "table:table-cell", ["table:style-name": style, "office:value-type": "string"],
            [Element("text:p", text: text)])
    }

    /// The named range of a sheet's table, headings included, so that a reader can go to it by name.
    private static func range(_ sheet: Worksheet) -> Element? {
        guard let table = sheet.table, !table.rows.isEmpty else { return nil }
        let first = sheet.introduction.count + 2
        let corner = "'\(sheet.name)'."
        let address = "\(corner)A\(first):\(corner)\(column(table.headings.count - 1))\(first + table.rows.count)"
        return Element(
            "table:database-range",
            ["table:name": "table_\(sheet.name.replacing("-", with: "_"))", "table:target-range-address": address])
    }

    /// A, B, ... Z, AA, ...
    private static func column(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : column(index / 26 - 1) + letter
    }
}

// MARK: - Styles

extension OpenDocument {
    private static func columnStyle(_ width: Double) -> String {
        "width\(Int((10 * width).rounded()))"
    }

    /// Widths in centimetres by what the columns hold, long texts wrapped.
    private static func columnWidths(_ sheet: Worksheet) -> [Double] {
        guard let table = sheet.table else { return [24] }
        // What is printed on one page has its texts on one line each.
        let widest = sheet.printing == .onePage ? 40.0 : 18
        return table.headings.indices.map { index in
            let cells = table.rows.map { $0[index] }
            let longest = cells.map(\.length).max() ?? 0
            // Words among numbers are wrapped, and do not make a column of numbers wide.
            let widest = cells.contains { $0.isNumber } ? min(widest, 4.2) : widest
            let heading = table.headings[index].split(separator: " ").map(\.count).max() ?? 0
            return (10 * min(widest, max(2.4, 0.26 * Double(max(longest, heading)) + 0.6))).rounded() / 10
        }
    }

    private static let numberStyles: [Element] = Worksheet.Form.all.map { form in
        let number = Element(
            "number:number",
            [
                "number:decimal-places": "\(form.decimals)", "number:min-decimal-places": "\(form.decimals)",
                "number:min-integer-digits": "1", "number:grouping": form.kind == .whole ? "true" : "false",
            ])
        return form.kind == .percent
            ? Element(
                "number:percentage-style", ["style:name": "n-\(form.name)"],
                [number, Element("number:text", text: "%")])
            : Element("number:number-style", ["style:name": "n-\(form.name)"], [number])
    }

    /// A4: across and as wide as the paper, or upright and on one page.
    private static func pageLayout(_ printing: Worksheet.Printing) -> Element {
        let isWide = printing == .wide
        var properties = Element(
            "style:page-layout-properties",
            [
                "fo:page-width": isWide ? "29.7cm" : "21cm", "fo:page-height": isWide ? "21cm" : "29.7cm",
                "style:print-orientation": isWide ? "landscape" : "portrait", "fo:margin": "1.5cm",
            ])
        if isWide {
            properties.set("style:scale-to-X", "1")
            properties.set("style:scale-to-Y", "0")
        } else {
            properties.set("style:scale-to-pages", "1")
        }
        return Element("style:page-layout", ["style:name": "layout-\(printing.rawValue)"], [properties])
    }

    private static func tableStyle(_ printing: Worksheet.Printing) -> Element {
        Element(
            "style:style",
            [
                "style:name": "table-\(printing.rawValue)", "style:family": "table",
                "style:master-page-name": printing.rawValue,
            ],
            [Element("style:table-properties", ["table:display": "true"])])
    }

    /// Rows are as high as their texts need, which programs work out when they open the file.
    private static let rowStyle = Element(
        "style:style", ["style:name": "row", "style:family": "table-row"],
        [Element("style:table-row-properties", ["style:use-optimal-row-height": "true"])])

    private static let cellStyles: [Element] = {
        func style(
            _ name: String, number: String? = nil, bold: Bool = false, size: String? = nil, align: String = "start",
            wraps: Bool
        ) -> Element {
            var style = Element("style:style", ["style:name": name, "style:family": "table-cell"])
            if let number { style.set("style:data-style-name", number) }
            style.append(
                Element(
                    "style:table-cell-properties",
                    [
                        "fo:wrap-option": wraps ? "wrap" : "no-wrap", "style:vertical-align": "top",
                        "fo:padding": "0.1cm",
                    ]))
            style.append(Element("style:paragraph-properties", ["fo:text-align": align]))
            var text = Element("style:text-properties")
            if bold { text.set("fo:font-weight", "bold") }
            if let size { text.set("fo:font-size", size) }
            style.append(text)
            return style
        }
        return [
            style("title", bold: true, size: "15pt", wraps: false), style("line", wraps: false),
            style("heading", bold: true, wraps: true), style("cell", wraps: true),
            style("right", align: "end", wraps: false),
        ]
            + Worksheet.Form.all.map { style($0.name, number: "n-\($0.name)", align: "end", wraps: false) }
    }()
}

extension Worksheet.Cell {
    fileprivate var isNumber: Bool { if case .number = self { true } else { false } }

    /// How many characters it shows.
    fileprivate var length: Int {
        switch self {
        case .text(let text), .link(let text, _): text.count
        case .number(let value, let form): form.shown(value).count
        case .shorthand: 3
        }
    }
}

extension Worksheet.Form {
    /// The number as the cell shows it.
    func shown(_ value: Double) -> String {
        switch kind {
        case .whole: Numbers.count(Int(value.rounded()))
        case .percent: Numbers.percent(value, decimals: decimals)
        case .decimal, .probability: Numbers.fixed(value, decimals)
        }
    }
}
