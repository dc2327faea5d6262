import Text

/// One table of a filled template with the rows of all areas, for programs: area and level come first, then the group.
///
/// ```
/// Area,Level,Perspective,Reference,Lead,National reference,Indicator,Target,...
/// Lancashire,trust,Customers,M1,[x],OM20,Orders and licences completed successfully,at least 70%,...
/// ```
struct TemplateRows {
    let headings: [String]
    let rows: [[TemplateCell]]

    /// - Parameter table: one of the template's.
    init(_ filled: FilledTemplate, _ table: TableTemplate.Table) {
        let isOfAreas = table.content == .rows
        let group = filled.template.group.flatMap { field in
            isOfAreas && !table.columns.contains { $0.kind == .text(field) }
                ? filled.template.heading(ofText: field) : nil
        }
        let tables = filled.sections.compactMap { section in section.table(table.id).map { (section, $0) } }
        let own = tables.first?.1.headings.map(\.text) ?? table.columns.map(\.heading)
        let edition = filled.edition
        let marks: [(heading: String, cell: TemplateCell)] =
            (edition.marking.map { [("Marking", .text($0))] } ?? [])
            + (edition.isSynthetic ? [("Synthetic", .text("Yes"))] : [])
        headings =
            Self.distinct((isOfAreas ? ["Area", "Level"] : []) + (group.map { [$0] } ?? []) + own)
            + marks.map(\.heading)
        let filledRows = tables.flatMap { section, table in
            table.groups.flatMap { found in
                found.rows.map { cells in
                    section.place + (group == nil ? [] : [TemplateCell(found.name, orElse: .notApplicable)]) + cells
                }
            }
        }
        // For a level without figures, the reason.
        let empty = filled.sections.compactMap { section -> [TemplateCell]? in
            guard isOfAreas, let why = section.why else { return nil }
            return section.place + (group == nil ? [] : [.shorthand(.notApplicable)]) + [.text(why)]
                + own.dropFirst().map { _ in .shorthand(.notAvailable) }
        }
        rows = (filledRows + empty).map { $0 + marks.map(\.cell) }
    }

    /// Comma-separated values, safe to open in a spreadsheet.
    var csv: String {
        CSV.line(headings) + rows.map { CSV.line($0.map { Self.safe($0.shown) }) }.joined()
    }

    /// A signed figure is not a formula; any other text is escaped so that it cannot be one.
    private static func safe(_ text: String) -> String {
        text.wholeMatch(of: /[+-][0-9.,]+%?( \[[a-z]\])*/) == nil ? CSV.text(text) : text
    }

    /// Headings, with a number appended to each that repeats an earlier one.
    private static func distinct(_ headings: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return headings.map { heading in
            counts[heading, default: 0] += 1
            return counts[heading] == 1 ? heading : "\(heading) (\(counts[heading] ?? 1))"
        }
    }
}

extension FilledTemplate.Section {
    /// The cells that say which area a row is for.
    fileprivate var place: [TemplateCell] {
        switch subject {
        case .area(let area): [.text(area.name), .text(area.level.word)]
        case .nobody(let level): [.shorthand(.notApplicable), .text(level.word)]
        case .plan: []
        }
    }
}
