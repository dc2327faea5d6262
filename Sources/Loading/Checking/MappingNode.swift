import TOMLKit
import Yams

/// A mapping file as it is written, whether in YAML or in TOML: texts, lists and tables, each with its line.
struct MappingNode {
    enum Content {
        /// An empty value, which says nothing.
        case nothing
        case text(String)
        case list([MappingNode])
        case table([Entry])
        /// A number, a date or the like, by its name.
        case other(String)
    }

    /// A key and its value.
    struct Entry {
        let key: String
        /// The line of the key; nil where not known.
        let line: Int?
        let value: MappingNode
    }

    let content: Content
    /// Counted from 1; nil where not known.
    let line: Int?
}

/// What is wrong with a mapping file, and on which line.
struct MappingProblem: Error {
    let line: Int?
    let text: String
}

// MARK: - YAML

extension MappingNode {
    /// Reads YAML, whose plain scalars are all texts.
    init(yaml text: String) throws(MappingProblem) {
        do {
            self = try MappingNode.node(Yams.compose(yaml: text) ?? Node(""))
        } catch let problem as MappingProblem {
            throw problem
        } catch let error as YamlError {
            throw MappingProblem(line: error.line, text: "it is not YAML: \(error.problem)")
        } catch {
            throw MappingProblem(line: nil, text: "it is not YAML: \(error)")
        }
    }

    private static func node(_ node: Node) throws -> MappingNode {
        let line = node.mark?.line
        switch node {
        case .scalar(let scalar):
            let isEmpty = scalar.string.isEmpty && scalar.style != .singleQuoted && scalar.style != .doubleQuoted
            return MappingNode(content: isEmpty ? .nothing : .text(scalar.string), line: line)
        case .sequence(let nodes):
            return MappingNode(content: .list(try nodes.map(self.node)), line: line)
        case .mapping(let pairs):
            let entries = try pairs.map { key, value in
                guard let name = key.scalar?.string else {
                    throw MappingProblem(line: key.mark?.line, text: "a key must be a text")
                }
                return try Entry(key: name, line: key.mark?.line, value: self.node(value))
            }
            return MappingNode(content: .table(entries), line: line)
        case .alias: return MappingNode(content: .other("alias"), line: line)
        }
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    fileprivate var problem: String {
        switch self {
        case .reader(let problem, _, _, _), .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _):
            problem
        case .duplicatedKeysInMapping(let duplicates, _): "'\(duplicates.joined(separator: "', '"))' is there twice"
        default: "it cannot be read"
        }
    }
}

// MARK: - TOML

extension MappingNode {
    /// Reads TOML. Its library keeps no places of values: their lines are found by the words that lead to them.
    init(toml text: String) throws(MappingProblem) {
        do {
            let table = try TOMLTable(string: text)
            let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
            self = withExtendedLifetime(table) { MappingNode.node(table, at: 0, in: lines) }
        } catch let error as TOMLParseError {
            throw MappingProblem(line: error.source.begin.line, text: "it is not TOML: \(error.description)")
        } catch {
            throw MappingProblem(line: nil, text: "it is not TOML: \(error)")
        }
    }

    /// - Parameter start: the index of the line from which the value's own words are to be looked for.
    private static func node(
        _ value: any TOMLValueConvertible, at start: Int, in lines: [String]
    ) -> MappingNode {
        let line = start + 1
        switch value.type {
        case .string: return MappingNode(content: .text(value.string ?? ""), line: line)
        case .array:
            let array = value.array ?? TOMLArray()
            let nodes = (0..<array.count).map { node(array[$0], at: start, in: lines) }
            return MappingNode(content: .list(nodes), line: line)
        case .table:
            let table = value.table ?? TOMLTable()
            let entries = table.keys.compactMap { key in
                let place = index(of: key, from: start, in: lines)
                return table[key].map { Entry(key: key, line: place + 1, value: node($0, at: place, in: lines)) }
            }
            return MappingNode(content: .table(entries), line: line)
        default: return MappingNode(content: .other(value.type.description), line: line)
        }
    }

    /// The first line from `start` on that has the key as a word of its own; `start` where none has, as where it is
    /// written with escapes.
    private static func index(of key: String, from start: Int, in lines: [String]) -> Int {
        lines.indices.dropFirst(start).first { line in
            lines[line].ranges(of: key).contains { range in
                let text = lines[line]
                let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
                let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
                return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
            }
        } ?? start
    }
}
