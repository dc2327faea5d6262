/// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
package enum CSV {
    /// One line, with its line end.
    package static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    /// A text that a spreadsheet will not take for a formula: one that begins like one is led by an apostrophe (OWASP,
    /// CSV injection). Numbers are never passed through here.
    package static func text(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    /// A text as one cell of a line, safe and quoted where it must be.
    package static func cell(_ text: String) -> String {
        quoted(self.text(text))
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
