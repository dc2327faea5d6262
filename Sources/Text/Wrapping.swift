/// Text broken into lines at its spaces.
package enum Wrapping {
    /// - Parameters:
    ///   - first: what the first line begins with.
    ///   - rest: what every other line begins with.
    package static func lines(_ text: String, width: Int, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        var empty = true
        for word in text.split(separator: " ") {
            if !empty, line.count + 1 + word.count > width {
                lines.append(line)
                (line, empty) = (rest, true)
            }
            line += (empty ? "" : " ") + word
            empty = false
        }
        return lines + [line]
    }
}
