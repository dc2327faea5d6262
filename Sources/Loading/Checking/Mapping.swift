import Foundation
import Text

/// The names here of a system's own headings and codes, from a YAML file.
///
/// ```yaml
/// source: Delius
/// columns: {"Case Ref": crn, "Snapshot": snapshot_date}
/// codes:
///   sex: {M: male, F: female}
/// ignore: [Officer, Surname]
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
        let bytes: Data
        do { bytes = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
            throw .notFound(path: file, reason: "there is no such file, or no right to read it")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw .mapping(file: file, line: nil, problem: "it is not UTF-8 text: save it as UTF-8")
        }
        guard !file.lowercased().hasSuffix(".toml") else {
            throw .mapping(
                file: file, line: nil,
                problem: """
                    a mapping file is YAML, and this one's name says TOML. Write it as YAML, in a file whose name ends in \
                    .yaml. What TOML has as
                      [columns]
                      "Case Ref" = "crn"
                    is, in YAML,
                      columns:
                        Case Ref: crn
                    """)
        }
        guard let root = try StrictYAML<LoadError>.read(text, file: file) else {
            self = .none
            return
        }
        try self.init(root, for: extract)
    }

    private init(_ root: StrictYAML<LoadError>, for extract: ExtractDescription) throws(LoadError) {
        let fields = try root.fields(of: "a mapping file", among: ["source", "columns", "codes", "ignore"])
        let known = "column of a \(extract.kind.rawValue) extract"
        var columns: [String: String] = [:]
        var headings: [String: String] = [:]
        for (heading, value) in try fields["columns"]?.entriesIfAny(of: "columns") ?? [] {
            let name = try value.verbatim(of: "columns.\(heading)")
            try value.check(name, among: extract.columnNames, what: known)
            let word = Heading.normalised(heading)
            guard columns[word] == nil else {
                throw value.wrong(
                    "columns.\(heading) is there twice", "Case and signs do not matter: leave one of the two")
            }
            if let other = headings.updateValue(heading, forKey: name) {
                throw value.wrong(
                    "columns.\(heading) and columns.\(other) are both \(name)",
                    "Name one of the two, and ignore the other or give it a file of its own")
            }
            columns[word] = name
        }
        var codes: [String: [String: String]] = [:]
        for (column, own) in try fields["codes"]?.entriesIfAny(of: "codes") ?? [] {
            try own.check(column, among: extract.columnNames, what: known)
            for (code, value) in try own.entriesIfAny(of: "codes.\(column)") {
                let target = try value.verbatim(of: "codes.\(column).\(code)")
                if let problem = extract.problem(of: target, in: column) {
                    throw value.wrong(
                        "codes.\(column).\(code) is '\(target)', which \(problem)",
                        "'laa load --describe \(extract.kind.rawValue)' lists what a column takes")
                }
                codes[column, default: [:]][code] = target
            }
        }
        var ignored: Set<String> = []
        if let headings = fields["ignore"], !headings.isNothing {
            for heading in try headings.items(of: "ignore") {
                ignored.insert(Heading.normalised(try heading.verbatim(of: "each of ignore")))
            }
        }
        var source: String?
        if let value = fields["source"], !value.isNothing { source = try value.verbatim(of: "source") }
        self.init(source: source, columns: columns, codes: codes, ignored: ignored)
    }
}

extension StrictYAML<LoadError> {
    /// The entries of a mapping; none where nothing is written after its key.
    fileprivate func entriesIfAny(of what: String) throws(LoadError) -> [(key: String, value: StrictYAML<LoadError>)] {
        isNothing ? [] : try entries(of: what)
    }
}

extension LoadError: LocatedError {
    /// A line of a mapping file that is not as it must be.
    public static func wrong(file: String, line: Int, problem: String, remedy: String) -> LoadError {
        .mapping(file: file, line: line, problem: "\(problem). \(remedy)")
    }
}
