/// What a column of the figures is, for people and for programs that read the files.
struct ColumnNote {
    /// What its cells hold.
    enum Kind: Equatable {
        case text, day, flag
        /// A whole number.
        case count
        /// A fraction of 1, shown as a percentage.
        case fraction
        /// Events per person, which may be above 1; shown as a percentage, or per so many people where its indicator is.
        case rate
        /// A number that is a percentage already.
        case percentage
        /// A p value.
        case probability
        case number
    }

    let name: String
    /// The heading in a workbook.
    let title: String
    let kind: Kind
    let description: String
    /// What an empty cell means.
    var whenEmpty = Shorthand.notAvailable
    /// What a number is multiplied by for people.
    var factor = 1.0

    /// The note on a column; one made of the name alone where none is written.
    static func of(_ column: String) -> ColumnNote {
        if let note = byName[column] { return note }
        let words = column.replacing("_", with: " ")
        return ColumnNote(
            name: column, title: words.prefix(1).uppercased() + words.dropFirst(), kind: .text, description: words)
    }

    /// Whether a note is written for a column.
    static func isKnown(_ column: String) -> Bool { byName[column] != nil }

    private static let byName = Dictionary(
        uniqueKeysWithValues: (common + predicted + rates + change + counts + means + supplied + tests).map {
            ($0.name, $0)
        })

    private static let common: [ColumnNote] = [
        .init(name: "indicator", title: "Indicator", kind: .text, description: "Identifier of the national indicator."),
        .init(
            name: "quarter", title: "Quarter", kind: .text,
            description: "Quarter of the financial year asked for; 2010-11Q3 is October to December 2010.",
            whenEmpty: .notApplicable),
        .init(name: "period_from", title: "From", kind: .day, description: "First day that the figures cover."),
        .init(name: "period_to", title: "To", kind: .day, description: "Last day that the figures cover."),
        .init(
            name: "area_code", title: "Area code", kind: .text,
            description: "Code of the area on the last day, of the Government Statistical Service where one is known."),
        .init(name: "area_name", title: "Area", kind: .text, description: "Name of the area."),
        .init(
            name: "area_level", title: "Level", kind: .text,
            description: "Kind of area; not-assigned is offenders of a trust for whom no authority is known."),
        .init(
            name: "by", title: "Broken down by", kind: .text, description: "What the figures are broken down by.",
            whenEmpty: .notApplicable),
        .init(
            name: "group", title: "Group", kind: .text, description: "The group of people in the area.",
            whenEmpty: .notApplicable),
        .init(
            name: "observed", title: "Numerator", kind: .count, description: "How many of those counted it happened to."
        ),
        .init(name: "n", title: "Denominator", kind: .count, description: "How many were counted."),
        .init(
            name: "verdict", title: "Verdict", kind: .text,
            description: "What may be said of the difference; not significant is not the same as none.",
            whenEmpty: .notApplicable),
        .init(
            name: "unreliable", title: "Unreliable", kind: .flag,
            description: "Whether there are too few people or events for a steady rate."),
        .init(
            name: "insufficient_data", title: "Records insufficient", kind: .flag,
            description: "Whether the area's own records lack more than they may."),
        .init(
            name: "target", title: "Target", kind: .number,
            description: "What was agreed, rates and relative measures as a fraction.", whenEmpty: .notApplicable),
        .init(
            name: "target_upper", title: "Target, upper end", kind: .number,
            description: "Upper end of a target that is a range.", whenEmpty: .notApplicable),
        .init(
            name: "target_measure", title: "Target measure", kind: .text,
            description: "What the target is compared with.",
            whenEmpty: .notApplicable),
        .init(
            name: "target_met", title: "Target met", kind: .flag,
            description: "Whether the value meets the target, whatever the verdict.", whenEmpty: .notApplicable),
        .init(name: "sentence", title: "In words", kind: .text, description: "The finding in plain words."),
        .init(name: "source", title: "Source", kind: .text, description: "The systems that the counts come from."),
        .init(
            name: "synthetic", title: "Made up", kind: .flag,
            description: "Whether any row behind the figure is made up."),
        .init(
            name: "marking", title: "Marking", kind: .text,
            description: "How a file that nothing was kept back from is to be handled."),
    ]

