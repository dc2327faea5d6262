import Disclosure
import ReportKit
import Significance
import Text

/// One column of a report's findings, declared once: its names, what it means, its value, and what may be shown of it.
///
/// CSV files, workbooks, their metadata and tables for a terminal are all made from it. Families that say the same
/// thing give their column the same name, so that a return's one CSV table has each name once.
package struct FindingColumn: Sendable {
    /// What a column holds, which decides what may be shown of it where counts are rounded or suppressed.
    package enum Role: Sendable {
        /// Which area and period a finding is for, and nothing about its figures: always shown.
        case place
        /// The numerator: the rounded one is shown.
        case numerator
        /// The denominator: the rounded one is shown.
        case denominator
        /// Numerator over denominator: the rate of the rounded counts is shown.
        case rate
        /// The verdict: of rounded counts it is not shown, but the reason why a finding is not judged is.
        case verdict
        /// What the figures rest on, which holds no count: shown where counts are rounded too.
        case basis
        /// Anything else that rests on the true counts: never shown where the counts are not.
        case derived
    }

    /// What the cells of a column hold.
    package enum Kind: Equatable, Sendable {
        case text, day, flag
        /// A whole number.
        case count
        /// A fraction of 1, shown as a percentage.
        case fraction
        /// Events per person, which may exceed 1; shown as a percentage, or per so many people if its indicator says so.
        case rate
        /// A number that is a percentage already.
        case percentage
        /// A p value.
        case probability
        case number
    }

    /// A cell.
    package enum Value: Sendable {
        case text(String)
        case flag(Bool)
        /// A number at full precision; a whole one is written without a decimal point.
        case number(Double)
        /// A number at full precision, always written with a decimal point.
        case decimal(Double)

        /// The cell in CSV, safe to open in a spreadsheet.
        fileprivate var csv: String {
            switch self {
            case .text(let text): CSV.text(text)
            case .flag(let flag): "\(flag)"
            case .number(let value):
                value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
            case .decimal(let value): "\(value)"
            }
        }
    }

    /// Where the value comes from.
    enum Source: Sendable {
        case place(@Sendable (PublishedReport, PublishedFinding) -> Value?)
        case basis(@Sendable (PublishedFinding) -> Value?)
        case figure(@Sendable (PublishedReport, ShownFinding) -> Value?)
    }

    /// The name in CSV, such as `rate_lower95`.
    package let name: String
    /// The heading in a workbook.
    package var title: String
    package var kind: Kind
    /// What it means, for people and for programs that read the files.
    package let note: String
    /// What an empty cell means.
    package var whenEmpty = Shorthand.notAvailable
    /// What a number is multiplied by in a workbook.
    package var factor = 1.0
    /// The key in JSON, for a figure of the family's own.
    package var key: String?
    package var role = Role.derived
    /// Whether it only words figures of other columns: a change of wording is not a change of figures.
    package var isWording = false
    let source: Source
    /// The column in a terminal's table; nil where it has none.
    var display: Display?

    /// The cell of a finding in CSV, at full precision and safe to open in a spreadsheet; nil where there is nothing.
    package func csv(_ report: PublishedReport, _ finding: PublishedFinding) -> String? {
        switch (source, finding) {
        case (.place(let value), _): value(report, finding)?.csv
        case (.figure, .suppressed), (.basis, .suppressed): Shorthand.confidential.rawValue
        case (.basis(let value), _): value(finding)?.csv
        case (.figure(let value), .shown(let finding)):
            value(report, finding)?.csv
        case (.figure, .partial(let finding)):
            switch role {
            case .numerator: finding.observed.map { "\($0)" } ?? Shorthand.confidential.rawValue
            case .denominator: finding.n.map { "\($0)" } ?? Shorthand.confidential.rawValue
            case .verdict: finding.notJudged == nil ? Shorthand.confidential.rawValue : nil
            case .place, .basis, .rate, .derived: Shorthand.confidential.rawValue
            }
        case (.figure, .rounded(let finding)):
            switch role {
            case .numerator: finding.observed.map { "\($0)" }
            case .denominator: finding.n.map { "\($0)" }
            case .rate: finding.rate.map { "\($0)" }
            case .verdict: finding.notJudged == nil ? Shorthand.confidential.rawValue : nil
            case .place, .basis, .derived: Shorthand.confidential.rawValue
            }
        }
    }

    /// The column for an indicator whose rates are given per so many people: the number is scaled with it.
    package func per(_ people: Int) -> FindingColumn {
        guard kind == .rate, people > 1 else { return self }
        var column = self
        column.title = "\(title), per \(Numbers.count(people))"
        column.kind = .number
        column.factor = Double(people)
        return column
    }

    /// The same column, marked as only wording figures of other columns.
    var asWording: FindingColumn {
        var column = self
        column.isWording = true
        return column
    }

    /// The same column with a place in a terminal's table.
    func shown(_ display: Display) -> FindingColumn {
        var column = self
        column.display = display
        return column
    }
}

