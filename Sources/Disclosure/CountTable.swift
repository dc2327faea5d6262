import ReportKit

/// The counts behind one report's figures: what an attacker could add up and subtract.
struct CountTable: Sendable {
    /// One of the counts that every cell of a table has.
    struct Side: Hashable, Sendable {
        enum OverTime: Hashable, Sendable {
            /// The count of a span is the sum of those of its parts.
            case adds
            /// The count belongs to the cohort and is the same in every span that begins on the same day.
            case staysSame
            /// The count is that of one fixed baseline, whatever the span.
            case fixed
        }

        let name: String
        let overTime: OverTime
        /// The reason to suppress a cell where this count is small.
        let whenSmall: SuppressionReason
    }

    /// Where a cell is in its table: its area and group.
    struct Place: Hashable, Comparable, Sendable {
        let area: AreaTree.Key
        /// Nil for everybody in the area.
        let group: String?

        static func < (first: Place, second: Place) -> Bool {
            first.area == second.area ? (first.group ?? "") < (second.group ?? "") : first.area < second.area
        }
    }

    struct Cell: Sendable {
        let place: Place
        let area: Area
        /// One count per side; nil where an earlier return suppressed the cell.
        let counts: [Int]?
        /// The number of people behind the counts, where one person can be counted several times.
        var people: Int?
        /// The count a year before, where the figure is compared with that; nil where it is not, or the count is not
        /// known.
        var yearBefore: Int?
    }

    let indicator: String
    let breakdown: Breakdown?
    let span: Period
    let sides: [Side]
    let cells: [Cell]
    /// Whether the table was published before, so that nothing more of it can be suppressed.
    let isPublished: Bool
    /// What is already suppressed, and why.
    var suppressed: [Place: SuppressionReason] = [:]

    /// The table restricted to some places, some of which are already suppressed.
    func only(_ places: Set<Place>, suppressing suppressed: [Place: SuppressionReason]) -> CountTable {
        CountTable(
            indicator: indicator, breakdown: breakdown, span: span, sides: sides,
            cells: cells.filter { places.contains($0.place) }, isPublished: isPublished, suppressed: suppressed)
    }
}

extension CountTable {
    /// The counts a year before that the cells are compared with, as a table of its own. They are suppressed together
    /// with the cells, and are the same figures as other returns give for that year. Nil for a table that is not
    /// compared with the year before.
    var yearBefore: CountTable? {
        guard cells.contains(where: { $0.yearBefore != nil }) else { return nil }
        return CountTable(
            indicator: indicator, breakdown: breakdown, span: span.yearBefore, sides: sides,
            cells: cells.map { cell in
                Cell(place: cell.place, area: cell.area, counts: cell.yearBefore.map { [$0] })
            }, isPublished: isPublished)
    }

    /// The totals of a table that is broken down: everybody, whatever the group.
    var total: CountTable {
        var cells: [Place: Cell] = [:]
        for cell in self.cells {
            let place = Place(area: cell.place.area, group: nil)
            let before = cells[place]?.counts ?? sides.map { _ in 0 }
            cells[place] = Cell(
                place: place, area: cell.area, counts: zip(before, cell.counts ?? before).map { $0 + $1 })
        }
        return CountTable(
            indicator: indicator, breakdown: nil, span: span, sides: sides,
            cells: cells.values.sorted { $0.place < $1.place }, isPublished: false)
    }

    /// What makes two tables the same, whatever their indicators are called.
    struct Content: Hashable {
        let breakdown: Breakdown?
        let span: Period
        let places: [Place]
        let counts: [[Int]?]
        let yearBefore: [Int?]
    }

    var countsByPlace: [Place: [Int]] {
        Dictionary(
            cells.compactMap { cell in cell.counts.map { (cell.place, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    var content: Content {
        Content(
            breakdown: breakdown, span: span, places: cells.map(\.place), counts: cells.map(\.counts),
            yearBefore: cells.map(\.yearBefore))
    }

    /// The counts of a report and of the areas that it does not show, in order of place; nil where its figures do not
    /// count people.
    init?(_ report: Report, _ policy: DisclosurePolicy, in tree: AreaTree) {
        let family = report.indicator.family
        guard !family.sides.isEmpty, !policy.notOfPeople.contains(report.indicator.id) else { return nil }
        indicator = report.indicator.id
        breakdown = report.breakdown
        span = report.period
        sides = family.sides
        let shown = report.findings.compactMap { finding in
            Cell(
                finding.area, finding.group?.value, family, observed: finding.observed, n: finding.n,
                people: finding.figures.people, yearBefore: finding.figures.yearBefore)
        }
        let unshown = report.unshown.rows.compactMap { row in
            Cell(
                tree.area(row.level, code: row.code), row.group, family, observed: row.observed, n: row.n,
                people: row.people, yearBefore: row.yearBefore)
        }
        cells = (shown + unshown).sorted { $0.place < $1.place }
        isPublished = false
    }
}

extension CountTable.Cell {
    /// Nil where the counts of the family's sides are not known.
    fileprivate init?(
        _ area: Area, _ group: String?, _ family: Family, observed: Int?, n: Int?, people: Int?, yearBefore: Int?
    ) {
        guard let counts = family.counts(observed: observed, n: n, people: people) else { return nil }
        place = CountTable.Place(area: .init(area), group: group)
        self.area = area
        self.counts = counts
        self.people = people
        self.yearBefore = yearBefore
    }
}

extension Period {
    /// The same days of the year before; 28 February for 29 February.
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
}
