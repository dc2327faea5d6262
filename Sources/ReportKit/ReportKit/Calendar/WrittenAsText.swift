/// A value that is written as text, both in reports and on the command line.
public protocol WrittenAsText: Codable, CustomStringConvertible {
    /// Reads a value; nil where the text does not have the right form.
    init?(written text: String)
    /// The form that a text must have, for messages: `a date as YYYY-MM-DD`.
    static var form: String { get }
}

extension WrittenAsText {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Self(written: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not \(Self.form)"))
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
