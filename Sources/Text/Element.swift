/// An element of an XML document (SVG, ODF). It is written identically every time, with everything in it escaped.
package struct Element: Sendable {
    private let name: String
    private var attributes: [(name: String, value: String)]
    private var content: [Content] = []

    private enum Content: Sendable {
        case element(Element)
        case text(String)
    }

    package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Element] = []) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        content = children.map(Content.element)
    }

    package init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.init(name, attributes)
        content = [.text(text)]
    }

    package mutating func append(_ child: Element) {
        content.append(.element(child))
    }

    package mutating func set(_ name: String, _ value: String) {
        attributes.append((name, value))
    }

    /// The element as text, without added line ends.
    package var text: String {
        var text = ""
        write(into: &text)
        return text
    }

    /// The start tag of an element whose content is written separately.
    package var opening: String {
        var text = ""
        writeStart(into: &text)
        return text + ">"
    }

    /// The end tag of such an element.
    package var closing: String { "</\(name)>" }

    private func writeStart(into text: inout String) {
        text += "<"
        text += name
        for attribute in attributes {
            text += " "
            text += attribute.name
            text += "=\""
            text += Element.escaped(attribute.value)
            text += "\""
        }
    }

    private func write(into text: inout String) {
        writeStart(into: &text)
        guard !content.isEmpty else {
            text += "/>"
            return
        }
        text += ">"
        for part in content {
            switch part {
            case .element(let element): element.write(into: &text)
            case .text(let words): text += Element.escaped(words)
            }
        }
        text += "</"
        text += name
        text += ">"
    }

    /// Text escaped for content and attributes, without control characters; two characters that XML does not allow
    /// either, U+FFFE and U+FFFF, are left out.
    package static func escaped(_ text: String) -> String {
        let text = Printable.lines(text)
        guard text.utf8.contains(where: isPerhapsEscaped) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Whether a byte is, or may begin, a character that cannot be written as it is: XML's own, and U+FFFE and U+FFFF,
    /// which begin with 0xEF.
    private static func isPerhapsEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xEF: true
        default: false
        }
    }
}
