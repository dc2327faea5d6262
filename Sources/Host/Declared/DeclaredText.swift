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
    let hasQuery: Bool

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
        // Lines are split by byte: CRLF is a single Character in Swift, and going by Character is slow.
        let lines = text.utf8.split(separator: Self.lineFeed, omittingEmptySubsequences: false).map { line in
            Substring(line.last == Self.carriageReturn ? line.dropLast() : line)
        }
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
        hasQuery = !NamedParameters(query).words.isEmpty
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private static func block(
        _ lines: ArraySlice<Substring>, _ opening: Substring
    ) -> (header: String, rest: [String])? {
        var content: [String] = []
        for (index, line) in zip(lines.indices, lines) {
            let line = index == lines.startIndex ? opening.dropFirst(2) : line
            guard let end = Self.end(of: line) else {
                content.append(String(line))
                continue
            }
            content.append(String(line[..<end]))
            let rest = [String(line[line.utf8.index(end, offsetBy: 2)...])] + lines[(index + 1)...].map(String.init)
            return (content.joined(separator: "\n"), rest)
        }
        return nil
    }

    /// Where a line ends the comment.
    private static func end(of line: Substring) -> String.Index? {
        var bytes = line.utf8
        while let star = bytes.firstIndex(of: UInt8(ascii: "*")) {
            bytes = bytes[bytes.index(after: star)...]
            if bytes.first == UInt8(ascii: "/") { return star }
        }
        return nil
    }

    /// A line without its `--`, and without one space after it.
    private static func uncommented(_ line: Substring) -> String {
        let content = line.drop(while: \.isWhitespace).dropFirst(2)
        return String(content.hasPrefix(" ") ? content.dropFirst() : content)
    }
}
