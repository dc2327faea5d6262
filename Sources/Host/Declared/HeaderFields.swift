import Text
import Yams

/// The fields of a declared module's header, read one by one, and every problem found in them.
///
/// The header is YAML, except that a text may begin with a bare `@`, which YAML reserves: `[@survey, own text]`. Names
/// of caveats are easier to read and type without quotes; an author may still write them.
struct HeaderFields {
    /// One text of a list.
    struct Item {
        let text: String
        /// The line of the file that it begins on.
        let line: Int
    }

    private(set) var problems: [DeclaredProblem] = []
    private let fields: [String: (line: Int, value: Node)]
    private let headerLine: Int

    /// Stands for every `@` while YAML is read: a code point that Unicode leaves to private use, which no header needs.
    private static let at = "\u{E000}"

    /// - Parameters:
    ///   - yaml: the header's text.
    ///   - line: the line of the file that it begins on.
    ///   - known: the names of the fields that a header may have.
    init(_ yaml: String, line headerLine: Int, known: [String]) {
        self.headerLine = headerLine
        var fields: [String: (line: Int, value: Node)] = [:]
        var problems: [DeclaredProblem] = []
        do {
            guard let mapping = try Yams.compose(yaml: yaml.exchanging("@", for: Self.at), .basic)?.mapping else {
                throw DeclaredProblem(
                    line: headerLine, "the header is not a list of fields; write each as name: value.")
            }
            for (key, value) in mapping {
                let line = Self.line(of: key, headerLine)
                let name = Self.text(key.string ?? "")
                guard known.contains(name) else {
                    let nearest = nearestNames(to: name, among: known, count: 1).first
                    problems.append(
                        DeclaredProblem(
                            line: line,
                            "'\(name)' is not a field of a header"
                                + (nearest.map { "; is '\($0)' meant?" }
                                    ?? "; the fields are: \(known.joined(separator: ", ")).")))
                    continue
                }
                if let found = value.firstControl {
                    problems.append(
                        DeclaredProblem(
                            line: found.line.map { headerLine + $0 - 1 } ?? line,
                            "\(name): the text holds \(Printable.name(of: found.control)); take it out."))
                }
                fields[name] = (line, value)
            }
        } catch let error as YamlError {
            problems.append(Self.problem(error, in: yaml, headerLine))
        } catch let problem as DeclaredProblem {
            problems.append(problem)
        } catch {
            problems.append(DeclaredProblem(line: headerLine, "the header cannot be read."))
        }
        self.fields = fields
        self.problems = problems
    }

    /// Whether the header has a field.
    func has(_ name: String) -> Bool { fields[name] != nil }

    /// The line of each field that the header has.
    var lines: [String: Int] { fields.mapValues(\.line) }

    /// The texts of a field that is itself a list of names, each with its text.
    mutating func named(_ name: String) -> [(name: String, text: String, line: Int)] {
        guard let value = fields[name]?.value else { return [] }
        guard let mapping = value.mapping else {
            report(name, "must be a list of names, each with its text.")
            return []
        }
        return mapping.compactMap { key, value in
            guard let scalar = value.scalar else {
                report(name, "must be a list of names, each with its text.", line: Self.line(of: key, headerLine))
                return nil
            }
            return (Self.text(key.string ?? ""), Self.text(scalar.string), Self.line(of: key, headerLine))
        }
    }

    /// The entries of a field that is a list of names, each with a list of names and texts of its own.
    mutating func nested(_ name: String) -> [(name: String, parts: [String: String], line: Int)] {
        guard let value = fields[name]?.value else { return [] }
        let mapping = value.mapping ?? [:]
        let entries = mapping.compactMap { key, value -> (name: String, parts: [String: String], line: Int)? in
            guard let parts = value.mapping else { return nil }
            let texts = parts.map { (Self.text($0.key.string ?? ""), Self.text($0.value.scalar?.string ?? "")) }
            return (
                Self.text(key.string ?? ""), Dictionary(texts, uniquingKeysWith: { first, _ in first }),
                Self.line(of: key, headerLine)
            )
        }
        if value.mapping == nil || entries.count != mapping.count {
            report(name, "must be a list of names, each with parts of its own: {name: {part: text}}.")
        }
        return entries
    }

    /// The line of a field; the header's first line if it does not have the field.
    func line(of name: String) -> Int { fields[name]?.line ?? headerLine }

    /// Notes a problem with a field.
    ///
    /// - Parameter line: where the problem is; the field's own line if nil.
    mutating func report(
        _ name: String, _ message: String, _ severity: DeclaredProblem.Severity = .error, line: Int? = nil
    ) {
        problems.append(DeclaredProblem(severity, line: line ?? self.line(of: name), "\(name): \(message)"))
    }

    /// Notes a problem that says where it is by itself.
    mutating func report(_ problem: DeclaredProblem) { problems.append(problem) }

