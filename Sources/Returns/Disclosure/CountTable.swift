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
            /// The count is that of one baseline, whatever the span.
            case fixed
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
        /// The count of the span a year before, where the figure is set against that; nil where it is not, or not known.
        var yearBefore: Int?
    }

    let indicator: String
    let breakdown: Breakdown?
    let span: Period
    let sides: [Side]
    let cells: [Cell]
    /// Whether it was published before, and can no longer be changed.
    let isPublished: Bool
}

extension CountTable {
    /// What the cells are set against, as a table of its own: the same counts of the same places, a year before. Kept back
    /// with the cells, and in other returns the very figures of that year. Nil for a table that is set against nothing such.
    var yearBefore: CountTable? {
        guard cells.contains(where: { $0.yearBefore != nil }) else { return nil }
        return CountTable(
            indicator: indicator, breakdown: breakdown, span: span.yearBefore, sides: sides,
            cells: cells.map { cell in
                Cell(place: cell.place, area: cell.area, counts: cell.yearBefore.map { [$0] })
            }, isPublished: isPublished)
    }

    /// What makes it the same table as another's, whatever the indicator is called.
    struct Content: Hashable {
        let breakdown: Breakdown?
        let span: Period
        let places: [Place]
        let counts: [[Int]?]
        let yearBefore: [Int?]
    }

    var content: Content {
        Content(
            breakdown: breakdown, span: span, places: cells.map(\.place), counts: cells.map(\.counts),
            yearBefore: cells.map(\.yearBefore))
    }

    /// The counts of a report; nil where its figures are of no people.
    init?(_ report: Report, _ policy: DisclosurePolicy) {
        let family = report.indicator.family
        guard !family.sides.isEmpty, !policy.notOfPeople.contains(report.indicator.id) else { return nil }
        indicator = report.indicator.id
        breakdown = report.breakdown
        span = report.period
        sides = family.sides
        cells = report.findings.compactMap { finding in
            finding.counts(family).map { counts in
                Cell(
                    place: finding.place, area: finding.area, counts: counts, people: finding.distinctPeople,
                    yearBefore: finding.yearBefore)
            }
        }
        isPublished = false
    }
}

extension Period {
    /// The same days of the year before; of 29 February, the 28th.
    fileprivate var yearBefore: Period { Period(from: from.yearBefore, to: to.yearBefore) ?? self }
}

extension Day {
    fileprivate var yearBefore: Day {
        let (year, month, day) = components
        return Day(year: year - 1, month: month, day: day) ?? adding(days: -366)
    }
}

extension Finding {
    var place: CountTable.Place { .init(area: .init(area), group: group?.value) }

    /// The counts of the finding, as many as its family has sides; nil where they are not known.
    fileprivate func counts(_ family: Family) -> [Int]? {
        var people: Int?
        if case .change(let figures) = figures { people = figures.people }
        return family.counts(observed: observed, n: n, people: people)
    }

    /// Distinct people behind the counts, where one can be counted several times.
    fileprivate var distinctPeople: Int? {
        switch figures {
        case .predicted(let figures): figures.people
        case .frequency(let figures): figures.people
        default: nil
        }
    }

    fileprivate var yearBefore: Int? {
        guard case .rate(let figures) = figures else { return nil }
        return figures.baselineEvents
    }
}
