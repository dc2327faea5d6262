import Presenting
import ReportKit

/// One of the plans' own tables as data: which indicators, in which order and wording, with which columns.
///
/// Read from YAML; `laa templates show NAME` prints each built-in template, whose comments say what every key means.
public struct TableTemplate: Sendable {
    /// The name of the files that are made from it.
    public let name: String
    public let title: String
    /// The text under the title.
    let about: String?
    /// Whose plan has the table in this form.
    public let formOf: String?
    /// Whose plan groups the rows in this way, where that is another.
    let groupedAs: String?
    let levels: [Level]
    let isLandscape: Bool
    /// The text field that the rows are grouped by.
    let group: String?
    /// For a target missed and not tested: within how many per cent of it the light is amber.
    let amberWithin: Double
    /// Whether a plan file's indicators are the rows, in its order.
    let planChooses: Bool
    /// The template's own text fields, with their headings.
    let ownFields: [(name: String, heading: String)]
    let tables: [Table]
    let rows: [Row]
    let notes: [String]
    /// The main part of its page, if it has its own: a mustache template, and the file that holds it.
    let page: (text: String, file: String)?
    /// The text that it was read from.
    public let yaml: String
    /// Where it was read from; nil for one that comes with the program.
    public let file: String?

    /// For whom the tables are made.
    enum Level: Hashable, Sendable {
        case area(AreaLevel)
        /// Teams within delivery units, which the warehouse does not know.
        case team

        static let names = AreaLevel.allCases.filter { $0 != .notAssigned }.map(\.rawValue) + ["team"]

        init?(_ name: String) {
            if name == "team" {
                self = .team
            } else if let level = AreaLevel(rawValue: name), level != .notAssigned {
                self = .area(level)
            } else {
                return nil
            }
        }

        var word: String {
            switch self {
            case .area(let level): level.word
            case .team: "team"
            }
        }
    }

    /// One table.
    struct Table: Sendable {
        let id: String
        let caption: String
        let content: Content
        let columns: [Column]
    }

    /// What the rows of a table are.
    enum Content: Hashable, Sendable {
        /// The template's indicators.
        case rows
        /// One row: what the plan file says of the whole plan.
        case plan
        case list(PlanList)
    }

    struct Column: Sendable {
        let kind: Kind
        let heading: String

        enum Kind: Hashable, Sendable {
            case figure(FigureColumn)
            case text(String)
        }
    }

    struct Row: Sendable {
        /// As the template writes it; nil for a measure that the program does not count.
        let indicator: String?
        let texts: [String: String]
        /// The line of the template that says so.
        let line: Int
    }

    /// Levels whose areas a return must hold for it.
    public var areaLevels: Set<AreaLevel> {
        Set(levels.compactMap { if case .area(let level) = $0 { level } else { nil } })
    }

    /// Whether it shows how an indicator's figures compare with earlier ones.
    public func follows(_ indicator: String, _ names: IndicatorNames) -> Bool {
        tables.contains { $0.columns.contains { $0.kind == .figure(.trend) } }
            && rows.contains { $0.indicator.flatMap { names[$0] } == indicator }
    }

    func heading(ofText name: String) -> String {
        TextField.heading(name) ?? ownFields.first { $0.name == name }?.heading ?? name
    }
}
