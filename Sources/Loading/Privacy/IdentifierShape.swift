/// The shape of a PNC number, in any of the forms that ``PNCReader`` reads, or of a CRN (X123456), anywhere in a text.
///
/// Whether a check letter is right does not matter: a number with a slip in it still leads to somebody. `mask.sql`
/// knows the same shapes, for values that only the server sees; a test compares the two.
enum IdentifierShape {
    static func occurs(in text: UnsafeRawBufferPointer) -> Bool {
        for start in text.indices {
            let byte = text[start]
            if isDigit(byte) {
                if start > 0, isDigit(text[start - 1]) { continue }
                if isNumber(text, from: start) || isNumberWithoutLetter(text, from: start) { return true }
            } else if isLetter(byte), start == 0 || !isAlphanumeric(text[start - 1]), isCRN(text, from: start) {
                return true
            }
        }
        return false
    }

    /// Three to eleven digits, perhaps with a slash behind two or four of them, and a letter that ends the word. There
    /// may be up to three spaces between any two.
    private static func isNumber(_ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
        var digits = 0
        var slash: Int?
        var index = start
        while index < text.count {
            let byte = text[index]
            if isDigit(byte) {
                digits += 1
                if digits - (slash ?? 4) > 7 { return false }
            } else if byte == UInt8(ascii: "/"), slash == nil, digits == 2 || digits == 4 {
                slash = digits
            } else {
                return isLetter(byte) && isEnd(text, index + 1) && digits > (slash ?? 2)
            }
            index = afterSpaces(text, index + 1)
        }
        return false
    }

    /// Two or four digits, a slash and at least five digits; or eleven digits that begin with a century. No date is
    /// written like that.
    private static func isNumberWithoutLetter(_ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
        let year = digits(text, from: start)
        if year == 2 || year == 4, start + year < text.count, text[start + year] == UInt8(ascii: "/") {
            return digits(text, from: start + year + 1) >= 5
        }
        return year == 11
            && (text[start] == UInt8(ascii: "1") && text[start + 1] == UInt8(ascii: "9")
                || text[start] == UInt8(ascii: "2") && text[start + 1] == UInt8(ascii: "0"))
    }

    /// A letter and six digits, which are a word, with up to three spaces between any two.
    private static func isCRN(_ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
        var index = start
        for _ in 0..<6 {
            index = afterSpaces(text, index + 1)
            guard index < text.count, isDigit(text[index]) else { return false }
        }
        return isEnd(text, index + 1)
    }

    private static func digits(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var end = start
        while end < text.count, isDigit(text[end]) { end += 1 }
        return end - start
    }

    private static func afterSpaces(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var index = start
        while index < text.count, index < start + 3, text[index] == 0x20 { index += 1 }
        return index
    }

    private static func isEnd(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        index >= text.count || !isAlphanumeric(text[index])
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isLetter(_ byte: UInt8) -> Bool { asciiLowercase(byte) &- 0x61 < 26 }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
