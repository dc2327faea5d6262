/// One table of a filled template with the rows of all areas, for programs: area and level come first, then the group.
///
/// ```
/// Area,Level,Perspective,Reference,Lead,National reference,Indicator,Target,...
/// Lancashire,trust,Customers,M1,[x],OM20,Orders and licences completed successfully,at least 70%,...
/// ```
struct TemplateRows {
    let headings: [String]
    let rows: [[TemplateCell]]

    init(_ filled: FilledTemplate, table index: Int) {
        let table = filled.template.tables[index]
        let isOfAreas = table.content == .rows
        let group = filled.template.group.flatMap { field in
            isOfAreas && !table.columns.contains { $0.kind == .text(field) }
                ? filled.template.heading(ofText: field) : nil
        }
        let own =
            filled.sections.first { $0.area != nil }?.tables[index].headings.map(\.text)
            ?? table.columns.map(\.heading)
        let edition = filled.edition
        let marks: [(String, TemplateCell)] =
            (edition.isInternal ? [("Marking", .text(DisclosedReport.marking))] : [])
            + (edition.isSynthetic ? [("Made up", .text("Yes"))] : [])
        headings =
            Self.distinct((isOfAreas ? ["Area", "Level"] : []) + (group.map { [$0] } ?? []) + own) + marks.map(\.0)
        // Lists are the plan's own, the same for every area.
        let sections = isOfAreas ? filled.sections : Array(filled.sections.filter { $0.area != nil }.prefix(1))
        rows = sections.flatMap { section -> [[TemplateCell]] in
            guard let area = section.area else {
                let said =
                    [TemplateCell.text(section.why ?? "")] + own.dropFirst().map { _ in .shorthand(.notAvailable) }
                return [
                    [.shorthand(.notApplicable), .text(section.level.word)]
                        + (group == nil ? [] : [.shorthand(.notApplicable)]) + said + marks.map(\.1)
                ]
            }
            return section.tables[index].groups.flatMap { found in
                found.rows.map { cells in
                    (isOfAreas ? [.text(area.name), .text(area.level.word)] : [])
                        + (group == nil ? [] : [TemplateCell(found.name, orElse: .notApplicable)]) + cells
                        + marks.map(\.1)
                }
            }
        }
    }

    /// Comma-separated values, safe to open in a spreadsheet.
    var csv: String {
        CSV.line(headings) + rows.map { CSV.line($0.map { Self.safe($0.shown) }) }.joined()
    }

    /// A figure with its sign is no formula; any other text is kept from being one.
    private static func safe(_ text: String) -> String {
        text.wholeMatch(of: /[+-][0-9.,]+%?( \[[a-z]\])*/) == nil ? CSV.text(text) : text
    }

    /// Headings with a number behind those that are there already.
    private static func distinct(_ headings: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return headings.map { heading in
            counts[heading, default: 0] += 1
            return counts[heading] == 1 ? heading : "\(heading) (\(counts[heading] ?? 1))"
        }
    }
}
