import Presenting
import ReportKit
import Text

/// An indicator's definition sheet, for people.
public struct IndicatorSheet {
    private let indicator: Indicator
    private let file: String
    private let extracts: [String]
    private let sql: String?
    private let parameters: [String]

    /// - Parameters:
    ///   - parameters: what may be set, each in words.
    ///   - extracts: the kinds of extract that it needs.
    ///   - sql: its query; nil where it has none, or where the query is not to be shown.
    public init(
        indicator: Indicator, file: String, extracts: [String], parameters: [String] = [], sql: String?
    ) {
        self.parameters = parameters
        self.indicator = indicator
        self.file = file
        self.extracts = extracts
        self.sql = sql
    }

    /// One paragraph per field, then the caveats and the query.
    public func text(width: Int) -> String {
        let fields: [(String, String)] = [
            ("Definition", indicator.definition), ("Family", indicator.family.rawValue), ("Unit", indicator.unit),
            ("Rates are per", indicator.per > 1 ? Numbers.count(indicator.per) : ""),
            ("Good is", indicator.polarity.words), ("Frequency", indicator.frequency),
            ("Levels", indicator.levels.map(\.rawValue).joined(separator: ", ")),
            ("Breakdowns", indicator.breakdowns.map(\.rawValue).joined(separator: ", ")),
            ("Source", indicator.source), ("Extracts", extracts.joined(separator: ", ")),
            ("Parameters", parameters.joined(separator: "; ")),
            ("Supplier", indicator.supplier), ("Version", indicator.version),
            ("Also known as", indicator.aliases.joined(separator: ", ")),
            ("Adds up", indicator.relations.map(\.description).joined(separator: "; ")), ("Module", file),
        ]
        let sheet = fields.filter { !$0.1.isEmpty }.flatMap { name, value in
            Wrapping.lines("\(name): \(value)", width: width, first: "", rest: "    ")
        }
        let caveats = indicator.caveats.flatMap { Wrapping.lines($0, width: width, first: "  * ", rest: "    ") }
        let query = sql.map { ["", "Query:", $0.trimmingLineEnds] } ?? []
        return
            ([Printable.line("\(indicator.id)  \(indicator.title)")] + sheet + (caveats.isEmpty ? [] : ["Caveats:"])
            + caveats + query)
            .joined(separator: "\n") + "\n"
    }
}

extension String {
    fileprivate var trimmingLineEnds: String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        text = text.drop(while: \.isNewline)
        return String(text)
    }
}