    /// Text on one line; nil if the field is missing or empty.
    mutating func text(_ name: String) -> String? {
        guard let value = fields[name]?.value else { return nil }
        guard let scalar = value.scalar?.string else {
            report(name, "must be text.")
            return nil
        }
        let text = Self.text(scalar)
        return text.isEmpty ? nil : text
    }

    /// Text that must not be missing.
    mutating func required(_ name: String, _ example: String) -> String {
        if let text = text(name) { return text }
        if fields[name] == nil || fields[name]?.value.scalar != nil {
            report(name, "is missing; for example: \(example)")
        }
        return ""
    }

    /// A list of texts; a single text is a list of one.
    mutating func list(_ name: String) -> [String] { items(name).map(\.text) }

    /// A list of texts with their lines; a single text is a list of one.
    mutating func items(_ name: String) -> [Item] {
        guard let value = fields[name]?.value else { return [] }
        let nodes = value.sequence.map(Array.init) ?? (value.scalar.map { [Node.scalar($0)] } ?? [])
        let items = nodes.compactMap { node in
            node.scalar.map { Item(text: Self.text($0.string), line: Self.line(of: node, headerLine)) }
        }
        if value.mapping != nil || items.count != nodes.count { report(name, "must be a list of texts.") }
        return items.filter { !$0.text.isEmpty }
    }

    /// The text of a field that is no list; nil for a list, and for a field that is missing or empty.
    func textAlone(_ name: String) -> String? {
        fields[name]?.value.scalar.flatMap { $0.string.isEmpty ? nil : Self.text($0.string) }
    }

    /// A whole number within bounds.
    mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            report(name, "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    /// A number that a condition holds of.
    ///
    /// - Parameter allowed: in words: `above 0, such as 5`.
    mutating func number(_ name: String, _ allowed: String, where isAllowed: (Double) -> Bool) -> Double? {
        guard let text = text(name) else { return nil }
        guard let number = Double(text), number.isFinite, isAllowed(number) else {
            report(name, "'\(text)' is not a number \(allowed).")
            return nil
        }
        return number
    }

    /// One of a set of words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, as: Choice.Type) -> Choice? {
        text(name).flatMap { choice($0, name, line: line(of: name)) }
    }

    /// A list of words from a set.
    mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, as: Choice.Type
    ) -> [Choice] {
        items(name).compactMap { choice($0.text, name, line: $0.line) }
    }

    private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ name: String, line: Int
    ) -> Choice? {
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        let nearest = nearestNames(to: text, among: names, count: 1).first
        report(
            name,
            "'\(text)' is not one of \(names.joined(separator: ", "))" + (nearest.map { "; is \($0) meant?" } ?? "."),
            line: line)
        return nil
    }

    /// A scalar on one line, with what was written as `@`.
    private static func text(_ scalar: String) -> String {
        scalar.exchanging(at, for: "@").onOneLine
    }

    private static func line(of node: Node, _ headerLine: Int) -> Int { headerLine + (node.mark?.line ?? 1) - 1 }

    private static func problem(_ error: YamlError, in yaml: String, _ headerLine: Int) -> DeclaredProblem {
        let (line, problem) = error.reason
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let hasTab = lines.indices.contains(line - 1) && lines[line - 1].prefix { $0.isWhitespace }.contains("\t")
        let reason: (String, line: Int) =
            if case .duplicatedKeysInMapping(let names, _) = error {
                repeated(names.map { "\($0)" }.sorted().first ?? "", in: lines, or: line)
            } else if hasTab {
                ("the header is not YAML: a line begins with a tab. Indent it with spaces.", line)
            } else {
                (
                    "the header is not YAML: \(problem). Put quotes around text that has a colon, a hash or a percent "
                        + "sign.", line
                )
            }
        return DeclaredProblem(line: headerLine + reason.line - 1, reason.0)
    }

    /// What is wrong with a field that is there twice, and the line of the second.
    private static func repeated(_ name: String, in lines: [Substring], or line: Int) -> (String, line: Int) {
        let found = lines.indices.filter { lines[$0].hasPrefix("\(name):") }.map { $0 + 1 }
        return ("\(name): is there twice. Remove one of the two.", found.last ?? line)
    }
}

extension String {
    /// The text with one scalar in place of another, each given as a text of it alone.
    fileprivate func exchanging(_ old: String, for new: String) -> String {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        // No part of a scalar's UTF-8 is that of another scalar.
        guard utf8.contains(old[0]) else { return self }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 64)
        var rest = utf8[...]
        while let first = rest.firstIndex(of: old[0]) {
            bytes += rest[..<first]
            rest = rest[first...]
            let isOld = rest.starts(with: old)
            bytes += isOld ? new : [old[0]]
            rest = rest.dropFirst(isOld ? old.count : 1)
        }
        bytes += rest
        return String(decoding: bytes, as: UTF8.self)
    }
}
