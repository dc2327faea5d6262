import Platform
import Yams

/// An error that gives the line of a file that is wrong, and the remedy.
public protocol LocatedError: ExitCoded {
    static func wrong(file: String, line: Int, problem: String, remedy: String) -> Self
}

/// A part of a YAML file, read strictly: a value of the wrong kind, an unknown key or a control character is an error
/// with its line.
package struct StrictYAML<Failure: LocatedError> {
    package let file: String
    package let node: Node
    /// The number of the line that it begins on, from 1.
    package let line: Int

    /// Reads a whole file; nil where it is empty.
    package static func read(_ text: String, file: String) throws(Failure) -> StrictYAML? {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .basic)
        } catch {
            let (line, problem) = (error as? YamlError)?.reason ?? (1, "it cannot be read")
            throw .wrong(
                file: file, line: line, problem: "it is not YAML: \(problem)",
                remedy:
                    "Close every bracket and quote, write each key once, put quotes around text that has a colon, a hash or "
                    + "a percent sign, and indent by spaces")
        }
        if let found = root?.firstControl {
            throw .wrong(
                file: file, line: found.line ?? 1, problem: "a text holds \(Printable.name(of: found.control))",
                remedy: "Take it out")
        }
        return root.map { StrictYAML($0, file: file, line: $0.mark?.line ?? 1) }
    }

    private init(_ node: Node, file: String, line: Int) {
        self.node = node
        self.file = file
        self.line = line
    }

    package func wrong(_ problem: String, _ remedy: String) -> Failure {
        .wrong(file: file, line: line, problem: problem, remedy: remedy)
    }

    private func part(_ node: Node) -> StrictYAML {
        StrictYAML(node, file: file, line: node.mark?.line ?? line)
    }

    /// The entries of a mapping, in their order.
    ///
    /// - Parameter what: what the mapping is, for messages.
    package func entries(of what: String) throws(Failure) -> [(key: String, value: StrictYAML)] {
        guard let mapping = node.mapping else {
            throw wrong("\(what) is not a list of keys and values", "Write each as key: value")
        }
        var entries: [(key: String, value: StrictYAML)] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw part(key).wrong("a key of \(what) is not a word", "Write each as key: value")
            }
            // The line of the key: a value may begin on a later one.
            entries.append((name, StrictYAML(value, file: file, line: key.mark?.line ?? line)))
        }
        return entries
    }

    /// The entries of a mapping by key; every key must be among those known.
    package func fields(
        of what: String, among known: [String]
    ) throws(Failure) -> [String: StrictYAML] {
        var fields: [String: StrictYAML] = [:]
        for (key, value) in try entries(of: what) {
            try value.check(key, among: known, what: "key of \(what)")
            fields[key] = value
        }
        return fields
    }

    /// Throws where a word is not among those known, and suggests the nearest.
    package func check(_ word: String, among known: [String], what: String) throws(Failure) {
        guard !known.contains(word) else { return }
        let nearest = nearestNames(to: word, among: known, count: 1).first
        throw wrong(
            "'\(word)' is not a \(what)" + (nearest.map { "; is '\($0)' meant?" } ?? ""),
            "There are: \(known.joined(separator: ", "))")
    }

    /// The items of a list.
    package func items(of what: String) throws(Failure) -> [StrictYAML] {
        guard let sequence = node.sequence else {
            throw wrong("\(what) is not a list", "Begin each item with a hyphen")
        }
        return sequence.map(part)
    }

    /// Text on one line; nil where it is empty, or YAML's null.
    package func text(of what: String) throws(Failure) -> String? {
        guard let scalar = node.scalar else { throw wrong("\(what) is not text", "Write it as one text, in quotes") }
        let text = scalar.string.onOneLine
        let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(text)
        return text.isEmpty || isNull ? nil : text
    }

    /// Text exactly as it is written; it may be empty only where it is in quotes.
    package func verbatim(of what: String) throws(Failure) -> String {
        guard case .scalar(let scalar) = node else {
            throw wrong("\(what) is not text", "Write it as one text, in quotes")
        }
        guard !isNothing else { throw wrong("\(what) is empty", "Write a text, or take the line away") }
        return scalar.string
    }

    /// Whether nothing is written after the key.
    package var isNothing: Bool {
        guard case .scalar(let scalar) = node else { return false }
        return scalar.string.isEmpty && scalar.style != .singleQuoted && scalar.style != .doubleQuoted
    }

    /// Whether it is a list of keys and values.
    package var isMapping: Bool { node.mapping != nil }

    /// Whether it is a list of items.
    package var isList: Bool { node.sequence != nil }

    /// Yes or no.
    package func flag(_ what: String) throws(Failure) -> Bool {
        switch try text(of: what) {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw wrong("\(what) is neither yes nor no", "Write yes or no")
        }
    }

    /// A number within bounds.
    package func number(_ what: String, _ range: ClosedRange<Double>) throws(Failure) -> Double {
        let text = try text(of: what)
        guard let value = text.flatMap(Numbers.decimal), range.contains(value) else {
            throw wrong(
                "\(what) is not a number from \(Numbers.trimmed(range.lowerBound)) to "
                    + Numbers.trimmed(range.upperBound),
                text?.contains("%") == true ? "Write a number without a percent sign" : "Write such a number")
        }
        return value
    }
}
