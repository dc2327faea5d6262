import ReportKit

/// The counts behind one report's figures: what somebody who adds and subtracts works with.
struct CountTable: Sendable {
    /// A count that every cell of a table has.
    struct Side: Hashable, Sendable {
        enum OverTime: Hashable, Sendable {
            /// The count of a span is the sum of those of its parts.
            case adds
            /// The count belongs to the cohort and is the same in every span that begins on the same day.
            case staysSame
        }

        let name: String
        let overTime: OverTime
        /// Why a cell is kept back where this count is small.
        let whenSmall: SuppressionReason
    }

    /// Where a cell stands.
    struct Place: Hashable, Comparable, Sendable {
        let area: AreaTree.Key
        /// Nil for everybody in the area.
        let group: String?

        static func < (first: Place, second: Place) -> Bool {
            (first.area, first.group ?? "") < (second.area, second.group ?? "")
        }
    }

    struct Cell: Sendable {
        let place: Place
        let area: Area
        /// A count a side; nil where an earlier return kept the cell back.
        let counts: [Int]?
        /// People behind the counts, where one person can be counted several times.
        var people: Int?
    }

    let indicator: String
    let breakdown: Breakdown?
    let span: Period
    let sides: [Side]
    let cells: [Cell]
    /// Whether it was published before, and can no longer be changed.
    let isPublished: Bool
}

extension Family {
    /// The counts that figures of the family are made of; none where they are of no people.
    var sides: [CountTable.Side] {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget:
            [
                .init(name: "counted", overTime: .adds, whenSmall: .smallCount),
                .init(name: "not counted", overTime: .adds, whenSmall: .smallComplement),
            ]
        case .cohortChange:
            [
                .init(name: "follow-up", overTime: .adds, whenSmall: .smallCount),
                .init(name: "baseline", overTime: .staysSame, whenSmall: .smallBase),
                .init(name: "people", overTime: .staysSame, whenSmall: .fewPeople),
            ]
        }
    }

    /// The denominator that counts, one a side, give.
    func denominator(of counts: [Int]) -> Int {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget: counts[0] + counts[1]
        case .cohortChange: counts[1]
        }
    }

    /// The counts of a figure, one a side; nil where one is not known.
    func counts(observed: Int, n: Int, people: Int?) -> [Int]? {
        switch self {
        case .proportionAgainstPredicted, .proportionAgainstTarget: [observed, n - observed]
        case .cohortChange: people.map { [observed, n, $0] }
        }
    }
}

extension Finding {
    /// The counts of the finding, as many as its family has sides; nil where they are not known.
    func confidentialCounts(_ family: Family) -> [Int]? {
        let (numerator, denominator): (Int?, Int?) = (observed, n)
        guard let numerator, let denominator else { return nil }
        var people: Int?
        if case .change(let figures) = figures { people = figures.people }
        return family.counts(observed: numerator, n: denominator, people: people)
    }

    /// Distinct people behind the counts, where one can be counted several times.
    var distinctPeople: Int? {
        guard case .predicted(let figures) = figures else { return nil }
        return figures.people
    }
}

extension CountTable {
    /// The counts of a report; nil where its figures are of no people.
    init?(_ report: Report, _ policy: DisclosurePolicy, isPublished: Bool = false) {
        let sides = report.indicator.family.sides
        guard !sides.isEmpty, !policy.notOfPeople.contains(report.indicator.id) else { return nil }
        indicator = report.indicator.id
        breakdown = report.breakdown
        span = report.period
        self.sides = sides
        cells = report.findings.compactMap { finding in
            finding.confidentialCounts(report.indicator.family).map {
                Cell(
                    place: finding.place, area: finding.area, counts: $0, people: finding.distinctPeople)
            }
        }
        self.isPublished = isPublished
    }
}

extension Finding {
    var place: CountTable.Place { .init(area: .init(area), group: group?.value) }
}
