/// A value that is written as text, in reports as on the command line.
public protocol WrittenAsText: Codable, CustomStringConvertible {
    /// The value of a text, or nil where the text is of another form.
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
