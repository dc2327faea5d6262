import Warehouse

/// The text of a declared module: a leading comment that holds the header, and the query below it.
///
/// The comment is either one block, `/* ... */`, or consecutive lines that begin with `--`.
struct DeclaredText {
    /// The comment's content, line by line as in the file.
    let header: String
    /// The header's first line, as a line of the file, counted from 1.
    let headerLine: Int
    /// The whole file, so that the server's line numbers are the file's.
    let sql: String
    /// What follows the header.
    let query: String

    /// Whether anything except whitespace and comments follows the header.
    var hasQuery: Bool { !NamedParameters(query).words.isEmpty }

    /// The line of a comment that a text begins with and never closes; nil in any other text.
    static func unclosed(_ text: String) -> Int? {
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard start.hasPrefix("/*"), !start.contains("*/") else { return nil }
        return 1 + text[..<start.startIndex].count { $0.isNewline }
    }

    /// Nil where the file does not begin with a comment.
    init?(_ text: String) {
        // A byte order mark is not part of the text.
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        // CRLF is a single Character in Swift, so splitting at "\n" would miss it.
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
        let opening = lines[first].drop(while: \.isWhitespace)
        if opening.hasPrefix("/*") {
            guard let block = Self.block(lines[first...], opening) else { return nil }
            header = block.header
            headerLine = first + 1
            query = block.rest.joined(separator: "\n")
        } else if opening.hasPrefix("--") {
            let comment = lines[first...].prefix { $0.drop(while: \.isWhitespace).hasPrefix("--") }
            header = comment.map(Self.uncommented).joined(separator: "\n")
            headerLine = first + 1
            query = lines[comment.endIndex...].joined(separator: "\n")
        } else {
            return nil
        }
        sql = text
    }

    private static func block(
        _ lines: ArraySlice<Substring>, _ opening: Substring
    ) -> (header: String, rest: [String])? {
        var content: [String] = []
        for (index, line) in zip(lines.indices, lines) {
            let line = index == lines.startIndex ? opening.dropFirst(2) : line
            guard let end = line.firstRange(of: "*/") else {
                content.append(String(line))
                continue
            }
            content.append(String(line[..<end.lowerBound]))
            let rest = [String(line[end.upperBound...])] + lines[(index + 1)...].map(String.init)
            return (content.joined(separator: "\n"), rest)
        }
        return nil
    }

    /// A line without its `--`, and without one space after it.
    private static func uncommented(_ line: Substring) -> String {
        let content = line.drop(while: \.isWhitespace).dropFirst(2)
        return String(content.hasPrefix(" ") ? content.dropFirst() : content)
    }
}