    private static let predicted: [ColumnNote] =
        [
            .init(
                name: "people", title: "People", kind: .count,
                description: "Distinct people behind the denominator, each of whom may be counted in several snapshots."
            ),
            .init(
                name: "expected", title: "Predicted number", kind: .number,
                description: "Sum of the predicted probabilities."),
            .init(
                name: "actual_rate", title: "Actual rate", kind: .fraction, description: "Numerator over denominator."),
            .init(
                name: "predicted_rate", title: "Predicted rate", kind: .fraction,
                description: "Predicted number over denominator."),
            .init(
                name: "relative_difference_pct", title: "Relative difference, %", kind: .percentage,
                description: "100 x (actual - predicted) / predicted, of unrounded figures."),
            .init(
                name: "range_of_insignificance_lower_pct", title: "Range of insignificance from, %", kind: .percentage,
                description:
                    "Relative differences above this, and below its upper end, the z test cannot tell from chance."),
            .init(
                name: "range_of_insignificance_upper_pct", title: "Range of insignificance to, %", kind: .percentage,
                description: "Upper end of the range of insignificance."),
            .init(
                name: "smallest_detectable_pct", title: "Smallest detectable difference, %", kind: .percentage,
                description: "The true relative difference that the z test would find four times in five."),
        ]
        + test("z", "z test", "the official-style one-sample z test")
        + test(
            "poisson_binomial", "Poisson-binomial test", "the exact test that allows for each person's own prediction")
        + test("clustered", "Test by person", "the test that allows for one person standing in several snapshots")

    private static func test(_ name: String, _ title: String, _ words: String) -> [ColumnNote] {
        [
            .init(
                name: "\(name)_statistic", title: "\(title): statistic", kind: .number,
                description: "Statistic of \(words).",
                whenEmpty: .notApplicable),
            .init(
                name: "\(name)_p", title: "\(title): p", kind: .probability,
                description: "Two-sided p value of \(words)."),
            .init(
                name: "\(name)_p_adjusted", title: "\(title): p adjusted", kind: .probability,
                description:
                    "The same, allowing for every area of the level being judged at once (Benjamini and Hochberg)."),
            .init(
                name: "\(name)_verdict", title: "\(title): verdict", kind: .text,
                description: "Verdict of \(words) alone."),
        ]
    }

    private static let change: [ColumnNote] = [
        .init(name: "cohort_people", title: "People", kind: .count, description: "People in the cohort."),
        .init(
            name: "year_share", title: "Share of the year", kind: .number,
            description: "Share of the year that the figure covers, and that its baseline or target is taken by."),
        .init(
            name: "baseline_per_person", title: "Baseline a person", kind: .number,
            description: "Events a person in the whole baseline year."),
        .init(
            name: "follow_up_per_person", title: "Follow-up a person", kind: .number,
            description: "Events a person in the follow-up so far."),
        .init(
            name: "change_pct", title: "Change, %", kind: .percentage,
            description: "100 x (figure - baseline) / baseline; of a cohort, the baseline's same share of the year."),
        .init(
            name: "change_lower95_pct", title: "Change, lower 95%, %", kind: .percentage,
            description: "Lower end of the change's 95% interval; of a cohort, one that allows for people differing."),
        .init(
            name: "change_upper95_pct", title: "Change, upper 95%, %", kind: .percentage,
            description: "Upper end of the change's 95% interval."),
        .init(
            name: "expected_change_pct", title: "Expected change, %", kind: .percentage,
            description: "What the area's own cohort was expected to do."),
    ]
}

/// What stands in a cell that has no value, as statistics for the public have it (Government Analysis Function).
enum Shorthand: String, CaseIterable {
    case confidential = "[c]"
    case notApplicable = "[z]"
    case notAvailable = "[x]"

    var meaning: String {
        switch self {
        case .confidential: "Confidential: kept back so that nobody can be recognised."
        case .notApplicable: "Not applicable: there can be no such value, as where no target was agreed."
        case .notAvailable: "Not available: it cannot be worked out from what the warehouse holds."
        }
    }
}
