import Disclosure
import ReportKit
import Significance
import Text

/// How a column is shown in a terminal's table: shorter headings, rounded numbers.
struct Display: Sendable {
    /// The heading; it may depend on the indicator, as `Per 1,000` does.
    let heading: @Sendable (Indicator) -> String
    var alignment = TextTable.Alignment.right
    /// Whether the column gives way, with an ellipsis, where a line would be too wide.
    var yields = false
    /// Columns with a number here are left out where lines would be too wide, the highest number first.
    var spare: Int?
    /// The cell of a finding that is shown.
    let text: @Sendable (Indicator, ShownFinding) -> String
    /// The cell of a rate calculated from rounded counts.
    var rate: (@Sendable (Indicator, Double) -> String)?
    /// The cell of a column that says where a finding is, whether its figures are shown or not.
    var place: (@Sendable (PublishedFinding) -> String)?

    init(
        _ heading: String, alignment: TextTable.Alignment = .right, spare: Int? = nil,
        _ text: @escaping @Sendable (Indicator, ShownFinding) -> String
    ) {
        self.heading = { _ in heading }
        self.alignment = alignment
        self.spare = spare
        self.text = text
    }

    /// A text that says where a finding is.
    static func place(
        _ heading: String, yields: Bool = false, _ text: @escaping @Sendable (PublishedFinding) -> String
    ) -> Display {
        var display = Display(heading, alignment: .left) { _, finding in text(.shown(finding)) }
        display.yields = yields
        display.place = text
        return display
    }

    /// A number of one family's figures.
    static func of<Figures: FamilyFigures>(
        _ heading: String, spare: Int? = nil, _ text: @escaping @Sendable (Indicator, Figures) -> String
    ) -> Display {
        Display(heading, spare: spare) { indicator, finding in
            (finding.figures.any as? Figures).map { text(indicator, $0) } ?? Numbers.missing
        }
    }

    /// A rate, which is shown even where counts are rounded.
    static func rate<Figures: FamilyFigures>(
        heading: @escaping @Sendable (Indicator) -> String, spare: Int? = nil,
        _ text: @escaping @Sendable (Indicator, Double) -> String,
        _ value: @escaping @Sendable (Figures) -> Double?
    ) -> Display {
        Display(heading: heading, spare: spare, rate: text) { indicator, finding in
            (finding.figures.any as? Figures).flatMap(value).map { text(indicator, $0) } ?? Numbers.missing
        }
    }

    private init(
        heading: @escaping @Sendable (Indicator) -> String, spare: Int?,
        rate: @escaping @Sendable (Indicator, Double) -> String,
        _ text: @escaping @Sendable (Indicator, ShownFinding) -> String
    ) {
        self.heading = heading
        self.spare = spare
        self.rate = rate
        self.text = text
    }

    /// `8.1 to 9.4`; the mark of a missing number where there is no interval.
    static func interval<Figures: FamilyFigures>(
        _ value: @escaping @Sendable (Figures) -> Interval?, _ text: @escaping @Sendable (Indicator, Double) -> String
    ) -> Display {
        .of("95% interval", spare: 3) { indicator, figures in
            value(figures).map { "\(text(indicator, $0.lower)) to \(text(indicator, $0.upper))" } ?? Numbers.missing
        }
    }

    /// A p value.
    static func p<Figures: FamilyFigures>(
        _ heading: String, spare: Int? = nil, _ value: @escaping @Sendable (Figures) -> Double?
    ) -> Display {
        .of(heading, spare: spare) { _, figures in Numbers.p(value(figures)) }
    }

    /// The p value of a test.
    static func p<Figures: FamilyFigures>(
        _ heading: String, _ outcome: @escaping @Sendable (Figures) -> TestOutcome?
    ) -> Display {
        .p(heading) { outcome($0)?.p }
    }
}

/// One column of a terminal's table, for one report.
package struct TableColumn {
    package let heading: String
    package let alignment: TextTable.Alignment
    package let yields: Bool
    /// Columns with a number here are left out where lines would be too wide, the highest number first.
    package let spare: Int?
    /// What the column is to a reader who wants the answer first.
    package let part: Part
    private let column: FindingColumn
    private let display: Display
    private let indicator: Indicator

    /// The parts of a finding that a narrow screen shows first.
    package enum Part {
        case area, level, figure, verdict, other
    }

    init?(_ column: FindingColumn, _ indicator: Indicator) {
        guard let display = column.display else { return nil }
        heading = display.heading(indicator)
        alignment = display.alignment
        yields = display.yields
        spare = display.spare
        let every = FindingColumn.all(of: indicator.family)
        let figure = FindingColumn.mainFigures.first { name in every.contains { $0.name == name } }
        part =
            switch column.name {
            case "area_name": .area
            case "area_level": .level
            case "verdict": .verdict
            case figure: .figure
            default: .other
            }
        self.column = column
        self.display = display
        self.indicator = indicator
    }

    /// The cell of a finding.
    package func cell(_ finding: PublishedFinding) -> String {
        if let place = display.place { return place(finding) }
        return switch finding {
        case .shown(let finding): display.text(indicator, finding)
        case .partial(let finding):
            switch column.role {
            case .numerator: finding.observed.map { Numbers.count($0) } ?? Shorthand.confidential.rawValue
            case .denominator: finding.n.map { Numbers.count($0) } ?? Shorthand.confidential.rawValue
            case .verdict: finding.notJudged?.cause.word ?? Shorthand.confidential.rawValue
            case .place, .basis, .rate, .derived: Shorthand.confidential.rawValue
            }
        case .suppressed: Shorthand.confidential.rawValue
        case .rounded(let finding):
            switch column.role {
            case .numerator: Numbers.count(finding.observed)
            case .denominator: Numbers.count(finding.n)
            case .rate:
                finding.rate.flatMap { rate in display.rate.map { $0(indicator, rate) } }
                    ?? Shorthand.confidential.rawValue
            case .verdict: finding.notJudged?.cause.word ?? Shorthand.confidential.rawValue
            case .place, .basis, .derived: Shorthand.confidential.rawValue
            }
        }
    }
}
