import Foundation

/// The names here of a system's own headings and codes: a YAML file, or, where its name ends in `.toml`, a TOML one.
///
/// ```yaml
/// source: Delius
/// columns: {"Case Ref": crn, "Snapshot": snapshot_date}
/// codes:
///   sex: {M: male, F: female}
/// ignore: [Officer, Surname]
/// ```
///
/// ```toml
/// source = "Delius"
/// ignore = ["Officer", "Surname"]
/// columns = {"Case Ref" = "crn", Snapshot = "snapshot_date"}
/// [codes]
/// sex = {M = "male", F = "female"}
/// ```
public struct Mapping: Sendable {
    /// The system that such files come from, for the ledger; nil where it is not stated.
    let source: String?
    /// Column names by the system's headings, normalised.
    let columns: [String: String]
    /// Values by the system's own, by column.
    let codes: [String: [String: String]]
    /// Headings, normalised, whose cells are skipped unread.
    let ignored: Set<String>

    /// A mapping that renames nothing.
    public static let none = Mapping(source: nil, columns: [:], codes: [:], ignored: [])

    private init(source: String?, columns: [String: String], codes: [String: [String: String]], ignored: Set<String>) {
        self.source = source
        self.columns = columns
        self.codes = codes
        self.ignored = ignored
    }

    /// Reads a mapping file.
    ///
    /// - Throws: ``LoadError/notFound(path:reason:)``, or ``LoadError/mapping(file:line:problem:)`` where it is not
    ///   valid.
    public init(file: String, for extract: ExtractDescription) throws(LoadError) {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw .notFound(path: file, reason: "it is not there, or not UTF-8")
        }
        do throws(MappingProblem) {
            let isTOML = file.lowercased().hasSuffix(".toml")
            self = try Mapping(isTOML ? MappingNode(toml: text) : MappingNode(yaml: text), for: extract)
        } catch {
            throw .mapping(file: file, line: error.line, problem: error.text)
        }
    }

    private init(_ root: MappingNode, for extract: ExtractDescription) throws(MappingProblem) {
        var source: String?
        var ignored: [String] = []
        var columns: [String: String] = [:]
        var codes: [String: [String: String]] = [:]
        func check(_ name: String, on line: Int?) throws(MappingProblem) {
            guard !extract.columnNames.contains(name) else { return }
            throw MappingProblem(line: line, text: "'\(name)' is not a column of a \(extract.kind.rawValue) extract")
        }
        for entry in try root.table(called: "the file") {
            switch entry.key {
            case "source": if !entry.value.isNothing { source = try entry.value.text(called: "source") }
            case "columns":
                for column in try entry.value.table(called: "columns") {
                    let name = try column.value.text(called: "columns.\(column.key)")
                    try check(name, on: column.value.line)
                    columns[Heading.normalised(column.key)] = name
                }
            case "codes":
                for column in try entry.value.table(called: "codes") {
                    try check(column.key, on: column.line)
                    for code in try column.value.table(called: "codes.\(column.key)") {
                        let path = "codes.\(column.key).\(code.key)"
                        codes[column.key, default: [:]][code.key] = try code.value.text(called: path)
                    }
                }
            case "ignore":
                for heading in try entry.value.list(called: "ignore") {
                    ignored.append(try heading.text(called: "each of ignore"))
                }
            default:
                throw MappingProblem(
                    line: entry.line, text: "'\(entry.key)' is not one of source, columns, codes, ignore")
            }
        }
        self.init(
            source: source, columns: columns, codes: codes, ignored: Set(ignored.map(Heading.normalised)))
    }
}

extension MappingNode {
    fileprivate var isNothing: Bool {
        if case .nothing = content { true } else { false }
    }

    fileprivate func text(called name: String) throws(MappingProblem) -> String {
        guard case .text(let text) = content else { throw problem(name, "a text") }
        return text
    }

    fileprivate func list(called name: String) throws(MappingProblem) -> [MappingNode] {
        switch content {
        case .nothing: return []
        case .list(let nodes): return nodes
        default: throw problem(name, "a list of texts")
        }
    }

    fileprivate func table(called name: String) throws(MappingProblem) -> [Entry] {
        switch content {
        case .nothing: return []
        case .table(let entries): return entries
        default: throw problem(name, "a table of keys and values")
        }
    }

    private func problem(_ name: String, _ wanted: String) -> MappingProblem {
        let found =
            switch content {
            case .nothing: "nothing"
            case .text: "a text"
            case .list: "a list"
            case .table: "a table"
            case .other(let type): "a value of type \(type)"
            }
        return MappingProblem(line: line, text: "\(name) must be \(wanted), but is \(found)")
    }
}