// MARK: - Making columns

extension FindingColumn {
    /// A column that says where a finding is.
    static func place(
        _ name: String, _ title: String, _ note: String, kind: Kind = .text, whenEmpty: Shorthand = .notAvailable,
        _ value: @escaping @Sendable (PublishedReport, PublishedFinding) -> Value?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: kind, note: note, whenEmpty: whenEmpty, role: .place,
            source: .place(value))
    }

    /// A column that says what a finding rests on.
    static func basis(
        _ name: String, _ title: String, _ kind: Kind, _ note: String,
        _ value: @escaping @Sendable (PublishedFinding) -> Value?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: kind, note: note, whenEmpty: .notApplicable, role: .basis,
            source: .basis(value))
    }

    /// A column that every finding has, whatever its family.
    static func finding(
        _ name: String, _ title: String, _ kind: Kind, _ note: String, whenEmpty: Shorthand = .notAvailable,
        role: Role = .derived, _ value: @escaping @Sendable (ShownFinding) -> Value?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: kind, note: note, whenEmpty: whenEmpty, role: role,
            source: .figure { _, finding in value(finding) })
    }

    /// A column of one family's figures.
    ///
    /// - Parameter key: the figure's key in JSON.
    static func figure<Figures: FamilyFigures>(
        _ name: String, _ title: String, _ kind: Kind, key: String, _ note: String,
        whenEmpty: Shorthand = .notAvailable, role: Role = .derived, display: Display? = nil,
        _ value: @escaping @Sendable (Figures) -> Double?
    ) -> FindingColumn {
        FindingColumn(
            name: name, title: title, kind: kind, note: note, whenEmpty: whenEmpty, key: key, role: role,
            source: .figure { _, finding in
                (finding.figures.any as? Figures).flatMap(value).map(Value.number)
            }, display: display)
    }

    /// The two columns of an interval, and its one column in a terminal's table.
    ///
    /// - Parameters:
    ///   - name: in which `*` stands for `lower95` and `upper95`.
    ///   - title: in which `*` stands for `lower 95%` and `upper 95%`.
    ///   - notes: of the lower and of the upper limit.
    static func interval<Figures: FamilyFigures>(
        _ name: String, _ title: String, _ kind: Kind, key: String, _ notes: (lower: String, upper: String),
        whenEmpty: Shorthand = .notAvailable, display: (@Sendable (Indicator, Double) -> String)? = nil,
        _ value: @escaping @Sendable (Figures) -> Interval?
    ) -> [FindingColumn] {
        var lower: FindingColumn = .figure(
            name.replacing("*", with: "lower95"), title.replacing("*", with: "lower 95%"), kind, key: key, notes.lower,
            whenEmpty: whenEmpty
        ) { (figures: Figures) in value(figures)?.lower }
        lower.display = display.map { text in .interval(value, text) }
        let upper: FindingColumn = .figure(
            name.replacing("*", with: "upper95"), title.replacing("*", with: "upper 95%"), kind, key: key, notes.upper,
            whenEmpty: whenEmpty
        ) { (figures: Figures) in value(figures)?.upper }
        return [lower, upper]
    }

    /// The p value of a family with one test, and the adjusted one.
    ///
    /// - Parameter words: what is tested, as `the exact binomial test against the target`.
    static func test<Figures: FamilyFigures>(
        _ name: String, _ title: String, _ words: String,
        _ outcome: @escaping @Sendable (Figures) -> TestOutcome?
    ) -> [FindingColumn] {
        [
            .figure(
                "\(name)_p", "\(title): p", .probability, key: "tests", "Two-sided p value of \(words).",
                whenEmpty: .notApplicable, display: .p("p", outcome)
            ) { (figures: Figures) in outcome(figures)?.p },
            .figure(
                "\(name)_p_adjusted", "\(title): p adjusted", .probability, key: "tests",
                "The same, allowing for every area of the level that is judged and published.",
                whenEmpty: .notApplicable,
                display: .p("p adj.", spare: 4) { outcome($0)?.pAdjusted }
            ) { (figures: Figures) in outcome(figures)?.pAdjusted },
        ]
    }
}
