import Warehouse

/// A module's text with each word and sign of its query in the style, and each clause on a line of its own.
struct StyledTokens {
    private(set) var notes: [(line: Int, message: String)] = []
    private let bytes: [UInt8]
    private var output: [UInt8] = []

    private static let clauses: Set = ["from", "where", "group", "having", "order", "union", "except", "intersect"]
    /// The words that may stand before `join`.
    private static let joining: Set = ["left", "right", "full", "inner", "cross", "outer", "natural"]

    init(_ text: String) {
        bytes = Array(text.utf8)
        let tokens = NamedParameters(text).tokens
        var position = 0
        var depth = 0
        for (index, token) in tokens.enumerated() {
            let previous = index > 0 ? tokens[index - 1] : nil
            if token.isSign(")") || token.isSign("]") { depth -= 1 }
            between(
                previous, token, Array(bytes[position..<token.range.lowerBound]),
                beginsLine: depth == 0 && Self.beginsClause(index, tokens))
            position = token.range.upperBound
            if token.isSign("(") || token.isSign("[") { depth += 1 }
            copy(token, after: previous, before: index + 1 < tokens.count ? tokens[index + 1] : nil)
        }
        // A semicolon is no token: it ends the statement.
        var rest = bytes[position...]
        if let end = rest.firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }),
            rest[end] == UInt8(ascii: ";")
        {
            notes.append((1 + bytes[..<end].count { $0 == UInt8(ascii: "\n") }, "a semicolon ends the query"))
            rest.remove(at: end)
        }
        output += rest
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    private static func beginsClause(_ index: Int, _ tokens: [SQLToken]) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, index > 0 else { return false }
        let previous = tokens[index - 1]
        let isWithinJoin = previous.kind == .word && joining.contains(previous.text)
        if token.text == "from" { return !previous.isWord("distinct") }
        if clauses.contains(token.text) { return true }
        if token.text == "join" { return !isWithinJoin }
        return joining.contains(token.text) && !isWithinJoin
            && tokens[(index + 1)...].first { !($0.kind == .word && joining.contains($0.text)) }?.isWord("join") == true
    }

    /// Copies a token: words in lower case, except for quoted names; `<>` for `!=`.
    private mutating func copy(_ token: SQLToken, after previous: SQLToken?, before next: SQLToken?) {
        let text = Array(bytes[token.range])
        func joins(_ first: SQLToken?, _ second: SQLToken?) -> Bool {
            first?.isSign("!") == true && second?.isSign("=") == true
                && first?.range.upperBound == second?.range.lowerBound
        }
        if joins(token, next) {
            notes.append((token.line, "unequal is written !=, not <>"))
            output.append(UInt8(ascii: "<"))
        } else if joins(previous, token) {
            output.append(UInt8(ascii: ">"))
        } else if token.kind == .word, text.allSatisfy({ $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "&") }) {
            let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            if lower != text {
                notes.append((token.line, "'\(String(decoding: text, as: UTF8.self))' is not in lower case"))
            }
            output += lower
        } else {
            output += text
        }
    }

    /// Copies what stands between two tokens; lines and comments stay.
    private mutating func between(_ first: SQLToken?, _ second: SQLToken, _ gap: [UInt8], beginsLine: Bool) {
        let isBlank = gap.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if beginsLine, !gap.contains(UInt8(ascii: "\n")) {
            notes.append((second.line, "'\(second.text)' does not begin a line"))
            output += isBlank ? [] : gap
            while output.last == UInt8(ascii: " ") { output.removeLast() }
            output.append(UInt8(ascii: "\n"))
        } else if !isBlank {
            output += gap
        } else if second.isSign(",") {
            if !gap.isEmpty { notes.append((second.line, "a space stands before a comma")) }
        } else if first?.isSign(",") == true {
            if gap.isEmpty { notes.append((second.line, "no space follows a comma")) }
            output.append(UInt8(ascii: " "))
        } else {
            if gap.contains(UInt8(ascii: "\t")) { notes.append((second.line, "a tab stands in the line")) }
            output += gap.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }
        }
    }
}
