import Foundation
import Presenting
import ReportKit
import Text

extension TableTemplate {
    private static let keys = [
        "name", "title", "about", "form-of", "grouped-as", "levels", "landscape", "group", "amber-within",
        "plan-chooses", "fields", "tables", "groups", "rows", "notes", "page",
    ]

    /// Reads a template.
    ///
    /// - Parameters:
    ///   - yaml: the text of the file.
    ///   - file: what errors call it.
    ///   - isBuiltIn: whether it comes with the program.
    ///   - page: reads a file beside the template.
    init(
        yaml: String, file: String, isBuiltIn: Bool, page: (String) -> String? = { _ in nil }
    ) throws(TemplateError) {
        let document = try TemplateYAML.document(yaml, file: file)
        let fields = try document.fields(of: "the template", among: Self.keys)
        func text(_ key: String) throws(TemplateError) -> String? { try fields[key]?.text(of: key) }
        name = try Self.name(fields["name"], in: document)
        guard let title = try text("title") else {
            throw document.wrong("it has no title", "Add a line such as title: Balanced scorecard")
        }
        self.title = title
        about = try text("about")
        formOf = try text("form-of")
        groupedAs = try text("grouped-as")
        levels = try Self.levels(fields["levels"])
        isLandscape = try fields["landscape"]?.flag("landscape") ?? false
        amberWithin = try fields["amber-within"]?.number("amber-within", 0...100) ?? 10
        planChooses = try fields["plan-chooses"]?.flag("plan-chooses") ?? false
        let own = try Self.ownFields(fields["fields"])
        ownFields = own
        let known = TextField.names + own.map(\.name)
        group = try text("group")
        if let group { try fields["group"]?.check(group, among: known, what: "text that rows are grouped by") }
        tables = try Self.tables(fields["tables"], in: document, known: known, own)
        rows = try Self.rows(fields, group: group, known: known)
        notes =
            try fields["notes"].map { list throws(TemplateError) in
                var notes: [String] = []
                for item in try list.items(of: "notes") {
                    if let note = try item.text(of: "a note") { notes.append(note) }
                }
                return notes
            } ?? []
        if let named = try text("page"), let place = fields["page"] {
            guard let contents = page(named) else {
                throw place.wrong("the page '\(named)' cannot be read", "Put it into the template's own folder")
            }
            try TemplatePage.check(body: contents, file: named)
            self.page = (contents, named)
        } else {
            self.page = nil
        }
        self.yaml = yaml
        self.file = isBuiltIn ? nil : file
    }

    /// Names of a return's own files.
    private static let taken: Set = ["return", "manifest", "suppressions"]

    private static func name(_ node: TemplateYAML?, in document: TemplateYAML) throws(TemplateError) -> String {
        guard let node, let name = try node.text(of: "name") else {
            throw document.wrong("it has no name", "Add a line such as name: our-scorecard")
        }
        let isPlain = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isPlain, name.count <= 40, name.first?.isLetter == true, !taken.contains(name) else {
            throw node.wrong(
                "'\(name)' cannot name the template's files",
                "Use small letters, digits and hyphens, 40 at most, and not the name of one of a return's own files")
        }
        return name
    }

    private static func levels(_ node: TemplateYAML?) throws(TemplateError) -> [Level] {
        guard let node else { return [.area(.trust)] }
        var levels: [Level] = []
        for item in try node.items(of: "levels") {
            let word = try item.text(of: "a level") ?? ""
            guard let level = Level(word) else {
                try item.check(word, among: Level.names, what: "level")
                continue
            }
            levels.append(level)
        }
        return levels
    }

    private static func ownFields(_ node: TemplateYAML?) throws(TemplateError) -> [(name: String, heading: String)] {
        guard let node else { return [] }
        var fields: [(name: String, heading: String)] = []
        for (name, value) in try node.entries(of: "fields") {
            guard !TextField.names.contains(name), FigureColumn(rawValue: name) == nil else {
                throw value.wrong("'\(name)' is already a column", "Give the field another name")
            }
            fields.append((name, try value.text(of: "the heading of \(name)") ?? name))
        }
        return fields
    }

    // MARK: - Tables

