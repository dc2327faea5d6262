import Testing

@testable import Text

@Suite("A text on one line")
struct OneLineTests {
    @Test(
        "has one space between its words, whatever was there",
        arguments: [
            ("", ""), ("  \t\r\n ", ""), ("a", "a"), (" a  b\n", "a b"), ("a\r\nb\u{0B}c\u{0C}d", "a b c d"),
            ("é\u{A0}\u{2003}b ", "é b"), ("a\u{85}b\u{2028}c", "a b c"),
        ])
    func words(text: String, line: String) {
        #expect(text.onOneLine == line)
        #expect(text.onOneLine == text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
