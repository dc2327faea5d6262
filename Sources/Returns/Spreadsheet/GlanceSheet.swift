import Presenting
import ReportKit
import Spreadsheet
import Text

/// The overview as the first sheet of a workbook: the headline indicators, then the others by theme.
struct GlanceSheet {
    private let edition: Return
    private let glance: AtAGlance

    init(_ edition: Return) {
        self.edition = edition
        glance = edition.glance
    }

    private var rows: [(part: String, row: GlanceRow)] {
        glance.headline.map { ("Headline", $0) }
            + glance.themes.flatMap { group in group.rows.map { (group.theme.rawValue, $0) } }
    }

    /// Whether any figure is compared with those of similar areas.
    private var isCompared: Bool { rows.contains { $0.row.similar != nil } }

    /// The earlier quarters of which there are figures, earliest first.
    private var quarters: [String] {
        var names: Set<String> = []
        for (_, row) in rows { names.formUnion((row.history?.earlier ?? []).map(\.quarter)) }
        return names.sorted()
    }

    var sheet: Worksheet {
        let (rows, quarters) = (rows, quarters)
        var lines = [edition.subtitle]
        if let notice = edition.notice { lines.insert(notice, at: 0) }
        lines += glance.worth.enumerated().map { "Worth knowing, \($0 + 1): \($1.subject): \($1.line)" }
        lines += edition.overviewNotes
        lines.append(
            "This sheet has one table. Each figure has a sheet of its own, with what it was drawn from. Changes may be "
                + "chance alone.")
        let headings =
            [
                "Part", "Indicator", "Title", "Area", "Figure", "Lower 95%", "Upper 95%", "Prediction and target",
                "Verdict",
            ]
            + ["Target met"] + quarters + ["Since \(edition.quarterBefore)"]
            + (isCompared ? ["Similar areas: median", "Lowest", "Highest", "How many", "Position"] : [])
        return Worksheet(
            name: "At_a_glance", title: "Return for \(edition.title): at a glance",
            introduction: lines.map { .init(text: $0) },
            table: .init(headings: headings, rows: rows.map { cells($0.part, $0.row, quarters) }))
    }

    private func cells(_ part: String, _ row: GlanceRow, _ quarters: [String]) -> [Worksheet.Cell] {
        let none = Worksheet.Cell.shorthand(Shorthand.notAvailable.rawValue)
        let earlier = Dictionary(
            (row.history?.earlier ?? []).map { ($0.quarter, $0.headline) }, uniquingKeysWith: { $1 })
        func number(_ value: Double?) -> Worksheet.Cell {
            guard let value, let unit = row.headline?.unit else { return none }
            return unit.cell(value)
        }
        let figure: Worksheet.Cell =
            row.headline?.value.map { number($0) }
            ?? (row.figure == Shorthand.confidential.rawValue ? .shorthand(row.figure) : .text(row.figure))
        let agreed = row.against.joined(separator: "; ")
        let suppressed = row.shape == .suppressed ? Worksheet.Cell.shorthand(Shorthand.confidential.rawValue) : none
        let position: [Worksheet.Cell] =
            row.similar.map { similar in
                [number(similar.median), number(similar.lowest), number(similar.highest)]
                    + [.number(Double(similar.published), .whole), .text(similar.standing.rawValue)]
            } ?? Array(repeating: none, count: 5)
        return [
            .text(part), .link(row.indicator.id, sheet: row.indicator.id), .text(row.indicator.title),
            .text(row.area.name), figure,
            row.headline == nil ? suppressed : number(row.headline?.interval?.lower),
            row.headline == nil ? suppressed : number(row.headline?.interval?.upper),
            agreed.isEmpty ? .shorthand(Shorthand.notApplicable.rawValue) : .text(agreed),
            .text("\(row.shape.character) \(row.verdict)"),
            row.isTargetMet.map { .text($0 ? "Yes" : "No") } ?? .shorthand(Shorthand.notApplicable.rawValue),
        ] + quarters.map { number(earlier[$0]?.value) } + [row.change.map { .text($0) } ?? none]
            + (isCompared ? position : [])
    }
}

extension PlottedValue.Unit {
    /// A value with the same digits as in words.
    fileprivate func cell(_ value: Double) -> Worksheet.Cell {
        switch self {
        case .percent(let decimals), .signedPercent(let decimals):
            .number(value / 100, .init(.percent, decimals: decimals))
        case .plain(let decimals): .number(value, .init(.decimal, decimals: decimals))
        case .whole: .number(value, .whole)
        }
    }
}
