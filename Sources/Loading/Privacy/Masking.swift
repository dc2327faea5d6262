/// What may be shown of a rejected cell.
enum Masking {
    static let mask = "(masked)"
    private static let longest = 80

    /// Whether a word may be somebody's name: it has no digit, and more letters than most codes.
    static func mayBeName(_ word: String) -> Bool {
        !word.contains(where: \.isNumber) && word.count(where: \.isLetter) > 3
    }

    /// The cell's value, shortened, or a mask where it identifies somebody or looks as if it might.
    static func display(_ cell: UnsafeRawBufferPointer, of column: Column) -> String {
        if column.isIdentifying || IdentifierShape.occurs(in: cell) { return mask }
        let text = String(decoding: cell.prefix(longest * 4), as: UTF8.self)
        let shown = text.prefix(longest)
        // PostgreSQL's text holds no NUL.
        return shown.replacing("\0", with: "\u{2400}") + (shown.endIndex < text.endIndex ? "..." : "")
    }
}
