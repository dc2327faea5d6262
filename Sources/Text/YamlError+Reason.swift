import Yams

extension YamlError {
    /// Where a text is not YAML, by its line from 1, and why.
    package var reason: (line: Int, problem: String) {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem.hasPrefix("Maximum nesting") ? "it is nested more than 1000 levels deep" : problem)
        case .reader(_, let offset, let value, let yaml):
            (
                1 + yaml.utf8.prefix(offset ?? 0).count { $0 == UInt8(ascii: "\n") },
                Unicode.Scalar(UInt32(bitPattern: value)).map { "it holds \(Printable.name(of: $0))" }
                    ?? "it holds bytes that are not text"
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "a key is there twice: \(duplicates.map { "\($0)" }.sorted().joined(separator: ", "))")
        default: (1, "it cannot be read")
        }
    }
}
