import Warehouse

/// A module's text with each line in the style: its indentation and its end. Every line stays where it is.
struct StyledLines {
    let text: String
    private(set) var notes: [(line: Int, message: String)] = []

    private static let step = 4

    init(_ text: String) {
        let inside = InsideLines(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var styled: [String] = []
        var notes: [(line: Int, message: String)] = []
        var blanks = 0
        for (index, line) in lines.enumerated() {
            var line = line
            let number = index + 1
            if !inside.endsInString.contains(number) {
                let ended = line.trimmingEnd
                if ended.count < line.count { notes.append((number, "spaces end the line")) }
                line = ended
            }
            if !inside.begins.contains(number) {
                let (indented, problem) = Self.indented(line)
                if let problem { notes.append((number, problem)) }
                line = indented
            }
            blanks = line.isEmpty && !inside.begins.contains(number) ? blanks + 1 : 0
            if blanks == 2, index < lines.count - 1 { notes.append((number, "one blank line is enough")) }
            styled.append(line)
        }
        let spare = lines.reversed().prefix { $0.isEmpty }.count
        if spare != 1 {
            notes.append((lines.count, spare == 0 ? "the last line has no line feed" : "blank lines end the file"))
        }
        self.text = styled.joined(separator: "\n")
        self.notes = notes
    }

    private static func indented(_ line: String) -> (line: String, problem: String?) {
        let blank = line.prefix { $0 == " " || $0 == "\t" }
        guard !blank.isEmpty else { return (line, nil) }
        let width = blank.reduce(0) { $1 == "\t" ? ($0 / step + 1) * step : $0 + 1 }
        let problem =
            blank.contains("\t")
            ? "a tab indents the line"
            : width % step == 0 ? nil : "the line is indented by \(width) spaces, not by steps of four"
        let steps = (width + step / 2) / step
        return (String(repeating: " ", count: steps * step) + line.dropFirst(blank.count), problem)
    }

    /// The text with at most one blank line together, and one line feed at its end.
    static func withoutSpareBlanks(_ text: String) -> String {
        let inside = InsideLines(text)
        var kept: [Substring] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty, kept.last?.isEmpty ?? true, !inside.begins.contains(index + 1) { continue }
            kept.append(line)
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.joined(separator: "\n") + "\n"
    }
}

/// Which lines of a text begin or end inside something that is not laid out anew.
private struct InsideLines {
    /// Lines that begin inside a string or a comment of several lines.
    private(set) var begins: Set<Int> = []
    /// Lines whose end is inside a string.
    private(set) var endsInString: Set<Int> = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var line = 1
        var position = 0
        for token in NamedParameters(text).tokens {
            skip(bytes[position..<token.range.lowerBound], &line)
            let last = line + bytes[token.range].count { $0 == UInt8(ascii: "\n") }
            if last > line {
                begins.formUnion((line + 1)...last)
                endsInString.formUnion(line..<last)
            }
            line = last
            position = token.range.upperBound
        }
        skip(bytes[position...], &line)
    }

    /// Goes over what stands between two tokens, in which `/*` begins a comment.
    private mutating func skip(_ bytes: ArraySlice<UInt8>, _ line: inout Int) {
        var depth = 0
        var isLineComment = false
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                isLineComment = false
                if depth > 0 { begins.insert(line) }
            case UInt8(ascii: "-") where previous == byte && depth == 0: isLineComment = true
            case UInt8(ascii: "*") where previous == UInt8(ascii: "/") && !isLineComment:
                depth += 1
                previous = 0
                continue
            case UInt8(ascii: "/") where previous == UInt8(ascii: "*") && depth > 0:
                depth -= 1
                previous = 0
                continue
            default: break
            }
            previous = byte
        }
    }
}

extension String {
    /// The line without the spaces and tabs that end it.
    fileprivate var trimmingEnd: String {
        var line = self[...]
        while line.last == " " || line.last == "\t" { line.removeLast() }
        return String(line)
    }
}
