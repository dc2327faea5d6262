import Platform

/// A declared module's text in the style of the catalogue, and where it differs from that.
///
/// The style: keywords and names in lower case; four spaces for each step, no tabs; a line of its own for each `from`,
/// `join`, `where`, `group by`, `having`, `order by` and `union` outside brackets; a space after a comma and none before;
/// `<>` for unequal; no semicolon at the end; no spaces at line ends, no two blank lines together, one line feed at the
/// end; lines of at most 120 characters. Strings, quoted names and comments keep their words, and the header its layout.
/// What the query means does not change.
public struct SQLStyle: Sendable {
    /// The text in the style, as far as it can be mended. Formatting it again changes nothing.
    public let formatted: String
    /// Where the text differs, in order of line.
    public let problems: [Problem]

    /// A place that is not in the style.
    public struct Problem: Hashable, Sendable {
        /// Counted from 1.
        public let line: Int
        public let message: String
        /// Whether ``SQLStyle/formatted`` mends it.
        public let isMended: Bool
    }

    private static let longestLine = 120

    /// - Throws: ``ModuleProblem`` where the file cannot be read.
    public init(file: String) throws(ModuleProblem) {
        let bytes: [UInt8]
        do { bytes = try WholeFile.bytes(of: file) } catch {
            throw FileStatus(file) == nil
                ? .fileMissing(file: file) : .fileUnreadable(file: file, reason: error.reason)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .fileUnreadable(file: file, reason: "it is not UTF-8 text")
        }
        self.init(text)
    }

    init(_ text: String) {
        var problems: [Problem] = []
        func note(_ line: Int, _ message: String) {
            problems.append(Problem(line: line, message: message, isMended: true))
        }
        var plain = text
        if plain.hasPrefix("\u{FEFF}") {
            note(1, "a byte order mark begins the file")
            plain.removeFirst()
        }
        if plain.utf8.contains(UInt8(ascii: "\r")) {
            note(1, "lines end with a carriage return")
            plain = plain.replacing("\r\n", with: "\n")
        }
        let lines = StyledLines(plain)
        let tokens = StyledTokens(lines.text)
        for (line, message) in lines.notes + tokens.notes { note(line, message) }
        formatted = StyledLines.withoutSpareBlanks(tokens.text)
        let long = formatted.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { $0.element.utf8.count > Self.longestLine && $0.element.count > Self.longestLine }
            .map { index, line in
                Problem(
                    line: index + 1, message: "the line has \(line.count) characters, and may have \(Self.longestLine)",
                    isMended: false)
            }
        self.problems = Set(problems + long).sorted { ($0.line, $0.message) < ($1.line, $1.message) }
    }
}
