/// Text broken into lines at its spaces, and nowhere else: it is cleaned of control characters.
package enum Wrapping {
    /// - Parameters:
    ///   - first: the prefix of the first line.
    ///   - rest: the prefix of every other line.
    package static func lines(_ text: String, width: Int, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        var empty = true
        for word in Printable.line(text).split(separator: " ") {
            if !empty, line.count + 1 + word.count > width {
                lines.append(line)
                line = rest
                empty = true
            }
            line += (empty ? "" : " ") + word
            empty = false
        }
        return lines + [line]
    }
}
