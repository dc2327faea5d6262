import Foundation
import Text

/// JSON on one line, with keys in alphabetical order and every control character escaped.
enum JSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: Printable.json(try encoder.encode(value)), as: UTF8.self)
    }
}
