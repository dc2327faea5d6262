import Foundation
import Text

/// Any JSON value, read without a schema so that messages can give the path to a wrong value.
enum JSONValue: Decodable {
    case object([String: JSONValue])
    case array([JSONValue])
    case text(String)
    case number(Double)
    case boolean(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Its kind, in words, for messages.
    var kind: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .text(let text): "the text '\(text)'"
        case .number(let number): "the number \(number)"
        case .boolean(let flag): "\(flag)"
        case .null: "null"
        }
    }
}

/// A value of a JSON file, and where it is.
struct JSONPlace {
    let file: String
    let path: String
    let value: JSONValue

    /// An error about this value.
    func wrong(_ problem: String, _ remedy: String) -> PredictionError {
        .badModel(file: file, path: path, problem: problem, remedy: remedy)
    }

    /// The members of this value, which must be an object with these members and no others.
    ///
    /// - Parameter optional: members that may be missing.
    func members(_ names: [String], optional: [String] = []) throws(PredictionError) -> [String: JSONPlace] {
        let object = try object()
        for name in object.keys.sorted() where !(names + optional).contains(name) {
            throw member(name, .null).wrong(
                "this member is not known", "Use \((names + optional).joined(separator: ", "))")
        }
        for name in names where object[name] == nil {
            throw wrong("there is no member '\(name)'", "Add it")
        }
        return object
    }

    /// The members of this value, which must be an object.
    func object() throws(PredictionError) -> [String: JSONPlace] {
        guard case .object(let object) = value else {
            throw wrong("an object is needed, but this is \(value.kind)", "Write { ... }")
        }
        return Dictionary(uniqueKeysWithValues: object.map { ($0, member($0, $1)) })
    }

    func array() throws(PredictionError) -> [JSONPlace] {
        guard case .array(let values) = value else {
            throw wrong("an array is needed, but this is \(value.kind)", "Write [ ... ]")
        }
        return values.enumerated().map { JSONPlace(file: file, path: "\(path)[\($0)]", value: $1) }
    }

    /// Text on one line that is not empty.
    func text() throws(PredictionError) -> String {
        guard case .text(let text) = value, text.contains(where: { !$0.isWhitespace }) else {
            throw wrong("a text is needed, but this is \(value.kind)", "Write it in quotation marks")
        }
        if let control = Printable.controlInLine(text) {
            throw wrong("the text holds \(Printable.name(of: control))", "Take it out")
        }
        return text
    }

    static let largestCoefficient = 50.0

    /// A number small enough that no sum of such numbers overflows the exponential.
    func coefficient() throws(PredictionError) -> Double {
        guard case .number(let number) = value, number.magnitude <= Self.largestCoefficient else {
            throw wrong(
                "a number from -50 to 50 is needed, but this is \(value.kind)", "Write it without quotation marks")
        }
        return number
    }

    func number() throws(PredictionError) -> Double {
        guard case .number(let number) = value, number.isFinite else {
            throw wrong("a number is needed, but this is \(value.kind)", "Write it without quotation marks")
        }
        return number
    }

    func isNumber(_ number: Double) -> Bool {
        if case .number(number) = value { true } else { false }
    }

    func whole(_ range: ClosedRange<Int>) throws(PredictionError) -> Int {
        guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) else {
            throw wrong(
                "a whole number from \(range.lowerBound) to \(range.upperBound) is needed, but this is \(value.kind)",
                "Write it without quotation marks")
        }
        return whole
    }

    private func member(_ name: String, _ value: JSONValue) -> JSONPlace {
        let plain = name.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
        let step = plain ? (path.isEmpty ? name : ".\(name)") : "[\"\(name)\"]"
        return JSONPlace(file: file, path: path + step, value: value)
    }
}
