/// Whole numbers, some of them unknown, written as one string: far quicker to write and to read than a JSON array.
///
/// `12,,5,` is twelve, unknown and five: a comma follows each value.
struct NumberColumn: Hashable, Sendable {
    var values: [Int?] = []
}

extension NumberColumn: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let values = Self.values(in: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a column of whole numbers")
        }
        self.values = values
    }

    func encode(to encoder: any Encoder) throws {
        var text = ""
        for value in values {
            if let value { text += String(value) }
            text += ","
        }
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static func values(in text: String) -> [Int?]? {
        var values: [Int?] = []
        var rest = text.utf8[...]
        while let end = rest.firstIndex(of: UInt8(ascii: ",")) {
            if rest.startIndex == end {
                values.append(nil)
            } else {
                guard let value = Int(Substring(rest[..<end])) else { return nil }
                values.append(value)
            }
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? values : nil
    }
}
