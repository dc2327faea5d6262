import Foundation

/// JSON as this program writes it: keys in alphabetical order, the same bytes for the same value, and every control
/// character escaped.
package enum JSONText {
    /// A value as JSON text with a final line end.
    package static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoded(value), as: UTF8.self) + "\n"
    }

    private static func encoded(_ value: any Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Printable.json(try encoder.encode(value))
    }

    /// The bytes of an object with one list of many large elements, in the same layout as ``text(_:)``.
    ///
    /// One element is encoded at a time, since a value takes many times the memory of its text.
    ///
    /// - Parameters:
    ///   - fields: the object's other fields, by name.
    ///   - name: the name of the list.
    package static func bytes<Elements: Sequence>(
        _ fields: [String: any Encodable], list name: String, of elements: Elements
    ) throws -> [UInt8] where Elements.Element: Encodable {
        var bytes = Array("{".utf8)
        for (index, key) in (Array(fields.keys) + [name]).sorted().enumerated() {
            bytes += "\(index == 0 ? "" : ",")\n  \"\(key)\" : ".utf8
            if let value = fields[key] {
                append(try encoded(value), indentedBy: 2, isAtStart: false, to: &bytes)
            } else {
                try append(elements, to: &bytes)
            }
        }
        return bytes + Array("\n}\n".utf8)
    }

    private static func append<Elements: Sequence>(
        _ elements: Elements, to bytes: inout [UInt8]
    ) throws where Elements.Element: Encodable {
        bytes += "[".utf8
        var isFirst = true
        for element in elements {
            bytes += isFirst ? "\n".utf8 : ",\n".utf8
            isFirst = false
            append(try encoded(element), indentedBy: 4, isAtStart: true, to: &bytes)
        }
        // An encoder puts a blank line into an empty list.
        bytes += isFirst ? "\n\n  ]".utf8 : "\n  ]".utf8
    }

    /// Appends encoded JSON with every line indented further. Its line ends are only between values: in strings they
    /// are escaped.
    private static func append(
        _ json: Data, indentedBy spaces: Int, isAtStart: Bool, to bytes: inout [UInt8]
    ) {
        let indent = [UInt8](repeating: UInt8(ascii: " "), count: spaces)
        var isAtStart = isAtStart
        for byte in json {
            let isEnd = byte == UInt8(ascii: "\n")
            if isAtStart, !isEnd { bytes += indent }
            isAtStart = isEnd
            bytes.append(byte)
        }
    }
}
