import Returns
import Spreadsheet

/// The files of one template: `NAME.html`, `NAME.ods`, and `NAME.csv` for its first table, `NAME-TABLE.csv` for each other.
public struct TemplateFormat: ReturnFormat {
    private let template: TableTemplate
    private let sources: TemplateSources

    /// - Throws: ``TemplateError/wrong(file:line:problem:remedy:)`` where a row is of an unknown indicator.
    public init(_ template: TableTemplate, from sources: TemplateSources) throws(TemplateError) {
        try template.check(against: sources.names)
        self.template = template
        self.sources = sources
    }

    public func files(of edition: Return) throws -> [ReturnFile] {
        let filled = TemplateFiller(template, edition, sources).filled
        let name = template.name
        return [
            ReturnFile(name: "\(name).html", contents: try TemplatePage(filled).text),
            ReturnFile(name: "\(name).ods", contents: try OpenDocument(TemplateWorkbook(filled).workbook).file),
        ]
            + template.tables.enumerated().map { index, table in
                ReturnFile(
                    name: index == 0 ? "\(name).csv" : "\(name)-\(table.id).csv",
                    contents: TemplateRows(filled, table).csv)
            }
    }
}
