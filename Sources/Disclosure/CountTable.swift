import ReportKit

/// The counts behind one report's figures: what an attacker could add up and subtract.
struct CountTable: Sendable {
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
        /// One count per column; nil where there is none, or where it is suppressed.
        let counts: [Int?]
        /// The columns whose counts an earlier publication suppressed.
        var suppressed: Set<Int> = []
        /// The count a year before, where the figure is compared with that; nil where it is not, or the count is not
        /// known.
        var yearBefore: Int?
        /// The people behind the counts, where the family counts them apart.
        var people: Int?
        /// Of the counts beside the figure that were published before, by column: what they were rounded down to.
        var rounded: [Int: Int] = [:]
    }

    /// The indicator whose counts they are.
    let indicator: String
    let breakdown: Breakdown?
    let span: Period
    let family: Family
    let columns: [CountColumn]
    let cells: [Cell]
    /// Whether the table was published before, so that nothing more of it can be suppressed.
    let isPublished: Bool
    /// Whether it has a cell for every area that has any row.
    let isOfAllAreas: Bool
    /// Whether nobody is counted in an area that it has no cell for.
    var hasEverybody: Bool { isOfAllAreas && family.isNobodyWithoutFinding }
    /// What is already suppressed, and why.
    var suppressed: [Place: [Int: SuppressionReason]] = [:]

    init(
        indicator: String, breakdown: Breakdown?, span: Period, family: Family, columns: [CountColumn]? = nil,
        cells: [Cell], isPublished: Bool, isOfAllAreas: Bool = false,
        suppressed: [Place: [Int: SuppressionReason]] = [:]
    ) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.span = span
        self.family = family
        self.columns = columns ?? family.countColumns
        self.cells = cells
        self.isPublished = isPublished
        self.isOfAllAreas = isOfAllAreas
        self.suppressed = suppressed
    }

    /// The index of a column; nil where the table has none of the kind.
    func column(_ kind: CountKind?) -> Int? {
        let kind = kind.map(family.counted)
        return columns.firstIndex { $0.kind == kind }
    }

    /// The table without the counts beside its figures that no equation tells anything of.
    ///
    /// - Parameter kinds: those of the counts that relations to other indicators tell of.
    func withoutLoose(besides kinds: Set<CountKind>) -> CountTable {
        let kept = columns.indices.filter { index in
            let column = columns[index]
            return !column.isBeside || column.kind == .authority || column.kind.map(kinds.contains) ?? false
        }
        return kept.count < columns.count ? keeping(kept) : self
    }

    /// The table with the columns of some indices.
    private func keeping(_ kept: [Int]) -> CountTable {
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        return CountTable(
            indicator: indicator, breakdown: breakdown, span: span, family: family, columns: kept.map { columns[$0] },
            cells: cells.map { cell in
                Cell(
                    place: cell.place, area: cell.area, counts: kept.map { cell.counts[$0] },
                    suppressed: Set(cell.suppressed.compactMap { places[$0] }), yearBefore: cell.yearBefore,
                    people: cell.people,
                    rounded: Dictionary(
                        uniqueKeysWithValues: cell.rounded.compactMap { column, least in
                            places[column].map { ($0, least) }
                        }))
            }, isPublished: isPublished, isOfAllAreas: isOfAllAreas,
            suppressed: suppressed.mapValues { reasons in
                Dictionary(
                    uniqueKeysWithValues: reasons.compactMap { column, reason in places[column].map { ($0, reason) } })
            })
    }

    /// The table with the given columns alone; nil where no columns are given, or it does not have all of them.
    func with(_ own: [CountColumn]) -> CountTable? {
        guard own != columns else { return self }
        let kept = own.compactMap { columns.firstIndex(of: $0) }
        guard kept.count == own.count, !kept.isEmpty else { return nil }
        return keeping(kept)
    }

    /// The table restricted to some places, some of whose counts are already suppressed.
    func only(
        _ places: Set<Place>, suppressing suppressed: [Place: [Int: SuppressionReason]], isPublished: Bool = false
    ) -> CountTable {
        CountTable(
            indicator: indicator, breakdown: breakdown, span: span, family: family, columns: columns,
            cells: cells.filter { places.contains($0.place) }, isPublished: isPublished, suppressed: suppressed)
    }

    /// The table as it stands once it is published: without what is suppressed.
    func published(without suppressed: [Place: [Int: SuppressionReason]]) -> CountTable {
        CountTable(
            indicator: indicator, breakdown: breakdown, span: span, family: family, columns: columns,
            cells: cells.map { cell in
                guard let hidden = suppressed[cell.place]?.keys else { return cell }
                var counts = cell.counts
                for column in hidden { counts[column] = nil }
                return Cell(
                    place: cell.place, area: cell.area, counts: counts, suppressed: Set(hidden),
                    yearBefore: cell.yearBefore, people: cell.people)
            }, isPublished: true)
    }
}

extension CountTable {
    /// What is suppressed of the table, and what tables published before suppressed of the same counts.
    ///
    /// - Parameter suppressed: what is suppressed.
    func suppressed(
        in earlier: [CountTable], besides suppressed: [Place: [Int: SuppressionReason]]
    ) -> [Place: [Int: SuppressionReason]] {
        let same = earlier.filter { $0.indicator == indicator && $0.span == span && $0.breakdown == breakdown }
        guard !same.isEmpty else { return suppressed }
        let places = Set(cells.map(\.place))
        var all = suppressed
        for table in same {
            for cell in table.cells where places.contains(cell.place) {
                for kind in cell.suppressed.map({ table.columns[$0].kind }) {
                    guard let column = columns.firstIndex(where: { $0.kind == kind }) else { continue }
                    all[cell.place, default: [:]][column] = all[cell.place]?[column] ?? .earlierReturn
                }
            }
        }
        return all
    }

