/// A table of text with aligned columns, for a terminal.
struct TextTable {
    struct Column {
        let heading: String
        var alignment = Alignment.right
    }

    enum Alignment {
        case left, right
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a cell for every column")
        rows.append(cells)
    }

    /// The lines of the table; the first column is shortened, with an ellipsis, where that is needed to keep a line
    /// within the width.
    func lines(width: Int) -> [String] {
        var widths = columns.indices.map { column in
            max(columns[column].heading.count, rows.map { $0[column].count }.max() ?? 0)
        }
        let spaces = 2 * (columns.count - 1)
        let excess = widths.reduce(spaces, +) - width
        if excess > 0 { widths[0] = max(min(widths[0], 12), widths[0] - excess) }
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
