/// A piece of a query's text that means something: a word, a string, a number, a parameter or a sign.
package struct SQLToken: Equatable {
    package enum Kind: Equatable {
        /// A keyword or an identifier.
        case word
        case string
        case number
        /// `:name`.
        case parameter
        /// Any other character, such as a bracket; `::` and `:=` are one sign, other operators several.
        case sign
    }

    package let kind: Kind
    /// A word as the server reads it, a string without its quotes, a parameter without its colon; anything else as it
    /// stands.
    package let text: String
    /// Counted from 1.
    package let line: Int
    /// The bytes of the text that it stands in.
    package let range: Range<Int>

    /// What a string holds, without its quotes.
    static func content(ofString bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return String(text.dropFirst().dropLast(text.count > 1 && text.hasSuffix("'") ? 1 : 0))
    }

    package init(kind: Kind, text: String, line: Int, range: Range<Int>) {
        self.kind = kind
        self.text = text
        self.line = line
        self.range = range
    }

    package func isWord(_ words: String...) -> Bool { kind == .word && words.contains(text) }
    package func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }
}
