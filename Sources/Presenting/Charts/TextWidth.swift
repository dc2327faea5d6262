/// How wide a text of a chart is, at its size of 13 pixels: an estimate for the widest of the fonts that it may be
/// shown in, so that what is laid out by it fits in all of them.
enum TextWidth {
    static func of(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of character: Unicode.Scalar) -> Double {
        switch character {
        case " ", ".", ",", ":", ";", "'", "|", "i", "j", "l", "I": 4.4
        case "f", "r", "t", "(", ")", "-", "/": 5.6
        case "%", "m", "w", "M", "W", "…": 12.6
        case "A"..."Z": 9.4
        default: 8.3
        }
    }

    /// The text, cut where it is wider than there is room for.
    static func fitted(_ text: String, to room: Double) -> String {
        guard of(text) > room else { return text }
        var cut = text
        while !cut.isEmpty, of(cut) + of("…") > room { cut.removeLast() }
        while cut.last == " " { cut.removeLast() }
        return cut + "…"
    }

    /// The text in lines, broken at its spaces.
    static func lines(_ text: String, within room: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, of("\(last) \(word)") <= room {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(fitted(String(word), to: room))
            }
        }
        return lines
    }
}
