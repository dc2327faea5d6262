/// What may be shown of a rejected cell.
enum Masking {
    static let mask = "(masked)"
    private static let longest = 80

    /// The cell's value, shortened, or a mask where it identifies somebody or looks as if it might.
    static func display(_ cell: UnsafeRawBufferPointer, of column: Column) -> String {
        if column.isIdentifying || looksLikeIdentifier(cell) { return mask }
        let text = String(decoding: cell.prefix(longest * 4), as: UTF8.self)
        let shown = text.prefix(longest)
        // PostgreSQL's text holds no NUL.
        return shown.replacing("\0", with: "\u{2400}") + (shown.endIndex < text.endIndex ? "..." : "")
    }

    /// Whether a cell has the shape of a PNC number (2001/0012345X) or of a CRN (X123456), whatever its column.
    private static func looksLikeIdentifier(_ cell: UnsafeRawBufferPointer) -> Bool {
        var shape: [UInt8] = []
        for byte in cell.prefix(24) where byte != 0x20 {
            switch asciiLowercase(byte) {
            case 0x30...0x39: shape.append(UInt8(ascii: "9"))
            case 0x61...0x7A: shape.append(UInt8(ascii: "a"))
            default: shape.append(byte)
            }
        }
        if shape.elementsEqual("a999999".utf8) { return true }
        let parts = shape.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, (2...4).contains(parts[0].count), parts[0].allSatisfy({ $0 == UInt8(ascii: "9") }),
            parts[1].last == UInt8(ascii: "a")
        else { return false }
        return parts[1].count > 1 && parts[1].dropLast().allSatisfy { $0 == UInt8(ascii: "9") }
    }
}
