import Foundation
import Text

/// The names here of a system's own headings and codes, and what its files do not say, from a YAML file.
///
/// ```yaml
/// source: Delius
/// columns: {"Case Ref": crn, "Snapshot": snapshot_date}
/// constants: {model: supplied 1, horizon: 3}
/// codes:
///   sex: {M: male, F: female}
/// empty: [n/k, N/A, "-"]
/// ignore: [Officer, Surname]
/// ignore-rows: {Case Ref: Total}
/// kinds:
///   terminations:
///     columns: {"Ended": terminated_on}
/// ```
///
/// One file may serve extracts of several kinds: what concerns columns that a kind does not have says nothing about it,
/// and `kinds` holds what is so for one kind alone.
public struct Mapping: Sendable {
    /// A value that a column has in every row.
    struct Constant: Equatable {
        let column: String
        let value: String
        /// The mapping file, and the line that says it.
        let file: String
        let line: Int

        /// The value cannot be used.
        func wrong(_ problem: String) -> LoadError {
            .mapping(file: file, line: line, problem: "constants.\(column) \(problem)")
        }
    }

    /// The system that such files come from, for the ledger; nil where it is not stated.
    let source: String?
    /// Column names by the system's headings, normalised.
    let columns: [String: String]
    /// Values of columns that the files do not have.
    let constants: [Constant]
    /// Values by the system's own, by column; case and outer blanks of the system's do not matter.
    let codes: [String: [String: String]]
    /// What stands for an empty cell in every column; case and outer blanks do not matter.
    let empty: [String]
    /// Headings, normalised, whose cells are skipped unread.
    let ignored: Set<String>
    /// Texts by heading, normalised: a row that has one of them there is passed over. Case and outer blanks do not
    /// matter.
    let ignoredRows: [String: [String]]

    /// A mapping that renames nothing.
    public static let none = Mapping()

    private init() {
        source = nil
        columns = [:]
        constants = []
        codes = [:]
        empty = []
        ignored = []
        ignoredRows = [:]
    }

    /// Reads a mapping file, as it is for a kind.
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
        self.init(try MappingLayer.read(root, for: extract))
    }

    private init(_ layer: MappingLayer) {
        source = layer.source
        columns = layer.columns
        constants = layer.constants
        codes = layer.codes
        empty = layer.empty
        ignored = layer.ignored
        ignoredRows = layer.ignoredRows
    }

    /// The form in which texts of a mapping and cells are compared: without case, as far as it is that of A to Z, and
    /// without outer blanks.
    static func folded(_ text: String) -> String {
        String(decoding: trimmed(text).utf8.map(asciiLowercase), as: UTF8.self)
    }

    /// A text without outer blanks, as cells are read.
    static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}

extension LoadError: LocatedError {
    /// A line of a mapping file that is not as it must be.
    public static func wrong(file: String, line: Int, problem: String, remedy: String) -> LoadError {
        .mapping(file: file, line: line, problem: "\(problem). \(remedy)")
    }
}
