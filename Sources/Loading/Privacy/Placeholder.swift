/// What is written where an identifier is not known.
///
/// That `0000`, `TBC`, `NONE`, `N/A` and serial numbers of zeros occur in extracts is known from the sources of
/// ``PNCNumber``; the other words mean the same.
enum Placeholder {
    /// Whether a cell that is not empty holds a placeholder: no digit but zeros, one of the words, perhaps numbered
    /// (`TBC1`), or nothing but punctuation or one letter again and again.
    static func isOne(_ cell: UnsafeRawBufferPointer) -> Bool {
        var digits = 0
        var hasOtherDigits = false
        var letters = 0
        for byte in cell {
            if let digit = Cells.digit(byte) {
                digits += 1
                if digit > 0 { hasOtherDigits = true }
            } else if asciiLowercase(byte) &- 0x61 < 26 {
                letters += 1
            } else if byte >= 0x80 {
                return false
            }
        }
        if digits > 0, !hasOtherDigits { return true }
        if letters == 0 { return digits == 0 }
        return digits <= 2 && letters <= longest && isWord(lettersOf: cell, count: letters, isNumbered: digits > 0)
    }

    private static func isWord(lettersOf cell: UnsafeRawBufferPointer, count: Int, isNumbered: Bool) -> Bool {
        withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { word in
            var length = 0
            for byte in cell where asciiLowercase(byte) &- 0x61 < 26 {
                word[length] = asciiLowercase(byte)
                length += 1
            }
            if !isNumbered, word.allSatisfy({ $0 == word[0] }) { return true }
            return words.number(of: UnsafeRawBufferPointer(word)) != nil
        }
    }

    private static let longest = 20
    private static let words = ByteTable(
        [
            "blank", "missing", "na", "nil", "nk", "nocrn", "none", "nopnc", "notapplicable", "notavailable",
            "notknown",
            "notrecorded", "notstated", "null", "pending", "tba", "tbc", "tbd", "unk", "unknown",
        ].map { ($0, 1) })
}
