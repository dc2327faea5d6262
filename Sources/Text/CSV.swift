/// Comma-separated values according to RFC 4180, safe to open in a spreadsheet and to print on a terminal.
package enum CSV {
    /// One line, including its line end.
    package static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// A name or a value on one line, without control characters, that a spreadsheet does not take for a formula: where
    /// it starts like one, it gets a leading apostrophe (OWASP, CSV injection). Numbers are never passed through here.
    package static func text(_ text: String) -> String {
        unlikeFormula(Printable.line(text))
    }

    /// The same for a cell of a file of the user's own that is copied into another: its line feeds and tabs stay.
    package static func copied(_ cell: String) -> String {
        unlikeFormula(Printable.lines(cell))
    }

    private static func unlikeFormula(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    /// Text as one cell of a line, made safe and quoted where necessary.
    package static func cell(_ text: String) -> String {
        quoted(self.text(text))
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
