import ReportKit
import Text

/// What `laa load --describe` and `--template` print about a kind of extract.
public struct ExtractDescription: Sendable {
    public let kind: ExtractKind
    private let extract: Extract

    public init(_ kind: ExtractKind) {
        self.kind = kind
        extract = .of(kind)
    }

    /// The names of the columns, in order.
    public var columnNames: [String] { extract.columns.map(\.name) }

    /// Whether its rows name indicators.
    public var namesIndicators: Bool {
        extract.columns.contains { if case .indicator = $0.type { true } else { false } }
    }

    /// Whether its rows have offence codes.
    public var hasOffenceCodes: Bool {
        extract.columns.contains { if case .offenceCode = $0.type { true } else { false } }
    }

    /// Whether values of a column identify somebody.
    func isIdentifying(_ name: String) -> Bool {
        extract.columns.contains { $0.name == name && $0.isIdentifying }
    }

    /// What is wrong with a value of a column, as far as it can be told without the warehouse; nil where nothing is. An
    /// empty value stands for a missing one.
    func problem(of value: String, in name: String) -> String? {
        guard !value.isEmpty, let column = extract.columns.first(where: { $0.name == name }) else { return nil }
        return column.type.problem(of: value)
    }

    /// An empty file of the kind: its heading alone.
    public var template: String { columnNames.joined(separator: ",") + "\r\n" }

    /// The columns with their types, rules and examples, as text.
    public var text: String {
        let width = columnNames.map(\.count).max() ?? 0
        let columns = extract.columns.flatMap { column in
            let name = column.name + String(repeating: " ", count: width - column.name.count)
            let margin = String(repeating: " ", count: width + 4)
            return [
                "  \(name)  \(need(of: column)). \(column.meaning)",
                margin + column.type.description,
                margin + "example: \(column.example)",
            ]
        }
        let header = [
            "\(kind.rawValue): \(extract.summary)", "",
            "Columns, in any order, by their headings; titles and blank lines may stand above these:", "",
        ]
        let rules = ["", "Rules beyond each column's own:", ""] + extract.ruleTexts.map { "  \($0)" }
        let numbers =
            extract.identifiers.isEmpty
            ? []
            : [
                "",
                "A PNC number may lack its slash and leading zeros, and have two digits of the year: the latest such year",
                "by the extract's day, which is --extracted, else the last day of --covers, else today. A cell that holds",
                "none, or a placeholder such as 0000 or TBC, counts as empty.",
            ]
        let forms = [
            "",
            "Dates are YYYY-MM-DD or 31-Mar-2011, with --uk-dates also DD/MM/YYYY; years have four digits. Thousands",
            "may be set apart by commas (1,250). Spaces around a cell are ignored; an empty cell is a missing value.",
            "Columns of names, addresses and the like are refused.",
        ]
        let example = [
            "", "Example:", "", columnNames.joined(separator: ","),
            extract.columns.map { CSV.cell($0.example) }.joined(separator: ","), "",
        ]
        return (header + columns + rules + forms + numbers + example).joined(separator: "\n")
    }

    private func need(of column: Column) -> String {
        if column.isRequired { return "required" }
        if case .identifier = column.type { return "this or the other identifier" }
        return column.absent.map { "optional: empty means \($0)" } ?? "optional"
    }
}
