import Platform
import ReportKit
import Text

/// A mapping to begin with, from what a file's headings and cells say. It holds nothing that identifies anybody: no values
/// of names, identifiers, days or free text, and of codes only those that many rows have and that are no names.
public struct LearnedMapping: Sendable {
    /// The kind that the file is taken for.
    public let kind: ExtractKind
    /// The mapping, in YAML.
    public let text: String

    /// How many rows are looked at.
    private static let depth = 20_000

    /// - Parameters:
    ///   - kind: what the file is; nil for what its headings say.
    ///   - options: how it is read; its delimiter is detected.
    /// - Throws: ``LearningError``, or ``LoadError`` where the file cannot be read.
    public init(
        from path: String, kind: ExtractKind?, options: LoadOptions, interrupt: Interrupt = .shared
    ) throws {
        let file = try LearnedFile(path, options, interrupt: interrupt)
        let kinds = kind.map { [$0] } ?? ExtractKind.allCases
        guard let best = try file.best(among: kinds) else {
            throw LearningError.noHeadings(file: file.name, kind: kind)
        }
        self.kind = best.columns.extract.kind
        let rows = try file.rows(below: best, atMost: Self.depth)
        let columns = LearnedColumns(best.cells, best.columns.extract, sample: Array(rows.prefix(200)))
        text = MappingText(columns, rows, best, others: file.others(than: best, among: kinds)).text
    }
}

/// Why nothing can be learned from a file.
public enum LearningError: Error, Equatable, Sendable {
    /// None of its first rows has the headings of the kind, or, where none is given, of any.
    case noHeadings(file: String, kind: ExtractKind?)
}

extension LearningError: CustomStringConvertible, ExitCoded {
    public var description: String {
        switch self {
        case .noHeadings(let file, let kind):
            "\(file): none of its first rows names two columns of \(kind.map { "kind \($0.rawValue)" } ?? "any kind"). "
                + (kind == nil ? "Give --kind" : "See 'laa load --describe KIND' for its columns")
                + ", or --heading-row where headings stand further down."
        }
    }

    public var exitCode: ExitCode { .badData }
}
