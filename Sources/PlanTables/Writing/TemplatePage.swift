import Mustache
import ReportKit
import Returns

/// A filled template as a page of its own, read without scripts, on a screen of any width, aloud or on A4 paper.
///
/// A template's own page fills only the main part: the marking and the list of sources are always there.
struct TemplatePage {
    // Named as in the templates.
    let title: String
    let subtitle: String
    let about: String?
    let notice: String?
    let marking: String?
    let style = PageStyle.css
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

    /// One table of the template, or the text in its place.
    struct Part {
        /// Nil where it is the section's only part.
        let subheading: String?
        let empty: String?
        let table: Table?
    }

    struct Table {
        let id: String
        let title: String
        let headings: [FilledTemplate.Heading]
        let groups: [Group]
    }

    struct Group {
        /// Nil where rows are not grouped.
        let group: Name?
        let rows: [Row]

        struct Name {
            let name: String
            /// How many columns the name spans.
            let width: Int
        }
    }

    struct Row {
        let name: String
        /// Whether the name needs room.
        let isLong: Bool
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
        marking = edition.marking
        isLandscape = filled.template.isLandscape
        notes = filled.notes
        sources = filled.sources
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

    /// Rejects a main part that is not a mustache template.
    static func check(body: String, file: String) throws(TemplateError) {
        do {
            _ = try MustacheTemplate(string: body)
        } catch let error as MustacheTemplate.ParserError {
            throw .wrong(
                file: file, line: error.context.lineNumber, problem: "it is not a mustache template: \(error.error)",
                remedy: "Close every section that is opened, with its own name")
        } catch {
            throw .wrong(
                file: file, line: 1, problem: "it is not a mustache template: \(error)",
                remedy: "Close every section that is opened, with its own name")
        }
    }
}

extension TemplatePage.Section {
    init(_ section: FilledTemplate.Section, id: String) {
        self.id = id
        heading = section.heading
        why = section.why
        parts = section.tables.map { table in
            TemplatePage.Part(
                subheading: section.tables.count > 1 ? table.caption : nil, empty: table.empty,
                table: table.groups.isEmpty
                    ? nil
                    : TemplatePage.Table(
                        table, id: "\(id)-\(table.id)",
                        of: section.hasFigures ? section.heading : nil))
        }
    }
}

extension TemplatePage.Table {
    init(_ filled: FilledTemplate.Filled, id: String, of area: String?) {
        self.id = id
        // Each region of a page needs a name of its own.
        title = filled.caption + (area.map { ", \($0)" } ?? "")
        headings = filled.headings
        groups = filled.groups.map { group in
            TemplatePage.Group(
                group: group.name.map { .init(name: $0, width: filled.headings.count) },
                rows: group.rows.map { cells in
                    TemplatePage.Row(
                        name: cells[0].shown, isLong: cells[0].shown.count > TemplatePage.Cell.words,
                        cells: zip(cells, filled.headings).dropFirst().map { TemplatePage.Cell($0, $1) })
                })
        }
    }
}

extension TemplatePage.Cell {
    /// Texts with more characters than this need room.
    fileprivate static let words = 12
    /// Texts with more characters than this need more room.
    private static let long = 40
    /// Texts with more characters than this need the most room.
    private static let longest = 120

    fileprivate init(_ cell: TemplateCell, _ heading: FilledTemplate.Heading) {
        switch cell {
        case .light(let light, let why):
            text = why
            kind = "words"
            self.light = .init(word: light.rawValue, colour: light.rawValue.lowercased())
        case .text, .shorthand:
            text = cell.shown
            light = nil
            kind =
                heading.isNumber
                ? "number"
                : text.count > Self.longest
                    ? "longest" : text.count > Self.long ? "long" : text.count > Self.words ? "words" : nil
        }
    }
}
