/// A workbook for the public: sheets that each begin with their title and hold at most one table.
package struct Workbook {
    package let title: String
    package let subject: String
    package let sheets: [Worksheet]

    package init(title: String, subject: String, sheets: [Worksheet]) {
        self.title = title
        self.subject = subject
        self.sheets = sheets
    }
}

/// One sheet.
package struct Worksheet {
    /// The name on its tab: letters, digits, underscores and hyphens, at most 31.
    package let name: String
    package let title: String
    /// The lines between title and table, one cell each.
    package let introduction: [Line]
    package let table: Table?
    package let printing: Printing

    /// How the sheet is printed.
    package enum Printing: String, CaseIterable, Sendable {
        /// Across, as wide as the paper, on as many pages as it takes.
        case wide = "Sheet"
        /// Upright, on one page.
        case onePage = "Page"
    }

    package init(
        name: String, title: String, introduction: [Line], table: Table?, printing: Printing = .wide
    ) {
        self.name = name
        self.title = title
        self.introduction = introduction
        self.table = table
        self.printing = printing
    }

    /// A line of words above a table, or a link to another sheet.
    package struct Line {
        package let text: String
        package var sheet: String?

        package init(text: String, sheet: String? = nil) {
            self.text = text
            self.sheet = sheet
        }
    }

    /// A table that fills the rest of the sheet: one row of headings, no cell merged, none empty.
    package struct Table {
        package let headings: [String]
        package let rows: [[Cell]]

        package init(headings: [String], rows: [[Cell]]) {
            self.headings = headings
            self.rows = rows
        }
    }

    /// What a cell holds.
    package enum Cell {
        case text(String)
        /// To another sheet, by name.
        case link(String, sheet: String)
        case number(Double, Form)
        /// The shorthand in place of a number, such as `[x]`; aligned to the right, as numbers are.
        case shorthand(String)
    }

    /// How a number is shown; the cell keeps it at full precision.
    package struct Form: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            /// `26,016`
            case whole
            /// `2745.1`
            case decimal
            /// `11.30%`, of a fraction
            case percent
            /// `0.034`
            case probability
        }

        package let kind: Kind
        /// At most ``mostDecimals``.
        package let decimals: Int

        package static let mostDecimals = 7
        package static let whole = Form(.whole, decimals: 0)
        package static let decimal = Form(.decimal, decimals: 2)
        package static let percent = Form(.percent, decimals: 2)
        package static let probability = Form(.probability, decimals: 4)

        package init(_ kind: Kind, decimals: Int) {
            self.kind = kind
            self.decimals = min(max(0, decimals), Self.mostDecimals)
        }

        /// Every form that a cell may have.
        static let all: [Form] =
            [.whole]
            + [Kind.decimal, .percent, .probability].flatMap { kind in
                (0...mostDecimals).map { Form(kind, decimals: $0) }
            }

        /// The name of its style.
        package var name: String { "\(kind.rawValue)-\(decimals)" }
    }
}

extension Worksheet {
    /// The sheet that lists others, each with a link, printed on one page.
    package static func contents(of sheets: [Worksheet]) -> Worksheet {
        Worksheet(
            name: "Contents", title: "Contents",
            introduction: [.init(text: "This sheet has one table: the sheets that follow, each with a link.")],
            table: .init(
                headings: ["Sheet", "Title"],
                rows: sheets.map { [.link($0.name, sheet: $0.name), .text($0.title)] }),
            printing: .onePage)
    }
}
