/// A workbook for the public: sheets that each begin with their title and hold at most one table.
struct Workbook {
    let title: String
    let subject: String
    let sheets: [Worksheet]
}

/// One sheet.
struct Worksheet {
    /// On its tab: letters, digits, underscores and hyphens, at most 31.
    let name: String
    let title: String
    /// What stands between title and table, a cell each.
    let introduction: [Line]
    let table: Table?

    /// A line of words above a table, or a link to another sheet.
    struct Line {
        let text: String
        var sheet: String?
    }

    /// A table that fills the rest of the sheet: one row of headings, no cell merged, none empty.
    struct Table {
        let headings: [String]
        let rows: [[Cell]]
    }

    /// What a cell holds.
    enum Cell {
        case text(String)
        /// To another sheet, by name.
        case link(String, sheet: String)
        case number(Double, Form)
        case shorthand(Shorthand)
    }

    /// How a number is shown; all of it stays in the cell.
    enum Form: String, CaseIterable {
        /// `26,016`
        case whole
        /// `2745.1`
        case decimal
        /// `11.30%`, of a fraction
        case percent
        /// `0.034`
        case probability
    }
}

extension Worksheet {
    /// The sheet that lists others, each with a link.
    static func contents(of sheets: [Worksheet]) -> Worksheet {
        Worksheet(
            name: "Contents", title: "Contents",
            introduction: [.init(text: "This sheet has one table: the sheets that follow, each with a link.")],
            table: .init(
                headings: ["Sheet", "Title"],
                rows: sheets.map { [.link($0.name, sheet: $0.name), .text($0.title)] }))
    }
}