    /// The counts a year before that the cells are compared with, as a table of its own. They are suppressed together
    /// with the cells, and are the same figures as other returns give for that year. Nil for a table that is not
    /// compared with the year before.
    var yearBefore: CountTable? {
        guard cells.contains(where: { $0.yearBefore != nil }) else { return nil }
        return CountTable(
            indicator: indicator, breakdown: breakdown, span: span.yearBefore, family: family,
            columns: columns.filter { $0.kind == .observed },
            cells: cells.map { cell in
                Cell(place: cell.place, area: cell.area, counts: [cell.yearBefore])
            }, isPublished: isPublished)
    }

    /// The totals of a table that is broken down: everybody, whatever the group.
    var total: CountTable {
        var sums: [Place: Cell] = [:]
        for cell in cells {
            let place = Place(area: cell.place.area, group: nil)
            let before = sums[place]?.counts ?? columns.map { _ in 0 }
            sums[place] = Cell(
                place: place, area: cell.area,
                counts: zip(before, cell.counts).map { before, own in before.flatMap { sum in own.map { sum + $0 } } })
        }
        return CountTable(
            indicator: indicator, breakdown: nil, span: span, family: family, columns: columns,
            cells: sums.values.sorted { $0.place < $1.place }, isPublished: false, isOfAllAreas: isOfAllAreas)
    }

    /// What makes two tables the same, whatever their indicators are called.
    struct Content: Hashable {
        let breakdown: Breakdown?
        let span: Period
        let places: [Place]
        let counts: [[Int?]]
        let yearBefore: [Int?]
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
        let columns = report.countColumns
        guard !columns.isEmpty, !policy.notOfPeople.contains(report.indicator.id) else { return nil }
        let shown = report.findings.compactMap { finding in
            Cell(
                finding.area, finding.group?.value, columns, yearBefore: finding.figures.yearBefore,
                count: { finding[$0] })
        }
        let unshown = report.unshown.rows.compactMap { row in
            Cell(
                tree.area(row.level, code: row.code), row.group, columns, yearBefore: row.yearBefore,
                count: { row[$0] })
        }
        self.init(
            indicator: report.indicator.countsOf, breakdown: report.breakdown, span: report.period, family: family,
            columns: columns,
            cells: columns.countingNotAssigned((shown + unshown).sorted { $0.place < $1.place }, family, in: tree),
            isPublished: false, isOfAllAreas: true)
    }
}

extension Report {
    /// The columns of its counts. What a mean adds up, and what it divides by, need not be whole numbers, such as staff in
    /// full-time equivalents, and are not counts then. A column is left out for all areas where any area's number is not whole.
    fileprivate var countColumns: [CountColumn] {
        let columns = indicator.family.countColumns
        guard indicator.family == .mean else { return columns }
        return columns.filter { column in
            guard let kind = column.kind else { return true }
            return findings.allSatisfy { $0[kind] != nil } && unshown.rows.allSatisfy { $0[kind] != nil }
        }
    }
}

extension [CountColumn] {
    /// The cells of all areas, each larger area with the number of those in it who are not assigned to an authority: a report
    /// that shows the area says it, rounded, whether this one shows it or not.
    fileprivate func countingNotAssigned(
        _ cells: [CountTable.Cell], _ family: Family, in tree: AreaTree
    ) -> [CountTable.Cell] {
        guard let column = firstIndex(where: { $0.kind == .authority }),
            let counted = firstIndex(where: { $0.kind != nil && $0.kind == family.notAssignedCounts })
        else { return cells }
        var sums: [CountTable.Place: Int] = [:]
        for cell in cells where cell.place.area.level == .notAssigned {
            for level in AreaTree.tellingNotAssigned {
                guard let area = tree.parent(of: cell.place.area, at: level) else { continue }
                sums[CountTable.Place(area: area, group: cell.place.group), default: 0] += cell.counts[counted] ?? 0
            }
        }
        // Where a report counts them otherwise, nothing is known of other areas.
        let isSum = cells.allSatisfy { cell in
            !AreaTree.tellingNotAssigned.contains(cell.place.area.level)
                || cell.counts[column].map { $0 == sums[cell.place] ?? 0 } ?? true
        }
        guard isSum else { return cells }
        return cells.map { cell in
            guard cell.counts[column] == nil, AreaTree.tellingNotAssigned.contains(cell.place.area.level) else {
                return cell
            }
            var counts = cell.counts
            counts[column] = sums[cell.place] ?? 0
            return CountTable.Cell(
                place: cell.place, area: cell.area, counts: counts, yearBefore: cell.yearBefore, people: cell.people)
        }
    }
}

extension CountTable.Cell {
    /// Nil where the counts that the family's figures are made of are not known.
    fileprivate init?(
        _ area: Area, _ group: String?, _ columns: [CountColumn], yearBefore: Int?,
        count: (CountKind) -> Int?
    ) {
        let own = columns.map { column in
            if let kind = column.kind { return count(kind) }
            return count(.n).flatMap { n in count(.observed).map { n - $0 } }
        }
        // A supplied figure need not be a share of a whole, so that n less observed may be negative.
        guard
            zip(columns, own).allSatisfy({ column, count in column.isBeside || count != nil }),
            own.allSatisfy({ $0.map { $0 >= 0 } ?? true })
        else { return nil }
        place = CountTable.Place(area: .init(area), group: group)
        self.area = area
        self.counts = own
        self.yearBefore = yearBefore
        people = count(.people)
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

extension UnshownCounts.Row {
    var place: CountTable.Place { .init(area: .init(level: level, code: code), group: group) }
}
