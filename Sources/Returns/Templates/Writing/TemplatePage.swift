import Mustache
import ReportKit

/// A filled template as a page of its own, read without scripts, on a screen of any width, aloud or on A4 paper.
///
/// A template's own page fills the main part alone: what marks the page and says what it was made from is always there.
struct TemplatePage {
    // The names are those that the templates use.
    let title: String
    let subtitle: String
    let about: String?
    let notice: String?
    let marking: String?
    let style = String(decoding: PackageResources.style_css, as: UTF8.self)
    let planStyle = String(decoding: PackageResources.plan_css, as: UTF8.self)
    let isLandscape: Bool
    let sections: [Section]
    let notes: [String]
    let sources: [String]
    private let body: String

    struct Section {
        let id: String
        let heading: String
        let why: String?
        let parts: [Part]
    }

    /// One table of the template, which groups may make several of.
    struct Part {
        let id: String
        let caption: String
        let empty: String?
        let tables: [Table]
    }

    struct Table {
        let id: String
        let title: String
        let headings: [FilledTemplate.Heading]
        let rows: [Row]
    }

    struct Row {
        let name: String
        let cells: [Cell]
    }

    struct Cell {
        let text: String
        /// How the cell is set; nil for plain text.
        let kind: String?
        let light: Light?
    }

    struct Light {
        let word: String
        let colour: String
    }

    init(_ filled: FilledTemplate) throws(TemplateError) {
        let edition = filled.edition
        title = "\(filled.template.title): \(edition.title)"
        subtitle = filled.subtitle
        about = filled.template.about
        notice = edition.notice
        marking = edition.isInternal ? DisclosedReport.marking : nil
        isLandscape = filled.template.isLandscape
        notes = filled.notes
        sources = edition.sourceLines
        sections = filled.sections.enumerated().map { Section($1, id: "area-\($0 + 1)") }
        body =
            filled.template.page?.text ?? TemplatePage.standardBody
    }

    /// The main part that pages have unless a template has one of its own.
    public static var standardBody: String { String(decoding: PackageResources.plan_body_mustache, as: UTF8.self) }

    var text: String {
        get throws {
            let templates = [
                "page": String(decoding: PackageResources.plan_page_mustache, as: UTF8.self), "body": body,
                "table": String(decoding: PackageResources.plan_table_mustache, as: UTF8.self),
            ]
            let library = MustacheLibrary(templates: try templates.mapValues { try MustacheTemplate(string: $0) })
            return library.render(self, withTemplate: "page") ?? ""
        }
    }

    /// Refuses a main part that is no mustache template.
    static func check(body: String, file: String) throws(TemplateError) {
        do {
            _ = try MustacheTemplate(string: body)
        } catch let error as MustacheTemplate.ParserError {
            throw .wrong(
                file: file, line: error.context.lineNumber, problem: "it is no mustache template: \(error.error)",
                remedy: "Close every section that is opened, with its own name")
        } catch {
            throw .wrong(
                file: file, line: 1, problem: "it is no mustache template: \(error)",
                remedy: "Close every section that is opened, with its own name")
        }
    }
}

extension TemplatePage.Section {
    init(_ section: FilledTemplate.Section, id: String) {
        self.id = id
        heading = section.heading
        why = section.why
        parts = section.tables.map { TemplatePage.Part($0, id: "\(id)-\($0.id)", of: section.heading) }
    }
}

extension TemplatePage.Part {
    init(_ filled: FilledTemplate.Filled, id: String, of area: String) {
        self.id = id
        caption = filled.caption
        empty = filled.empty
        tables = filled.groups.enumerated().map { index, group in
            TemplatePage.Table(
                id: "\(id)-\(index + 1)",
                // Regions of a page are told apart by name.
                title: "\(filled.caption)\(group.name.map { ": \($0)" } ?? ""), \(area)", headings: filled.headings,
                rows: group.rows.map { cells in
                    TemplatePage.Row(
                        name: cells[0].shown,
                        cells: zip(cells, filled.headings).dropFirst().map { TemplatePage.Cell($0, $1) })
                })
        }
    }
}

extension TemplatePage.Cell {
    /// Texts longer than this are given room.
    private static let longText = 40

    fileprivate init(_ cell: TemplateCell, _ heading: FilledTemplate.Heading) {
        switch cell {
        case .light(let light, let why):
            text = why
            kind = nil
            self.light = .init(word: light.rawValue, colour: light.rawValue.lowercased())
        case .text, .shorthand:
            text = cell.shown
            light = nil
            kind = heading.isNumber ? "number" : text.count > Self.longText ? "long" : nil
        }
    }
}
