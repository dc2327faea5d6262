import Foundation
import Platform
import TestSupport

@testable import Spreadsheet

/// A file of the test's own, and what is read from it.
final class Reading {
    let path = "/tmp/laa-sheet-\(getpid())-\(UUID().uuidString.prefix(8))"
    var limits = WorkbookLimits.standard

    init(_ bytes: some Sequence<UInt8> = []) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func open() throws -> WorkbookFile {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return try WorkbookFile(descriptor: descriptor, limits: limits)
    }

    /// A sheet's rows, each with its number, the cells in brackets with the kind of any that is no text.
    func rows(_ sheet: String? = nil) throws -> [String] {
        let reader = try open().sheet(sheet)
        var rows: [String] = []
        while try reader.next() {
            let cells = (0..<reader.count).map { index in
                let kind = reader.kind(index)
                return (kind == .text ? "" : "\(kind) ") + String(decoding: reader.cell(index), as: UTF8.self)
            }
            rows.append("\(reader.number): " + cells.map { "[\($0)]" }.joined())
        }
        return rows
    }

    /// Runs Python with the checkers' packages; the file's path is its argument.
    func python(_ script: String) throws {
        let result = try Checker.python.run(
            ["-c", script, path], environment: ["PYTHONPATH": Checker.packages])
        guard result.status == 0 else { throw PythonFailure(status: result.status) }
    }

    struct PythonFailure: Error {
        let status: Int32
    }
}

/// Excel workbooks made by hand, part by part.
enum Excel {
    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let strictTypes = "http://purl.oclc.org/ooxml/officeDocument/relationships"

    /// A workbook of one sheet, from what is within its `sheetData`.
    static func book(
        _ data: String, texts: String? = nil, styles: String? = nil, properties: String = "",
        namespace: String = namespace, types: String = types
    ) throws -> [UInt8] {
        try book(
            sheets: [("Sheet1", "", "<worksheet xmlns='\(namespace)'><sheetData>\(data)</sheetData></worksheet>")],
            texts: texts.map { "<sst xmlns='\(namespace)'>\($0)</sst>" },
            styles: styles.map { "<styleSheet xmlns='\(namespace)'>\($0)</styleSheet>" }, properties: properties,
            namespace: namespace, types: types)
    }

    /// A workbook of several sheets: name, attributes of its own, whole XML.
    static func book(
        sheets: [(name: String, attributes: String, xml: String)], texts: String? = nil, styles: String? = nil,
        properties: String = "", namespace: String = namespace, types: String = types
    ) throws -> [UInt8] {
        var parts: [(String, String)] = [
            (
                "_rels/.rels",
                relations([("rId1", "\(types)/officeDocument", "/xl/workbook.xml")])
            )
        ]
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name='\(sheet.name)' sheetId='\(index + 1)' r:id='rId\(index + 1)' \(sheet.attributes)/>"
        }
        parts.append(
            (
                "xl/workbook.xml",
                "<workbook xmlns='\(namespace)' xmlns:r='\(types)'>\(properties)<sheets>\(list.joined())</sheets></workbook>"
            ))
        var targets = sheets.indices.map { ("rId\($0 + 1)", "\(types)/worksheet", "worksheets/sheet\($0 + 1).xml") }
        if texts != nil { targets.append(("texts", "\(types)/sharedStrings", "sharedStrings.xml")) }
        if styles != nil { targets.append(("styles", "\(types)/styles", "./styles.xml")) }
        parts.append(("xl/_rels/workbook.xml.rels", relations(targets)))
        for (index, sheet) in sheets.enumerated() { parts.append(("xl/worksheets/sheet\(index + 1).xml", sheet.xml)) }
        if let texts { parts.append(("xl/sharedStrings.xml", texts)) }
        if let styles { parts.append(("xl/styles.xml", styles)) }
        return try ZipArchive.bytes(parts.map { .init(name: $0.0, contents: $0.1) })
    }

    static func relations(_ relations: [(id: String, type: String, target: String)]) -> String {
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + relations.map { "<Relationship Id='\($0.id)' Type='\($0.type)' Target='\($0.target)'/>" }.joined()
            + "</Relationships>"
    }
}

/// OpenDocument spreadsheets made by hand.
enum OpenSheet {
    /// A spreadsheet from what is within its `office:spreadsheet`.
    static func book(_ tables: String, styles: String = "") throws -> [UInt8] {
        let xml = """
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">\
            <office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(tables)\
            </office:spreadsheet></office:body></office:document-content>
            """
        return try ZipArchive.bytes([
            .init(
                name: "mimetype", contents: "application/vnd.oasis.opendocument.spreadsheet", isCompressed: false),
            .init(name: "content.xml", contents: xml),
        ])
    }

    /// The same of one sheet, from its rows.
    static func sheet(_ rows: String) throws -> [UInt8] {
        try book("<table:table table:name=\"Sheet1\">\(rows)</table:table>")
    }
}
