import ReportKit

/// One of the counts that every cell of a table has.
struct CountColumn: Hashable, Sendable {
    enum OverTime: Hashable, Sendable {
        /// The count of a span is the sum of those of its parts.
        case adds
        /// The count belongs to the cohort and is the same in every span that begins on the same day.
        case staysSame
        /// The count is that of one fixed baseline, whatever the span.
        case fixed
        /// The count of one span says nothing exact of another's: the same people may be counted in both.
        case none
    }

    /// How a count comes to be shown.
    enum Showing: Hashable, Sendable {
        /// It is a figure of its own, shown or suppressed by itself.
        case byItself
        /// It follows from others: it is known wherever all of them are shown.
        case followsFrom([CountKind])
        /// It stands beside the figure, rounded: see ``DisclosurePolicy/roundedBeside(_:)``.
        case rounded
    }

    /// Nil for those not counted: the denominator less the numerator, which is shown nowhere but follows from both.
    let kind: CountKind?
    let showing: Showing
    let overTime: OverTime
    /// The reason to suppress the count where it is small.
    let whenSmall: SuppressionReason
    /// Whether it stands beside the figure, and is rounded rather than suppressed.
    var isBeside: Bool { showing == .rounded }

    /// Whether it only follows from others, so that it is never suppressed by itself.
    var isDerived: Bool { if case .followsFrom = showing { true } else { false } }

    /// In words, for messages and logs.
    var name: String { kind?.rawValue ?? "not counted" }
}

/// An equation that holds within every cell: counts with whole factors that add up to zero.
struct CellEquation: Hashable, Sendable {
    struct Term: Hashable, Sendable {
        let kind: CountKind?
        let factor: Double
    }

    let terms: [Term]

    init(_ terms: [(CountKind?, Double)]) {
        self.terms = terms.map { Term(kind: $0.0, factor: $0.1) }
    }
}

// Which of each family's figures count people, and must not be published where they are small.
extension Family {
    /// The counts that the family's figures are made of, and those beside them that may follow from others; empty where
    /// they do not count people.
    var countColumns: [CountColumn] {
        switch self {
        case .proportionAgainstPredicted: [.observed, .n, .rest, .lacking(.prediction), .notAssigned]
        case .proportionAgainstTarget: [.observed, .n, .rest, .lacking(.answered), .notAssigned]
        case .supplied: [.observed, .n, .rest]
        case .cohortChange:
            [
                .observed,
                CountColumn(kind: .n, showing: .byItself, overTime: .staysSame, whenSmall: .smallBase),
                CountColumn(kind: .people, showing: .byItself, overTime: .staysSame, whenSmall: .fewPeople),
                CountColumn(kind: .authority, showing: .rounded, overTime: .staysSame, whenSmall: .smallCount),
            ]
        case .frequency:
            [
                .observed, CountColumn(kind: .n, showing: .byItself, overTime: .adds, whenSmall: .fewPeople),
                .notAssigned,
            ]
        case .countChange:
            [
                .observed, CountColumn(kind: .n, showing: .byItself, overTime: .fixed, whenSmall: .smallBase),
                .notAssigned,
            ]
        // Residents are published by others, and everybody knows that they live there.
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget: [.observed, .notAssigned]
        case .quantile:
            [
                CountColumn(kind: .n, showing: .byItself, overTime: .adds, whenSmall: .fewPeople), .lacking(.answered),
                .notAssigned,
            ]
        case .mean:
            [.observed, CountColumn(kind: .n, showing: .byItself, overTime: .adds, whenSmall: .fewPeople)]
        case .undefined: []
        }
    }

    /// Whether an area without a figure has nobody who is counted. A mean lacks a figure where what it is divided by is not
    /// known, and its total may be somebody's.
    var isNobodyWithoutFinding: Bool { self != .mean }

    /// What holds among the counts of every cell.
    var cellEquations: [CellEquation] {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied:
            [CellEquation([(.n, 1), (.observed, -1), (nil, -1)])]
        case .cohortChange, .frequency, .countChange, .ratePerPopulation, .standardisedRate, .countAgainstTarget,
            .mean, .quantile, .undefined:
            []
        }
    }

    /// The kind under which a table has a count that goes by several names.
    func counted(_ kind: CountKind) -> CountKind {
        switch kind {
        case .notRecorded: .answered
        case .authorityOf: notAssignedCounts ?? kind
        default: kind
        }
    }

    /// The column whose sum over an area's offenders of no known authority is the area's count of those not assigned.
    var notAssignedCounts: CountKind? {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .frequency, .quantile: .n
        case .cohortChange: .people
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget, .countChange: .observed
        case .supplied, .mean, .undefined: nil
        }
    }

    /// Whether nobody is counted in two areas of one level, so that the counts of all of them are those of the whole. People
    /// who are followed may be, and what is supplied need not add up.
    var addsUpOverAreas: Bool {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget, .ratePerPopulation, .standardisedRate,
            .countAgainstTarget, .countChange, .quantile:
            true
        case .cohortChange, .frequency, .mean, .supplied, .undefined: false
        }
    }

    /// Whether every figure of the family is about both its counts, so that one of them alone is not shown.
    var needsEveryCount: Bool {
        switch self {
        case .ratePerPopulation, .standardisedRate, .countAgainstTarget, .mean, .quantile, .undefined: true
        case .proportionAgainstPredicted, .proportionAgainstTarget, .supplied, .cohortChange, .frequency, .countChange:
            false
        }
    }
}

extension CountColumn {
    fileprivate static let observed = CountColumn(
        kind: .observed, showing: .byItself, overTime: .adds, whenSmall: .smallCount)
    fileprivate static let n = CountColumn(kind: .n, showing: .byItself, overTime: .adds, whenSmall: .smallCount)
    fileprivate static let rest = CountColumn(
        kind: nil, showing: .followsFrom([.observed, .n]), overTime: .adds, whenSmall: .smallComplement)
    fileprivate static let notAssigned = CountColumn.lacking(.authority)

    fileprivate static func lacking(_ kind: CountKind) -> CountColumn {
        CountColumn(kind: kind, showing: .rounded, overTime: .adds, whenSmall: .smallCount)
    }
}