    private static func tables(
        _ node: TemplateYAML?, in document: TemplateYAML, known: [String], _ own: [(name: String, heading: String)]
    ) throws(TemplateError) -> [Table] {
        guard let node else {
            throw document.wrong("it has no tables", "Add tables:, a list of at least one with id, caption and columns")
        }
        var tables: [Table] = []
        for item in try node.items(of: "tables") {
            let fields = try item.fields(of: "a table", among: ["id", "caption", "of", "columns"])
            guard let id = try fields["id"]?.text(of: "id"),
                id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }),
                id.count <= 31, !tables.contains(where: { $0.id == id })
            else {
                throw (fields["id"] ?? item).wrong(
                    "a table has no id of its own", "Give each an id of small letters, digits and hyphens")
            }
            let content = try content(fields["of"])
            guard let columns = fields["columns"] else {
                throw item.wrong("the table '\(id)' has no columns", "Add columns:, a list of at least one")
            }
            tables.append(
                Table(
                    id: id, caption: try fields["caption"]?.text(of: "caption") ?? id, content: content,
                    columns: try Self.columns(columns, of: content, known: known, own)))
        }
        guard !tables.isEmpty else { throw node.wrong("there is no table", "List at least one") }
        return tables
    }

    private static func content(_ node: TemplateYAML?) throws(TemplateError) -> Content {
        guard let node, let word = try node.text(of: "of") else { return .rows }
        switch word {
        case "rows": return .rows
        case "plan": return .plan
        default:
            guard let list = PlanList(rawValue: word) else {
                try node.check(
                    word, among: ["rows", "plan"] + PlanList.allCases.map(\.rawValue), what: "content of a table")
                return .rows
            }
            return .list(list)
        }
    }

    private static func columns(
        _ node: TemplateYAML, of content: Content, known: [String], _ own: [(name: String, heading: String)]
    ) throws(TemplateError) -> [Column] {
        let figures = content == .rows ? FigureColumn.allCases.map(\.rawValue) : []
        let texts = if case .list(let list) = content { list.names } else { known }
        var columns: [Column] = []
        for item in try node.items(of: "columns") {
            var name: String?
            var heading: String?
            var place = item
            if item.node.scalar != nil {
                name = try item.text(of: "a column")
            } else if let entry = try item.entries(of: "a column").first {
                name = entry.key
                heading = try entry.value.text(of: "a heading")
                place = entry.value
            }
            try place.check(name ?? "", among: figures + texts, what: "column")
            let kind = name.flatMap(FigureColumn.init(rawValue:)).flatMap { figures.isEmpty ? nil : $0 }
            let usual =
                kind?.heading
                ?? name.map { name in
                    if case .list(let list) = content { return list.heading(name) }
                    return TextField.heading(name) ?? own.first { $0.name == name }?.heading ?? name
                }
            columns.append(
                Column(kind: kind.map { .figure($0) } ?? .text(name ?? ""), heading: heading ?? usual ?? ""))
        }
        guard !columns.isEmpty else { throw node.wrong("a table has no columns", "List at least one") }
        return columns
    }

    // MARK: - Rows

    private static func rows(
        _ fields: [String: TemplateYAML], group: String?, known: [String]
    ) throws(TemplateError) -> [Row] {
        var rows: [Row] = []
        for item in try fields["rows"]?.items(of: "rows") ?? [] { rows.append(try row(item, [:], known: known)) }
        for item in try fields["groups"]?.items(of: "groups") ?? [] {
            guard let group else {
                throw item.wrong("there are groups but nothing to group by", "Add group: theme, or another text")
            }
            let parts = try item.fields(of: "a group", among: ["name", "rows"] + known)
            guard let name = try parts["name"]?.text(of: "name") else {
                throw item.wrong("a group has no name", "Add a line such as name: Customers")
            }
            var texts = [group: name]
            for field in known { if let text = try parts[field]?.text(of: field) { texts[field] = text } }
            for row in try parts["rows"]?.items(of: "rows") ?? [] {
                rows.append(try Self.row(row, texts, known: known))
            }
        }
        return rows
    }

    private static func row(
        _ item: TemplateYAML, _ texts: [String: String], known: [String]
    ) throws(TemplateError) -> Row {
        if item.node.scalar != nil { return Row(indicator: try item.text(of: "a row"), texts: texts, line: item.line) }
        var texts = texts
        let fields = try item.fields(of: "a row", among: ["indicator"] + known)
        for field in known { if let text = try fields[field]?.text(of: field) { texts[field] = text } }
        let indicator = try fields["indicator"]?.text(of: "indicator")
        guard indicator != nil || texts["measure"] != nil else {
            throw item.wrong("a row has neither indicator nor measure", "Say which indicator it shows")
        }
        return Row(indicator: indicator, texts: texts, line: item.line)
    }

    /// Rejects rows of unknown indicators.
    public func check(against names: IndicatorNames) throws(TemplateError) {
        guard let file else { return }
        for row in rows {
            guard let identifier = row.indicator, names[identifier] == nil else { continue }
            throw .wrong(
                file: file, line: row.line,
                problem: "'\(identifier)' is not an indicator" + names.suggestion(for: identifier),
                remedy: "'laa modules' lists those installed; a row about what is not counted has only a measure")
        }
    }
}
