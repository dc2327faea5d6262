/// A table of text with aligned columns, for a terminal.
package struct TextTable {
    package struct Column {
        package let heading: String
        package let alignment: Alignment
        /// Whether the column is shortened, with an ellipsis, where a line would be too wide.
        package let yields: Bool

        package init(heading: String, alignment: Alignment = .right, yields: Bool = false) {
            self.heading = heading
            self.alignment = alignment
            self.yields = yields
        }
    }

    package enum Alignment {
        case left, right
    }

    package let columns: [Column]
    private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; each cell is on one line, without control characters.
    package mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "there must be one cell per column")
        rows.append(cells.map(Printable.line))
    }

    /// The minimum width that the lines can be shortened to.
    package var leastWidth: Int {
        columns.indices.map { columns[$0].yields ? min(least, widest($0)) : widest($0) }.reduce(spaces, +)
    }

    private let least = 10
    private var spaces: Int { 2 * (columns.count - 1) }

    private func widest(_ column: Int) -> Int {
        max(columns[column].heading.count, rows.map { $0[column].count }.max() ?? 0)
    }

    /// The lines of the table, each within the width as far as shortening the column that yields allows.
    package func lines(width: Int) -> [String] {
        var widths = columns.indices.map(widest)
        let excess = widths.reduce(spaces, +) - width
        if excess > 0, let yielding = columns.firstIndex(where: \.yields) {
            widths[yielding] = max(min(widths[yielding], least), widths[yielding] - excess)
        }
        let heading = line(columns.map(\.heading), widths)
        return [heading, widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")]
            + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { column in
            let full = cells[column]
            let cell = full.count > widths[column] ? String(full.prefix(widths[column] - 1)) + "…" : full
            let padding = String(repeating: " ", count: widths[column] - cell.count)
            return columns[column].alignment == .left ? cell + padding : padding + cell
        }
        let text = padded.joined(separator: "  ")
        return String(text.reversed().drop { $0 == " " }.reversed())
    }
}
