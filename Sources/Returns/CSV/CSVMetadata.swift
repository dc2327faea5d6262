import Presenting
import ReportKit

/// What the columns of `return.csv` are, as CSV on the Web describes them (W3C, Metadata Vocabulary for Tabular Data).
///
/// ```json
/// {
///   "@context" : ["http://www.w3.org/ns/csvw", {"@language" : "en"}],
///   "url" : "return.csv",
///   "tableSchema" : {"columns" : [{"name" : "n", "titles" : "n", "datatype" : {"base" : "integer", "minimum" : 0}, ...
/// ```
struct CSVMetadata: Encodable {
    private let title: String
    private let description: String
    private let columns: [ColumnDescription]

    init(_ edition: Return) {
        title = edition.title
        description = edition.isSynthetic ? Report.syntheticCaveat : edition.subtitle
        columns = CSVRenderer.columns(of: edition.reports).map(ColumnDescription.init)
    }

    private enum Key: String, CodingKey {
        case context = "@context"
        case url, dialect, tableSchema
        case title = "dc:title"
        case description = "dc:description"
        case language = "dc:language"
        case version = "schema:version"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var context = container.nestedUnkeyedContainer(forKey: .context)
        try context.encode("http://www.w3.org/ns/csvw")
        try context.encode(["@language": "en"])
        try container.encode("return.csv", forKey: .url)
        try container.encode(title, forKey: .title)
        try container.encode(description, forKey: .description)
        try container.encode("en-GB", forKey: .language)
        try container.encode("\(FormatVersion.current)", forKey: .version)
        try container.encode(Dialect(), forKey: .dialect)
        try container.encode(["columns": columns], forKey: .tableSchema)
    }

    private struct Dialect: Encodable {
        let delimiter = ","
        let encoding = "utf-8"
        let header = true
        let lineTerminators = ["\r\n"]
    }

    private struct ColumnDescription: Encodable {
        private let column: FindingColumn

        init(_ column: FindingColumn) {
            self.column = column
        }

        private enum Key: String, CodingKey {
            case name, titles, datatype, null
            case title = "dc:title"
            case description = "dc:description"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(column.name, forKey: .name)
            // Must match the file's own heading.
            try container.encode(column.name, forKey: .titles)
            try container.encode(["", Shorthand.confidential.rawValue], forKey: .null)
            try container.encode(column.title, forKey: .title)
            try container.encode(column.note, forKey: .description)
            try container.encode(Datatype(column.kind), forKey: .datatype)
        }
    }

    private struct Datatype: Encodable {
        let base: String
        var minimum: Double?
        var maximum: Double?

        init(_ kind: FindingColumn.Kind) {
            base =
                switch kind {
                case .text: "string"
                case .day: "date"
                case .flag: "boolean"
                case .count: "integer"
                case .fraction, .rate, .percentage, .probability, .number: "double"
                }
            if kind == .count || kind == .rate || kind == .fraction || kind == .probability { minimum = 0 }
            if kind == .fraction || kind == .probability { maximum = 1 }
        }
    }
}
