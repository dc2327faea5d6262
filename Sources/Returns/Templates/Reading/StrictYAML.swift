import Warehouse
import Yams

/// A part of a YAML file, read strictly: what is of another kind, or called what it may not be, is refused with its line.
struct StrictYAML {
    let file: String
    let node: Node
    /// The line that it begins on, counted from 1.
    let line: Int

    /// A whole file.
    init(_ text: String, file: String) throws(TemplateError) {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw TemplateError.wrong(
                    file: file, line: 1, problem: "the file is empty",
                    remedy: "Copy one that 'laa templates show' prints")
            }
            self.init(node, file: file, line: node.mark?.line ?? 1)
        } catch let error as TemplateError {
            throw error
        } catch {
            let (line, problem) = Self.reason(error)
            throw .wrong(
                file: file, line: line, problem: "it is not YAML: \(problem)",
                remedy: "Put quotes around text that has a colon, a hash or a percent sign, and indent by spaces")
        }
    }

    private init(_ node: Node, file: String, line: Int) {
        (self.node, self.file, self.line) = (node, file, line)
    }

    private static func reason(_ error: any Error) -> (line: Int, problem: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "a key is there twice: \(duplicates.map { "\($0)" }.sorted().joined(separator: ", "))")
        default: (1, "\(error)")
        }
    }

    func wrong(_ problem: String, _ remedy: String) -> TemplateError {
        .wrong(file: file, line: line, problem: problem, remedy: remedy)
    }

    private func part(_ node: Node) -> StrictYAML {
        StrictYAML(node, file: file, line: node.mark?.line ?? line)
    }

    /// The entries of a mapping in their order.
    ///
    /// - Parameter what: what the mapping is, for messages.
    func entries(of what: String) throws(TemplateError) -> [(key: String, value: StrictYAML)] {
        guard let mapping = node.mapping else {
            throw wrong("\(what) is no list of keys and values", "Write each as key: value")
        }
        var entries: [(key: String, value: StrictYAML)] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw part(key).wrong("a key of \(what) is no word", "Write each as key: value")
            }
            // The line of the key: a value may begin on a later one.
            entries.append((name, StrictYAML(value, file: file, line: key.mark?.line ?? line)))
        }
        return entries
    }

    /// The entries of a mapping by key, which must be among those known.
    func fields(
        of what: String, among known: [String]
    ) throws(TemplateError) -> [String: StrictYAML] {
        var fields: [String: StrictYAML] = [:]
        for (key, value) in try entries(of: what) {
            try value.check(key, among: known, what: "key of \(what)")
            fields[key] = value
        }
        return fields
    }

    /// Refuses a word that is none of those known.
    func check(_ word: String, among known: [String], what: String) throws(TemplateError) {
        guard !known.contains(word) else { return }
        let nearest = nearestNames(to: word, among: known, count: 1).first
        throw wrong(
            "'\(word)' is no \(what)" + (nearest.map { "; is '\($0)' meant?" } ?? ""),
            "There are: \(known.joined(separator: ", "))")
    }

    /// The items of a list.
    func items(of what: String) throws(TemplateError) -> [StrictYAML] {
        guard let sequence = node.sequence else { throw wrong("\(what) is no list", "Begin each item with a hyphen") }
        return sequence.map(part)
    }

    /// A text on one line; nil for an empty one.
    func text(of what: String) throws(TemplateError) -> String? {
        guard let scalar = node.scalar else { throw wrong("\(what) is no text", "Write it as one text, in quotes") }
        let text = scalar.string.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.isEmpty || node == Node.scalar(.init("~")) ? nil : text
    }

    /// Yes or no.
    func flag(_ what: String) throws(TemplateError) -> Bool {
        switch try text(of: what) {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw wrong("\(what) is neither yes nor no", "Write yes or no")
        }
    }

    /// A number within bounds.
    func number(_ what: String, _ range: ClosedRange<Double>) throws(TemplateError) -> Double {
        guard let value = try text(of: what).flatMap({ Double($0) }), range.contains(value) else {
            throw wrong(
                "\(what) is no number from \(Phrases.trimmed(range.lowerBound)) to \(Phrases.trimmed(range.upperBound))",
                "Write a number without a sign of percentage")
        }
        return value
    }
}
