import Presenting
import ReportKit
import Returns
import Spreadsheet

/// A filled template as a workbook: cover, notes, then one table per sheet, the rows of all areas together.
struct TemplateWorkbook {
    let filled: FilledTemplate

    init(_ filled: FilledTemplate) {
        self.filled = filled
    }

    var workbook: Workbook {
        let title = "\(filled.template.title): \(filled.edition.title)"
        let tables = filled.template.tables.map(sheet)
        let described = [notes] + tables
        return Workbook(
            title: title, subject: filled.subtitle, sheets: [cover(title), .contents(of: described)] + described)
    }

    private func cover(_ title: String) -> Worksheet {
        var lines = [filled.subtitle]
        if let notice = filled.edition.notice { lines.insert(notice, at: 0) }
        if let about = filled.template.about { lines.append(about) }
        lines += filled.sections.compactMap { section in section.why.map { "\(section.heading). \($0)" } }
        lines += filled.sources
        return Worksheet(name: "Cover", title: title, introduction: lines.map { .init(text: $0) }, table: nil)
    }

    private var notes: Worksheet {
        Worksheet(
            name: "Notes", title: "Notes",
            introduction: [
                .init(text: "This sheet has one table: the rules behind the tables and what shorthand means.")
            ],
            table: .init(
                headings: ["Number", "Note"],
                rows: filled.notes.enumerated().map { [.number(Double($0.offset + 1), .whole), .text($0.element)] }))
    }

    private func sheet(_ table: TableTemplate.Table) -> Worksheet {
        let rows = TemplateRows(filled, table)
        let empty = filled.sections.lazy.compactMap { $0.table(table.id)?.empty }.first
        var lines = [
            rows.rows.isEmpty
                ? empty ?? "There is nothing to show." : "This sheet has one table. The sheet Notes says what it means."
        ]
        if let notice = filled.edition.notice { lines.insert(notice, at: 0) }
        return Worksheet(
            name: table.id, title: "\(filled.template.title): \(table.caption), \(filled.edition.title)",
            introduction: lines.map { .init(text: $0) },
            table: rows.rows.isEmpty
                ? nil
                : .init(
                    headings: rows.headings,
                    rows: rows.rows.map { cells in
                        cells.map { cell in
                            if case .shorthand(let shorthand) = cell {
                                .shorthand(shorthand.rawValue)
                            } else {
                                .text(cell.shown)
                            }
                        }
                    }))
    }
}

extension FilledTemplate {
    /// What the whole is, in a sentence.
    var subtitle: String {
        "\(edition.name), for the quarter that ended on \(Dates.text(edition.quarter.lastDay))."
    }
}
