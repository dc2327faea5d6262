/// Cells of the CSV files that are written beside extracts.
enum CSVText {
    /// A cell that a spreadsheet will not take for a formula: one that begins like one is led by an apostrophe (OWASP,
    /// CSV injection).
    static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
