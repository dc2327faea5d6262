import Text
import Warehouse
import Yams

/// The fields of a declared module's header, read one by one, with everything that is wrong with them.
struct HeaderFields {
    private(set) var problems: [DeclaredProblem] = []
    private let fields: [String: (line: Int, value: Node)]
    private let headerLine: Int

    /// - Parameters:
    ///   - yaml: the header's text.
    ///   - line: the line of the file that it begins on.
    ///   - known: the names that a header may have.
    init(_ yaml: String, line headerLine: Int, known: [String]) {
        self.headerLine = headerLine
        var fields: [String: (line: Int, value: Node)] = [:]
        var problems: [DeclaredProblem] = []
        do {
            guard let mapping = try Yams.compose(yaml: yaml)?.mapping else {
                throw DeclaredProblem(line: headerLine, "the header is no list of fields; write each as name: value.")
            }
            for (key, value) in mapping {
                let line = headerLine + (key.mark?.line ?? 1) - 1
                let name = key.string ?? ""
                guard known.contains(name) else {
                    let nearest = nearestNames(to: name, among: known, count: 1).first
                    problems.append(
                        DeclaredProblem(
                            line: line,
                            "'\(name)' is no field of a header"
                                + (nearest.map { "; is '\($0)' meant?" }
                                    ?? "; the fields are: \(known.joined(separator: ", ")).")))
                    continue
                }
                fields[name] = (line, value)
            }
        } catch let error as YamlError {
            problems.append(Self.problem(error, headerLine))
        } catch let problem as DeclaredProblem {
            problems.append(problem)
        } catch {
            problems.append(DeclaredProblem(line: headerLine, "the header cannot be read: \(error)"))
        }
        self.fields = fields
        self.problems = problems
    }

    /// Whether the header has the field.
    func has(_ name: String) -> Bool { fields[name] != nil }

    /// The line of a field, or of the header where it has none.
    func line(of name: String) -> Int { fields[name]?.line ?? headerLine }

    /// Notes a problem with a field.
    mutating func report(_ name: String, _ message: String) {
        problems.append(DeclaredProblem(line: line(of: name), "\(name): \(message)"))
    }

    /// Text on one line; nil where the field is not there or empty.
    mutating func text(_ name: String) -> String? {
        guard let value = fields[name]?.value else { return nil }
        guard let scalar = value.scalar?.string else {
            report(name, "must be text.")
            return nil
        }
        let text = scalar.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    /// Text that must be there.
    mutating func required(_ name: String, _ example: String) -> String {
        if let text = text(name) { return text }
        if fields[name] == nil || fields[name]?.value.scalar != nil {
            report(name, "is missing; for example: \(example)")
        }
        return ""
    }

    /// A list of texts; a single text is a list of one.
    mutating func list(_ name: String) -> [String] {
        guard let value = fields[name]?.value else { return [] }
        let items = value.sequence.map(Array.init) ?? (value.scalar.map { [Node.scalar($0)] } ?? [])
        let texts = items.compactMap { $0.scalar?.string.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        if value.mapping != nil || texts.count != items.count { report(name, "must be a list of texts.") }
        return texts.filter { !$0.isEmpty }
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

    /// One of a few words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String, as: Choice.Type) -> Choice? {
        text(name).flatMap { choice($0, name) }
    }

    /// A list of a few words.
    mutating func choices<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, as: Choice.Type
    ) -> [Choice] {
        list(name).compactMap { choice($0, name) }
    }

    private mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ name: String
    ) -> Choice? {
        if let choice = Choice(rawValue: text) { return choice }
        let names = Choice.allCases.map(\.rawValue)
        let nearest = nearestNames(to: text, among: names, count: 1).first
        report(
            name,
            "'\(text)' is none of \(names.joined(separator: ", "))" + (nearest.map { "; is \($0) meant?" } ?? "."))
        return nil
    }

    private static func problem(_ error: YamlError, _ headerLine: Int) -> DeclaredProblem {
        let (line, what): (Int?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark.line, problem)
            case .duplicatedKeysInMapping(let duplicates, let context):
                (
                    context.mark.line,
                    "fields there twice: \(duplicates.map { "\($0)" }.sorted().joined(separator: ", "))"
                )
            default: (nil, "\(error)")
            }
        return DeclaredProblem(
            line: headerLine + (line ?? 1) - 1,
            "the header is not YAML: \(what). Put quotes around text that has a colon, a hash or a percent sign.")
    }
}
