import ReportKit

/// A whole and its parts within a table, or a total and its groups in another table. Counts are given by their numbers.
struct CellSum: Sendable {
    let whole: Int
    let parts: [Int]
    /// Whether the parts make up the whole without a remainder.
    let isComplete: Bool
    /// The whole less its parts, never negative; nil where a count is not known.
    let remainder: Int?
    /// Whether it is of areas whose counts were published apart, so that no table has all of them.
    var isAcross = false
}

/// How cells add up over areas and over groups of people, for each column of their counts.
struct CellSums {
    private let counts: NumberedCounts
    private let tree: AreaTree
    private var sums: [CellSum] = []
    /// The cells of each table that is not yet published, by place; read when first needed.
    private var known: [Int: [CountTable.Place: Int]] = [:]

    private init(_ counts: NumberedCounts, in tree: AreaTree) {
        self.counts = counts
        self.tree = tree
    }

    /// The sums among the counts of some tables.
    static func all(among counts: NumberedCounts, in tree: AreaTree) -> [CellSum] {
        var sums = CellSums(counts, in: tree)
        for table in counts.tables.indices { sums.addAreas(table) }
        sums.addAreasPublishedApart()
        sums.addGroups()
        return sums.sums
    }

    private mutating func addAreas(_ index: Int) {
        let table = counts.tables[index]
        let kinds = AreaTree.sums.count
        let byPlace = Dictionary(
            zip(table.cells.map(\.place), table.cells.indices), uniquingKeysWith: { first, _ in first })
        var parts = Array(repeating: [Int](), count: table.cells.count * kinds)
        var notAssigned = Array(repeating: [Int](), count: table.cells.count)
        for (number, cell) in table.cells.enumerated() {
            for whole in tree.wholes(of: cell.place.area) {
                guard let place = byPlace[.init(area: whole.area, group: cell.place.group)] else { continue }
                parts[place * kinds + whole.sum].append(number)
            }
            guard cell.place.area.level == .notAssigned else { continue }
            for level in AreaTree.tellingNotAssigned {
                guard let area = tree.parent(of: cell.place.area, at: level),
                    let place = byPlace[.init(area: area, group: cell.place.group)]
                else { continue }
                notAssigned[place].append(number)
            }
        }
        for (place, parts) in parts.enumerated() where !parts.isEmpty {
            let isAll =
                table.family.addsUpOverAreas
                && tree.isAll(
                    Set(parts.map { table.cells[$0].place.area }), of: table.cells[place / kinds].place.area,
                    bySum: place % kinds)
            add(index, place / kinds, index, parts, isAll: isAll)
        }
        if let column = table.column(.authority), let counted = table.family.notAssignedCounts.flatMap(table.column) {
            for (place, parts) in notAssigned.enumerated() where !parts.isEmpty {
                guard table.cells[place].counts[column] != nil || table.cells[place].suppressed.contains(column)
                else { continue }
                add(
                    counts.number(index, place, column), parts.map { counts.number(index, $0, counted) },
                    // A trust has one group of those not assigned; larger areas may have more than the table shows.
                    isComplete: table.isOfAllAreas || table.cells[place].place.area.level == .trust)
            }
        }
    }

    /// Areas whose parts are in several tables of the same counts: those of trusts that publish one after another are left
    /// of their region by all of them together.
    private mutating func addAreasPublishedApart() {
        struct Subject: Hashable {
            let indicator: String
            let breakdown: Breakdown?
            let span: Period
            let columns: [CountColumn]
        }
        let subjects = Dictionary(grouping: counts.tables.indices) { index in
            let table = counts.tables[index]
            return Subject(
                indicator: table.indicator, breakdown: table.breakdown, span: table.span, columns: table.columns)
        }
        for tables in subjects.values.sorted(by: { $0[0] < $1[0] }) where tables.count > 1 {
            var first: [CountTable.Place: (table: Int, cell: Int)] = [:]
            for table in tables {
                for (number, cell) in counts.tables[table].cells.enumerated() where first[cell.place] == nil {
                    first[cell.place] = (table, number)
                }
            }
            struct Whole: Hashable {
                let place: CountTable.Place
                let sum: Int
            }
            var parts: [Whole: [CountTable.Place]] = [:]
            for place in first.keys.sorted() {
                for whole in tree.wholes(of: place.area) {
                    let own = CountTable.Place(area: whole.area, group: place.group)
                    if first[own] != nil { parts[Whole(place: own, sum: whole.sum), default: []].append(place) }
                }
            }
            let places = tables.map { cellsByPlace($0) }
            for (whole, parts) in parts.sorted(by: { ($0.key.place, $0.key.sum) < ($1.key.place, $1.key.sum) })
            where !places.contains(where: { own in own[whole.place] != nil && parts.allSatisfy { own[$0] != nil } }) {
                guard let own = first[whole.place] else { continue }
                addApart(
                    own, parts.compactMap { first[$0] },
                    isAll: counts.tables[own.table].family.addsUpOverAreas
                        && tree.isAll(Set(parts.map(\.area)), of: whole.place.area, bySum: whole.sum))
            }
            addNotAssignedApart(tables, first)
        }
    }

    /// The number of a trust's offenders who are not assigned, as one table says it, and their own figure in another.
    private mutating func addNotAssignedApart(_ tables: [Int], _ first: [CountTable.Place: (table: Int, cell: Int)]) {
        let table = counts.tables[tables[0]]
        guard let column = table.column(.authority), let counted = table.family.notAssignedCounts.flatMap(table.column)
        else { return }
        for (place, part) in first.sorted(by: { $0.key < $1.key }) where place.area.level == .notAssigned {
            guard let trust = tree.parent(of: place.area, at: .trust) else { continue }
            let own = CountTable.Place(area: trust, group: place.group)
            for table in tables {
                let cells = cellsByPlace(table)
                guard let whole = cells[own], cells[place] == nil, isTold(column, of: cell((table, whole))),
                    isTold(counted, of: cell(part))
                else { continue }
                add(
                    counts.number(table, whole, column), [counts.number(part.table, part.cell, counted)],
                    isComplete: true, isAcross: true)
            }
        }
    }

    /// - Parameter isAll: whether the whole has no other parts.
    private mutating func addApart(
        _ whole: (table: Int, cell: Int), _ parts: [(table: Int, cell: Int)], isAll: Bool
    ) {
        let columns = counts.tables[whole.table].columns
        let mains = columns.indices.filter { !columns[$0].isBeside }
        let told = Self.isComplete(cell(whole), parts.map(cell), mains)
        guard told?.holds ?? true else { return }
        for column in mains {
            guard ([whole] + parts).allSatisfy({ isTold(column, of: cell($0)) }) else { continue }
            add(
                counts.number(whole.table, whole.cell, column),
                parts.map { counts.number($0.table, $0.cell, column) }, isComplete: told?.isComplete ?? isAll,
                isAcross: true)
        }
    }

    private func cell(_ place: (table: Int, cell: Int)) -> CountTable.Cell {
        counts.tables[place.table].cells[place.cell]
    }

    private func isTold(_ column: Int, of cell: CountTable.Cell) -> Bool {
        cell.counts[column] != nil || cell.suppressed.contains(column)
    }

    /// Totals of one table whose groups are in another of the same span.
    private mutating func addGroups() {
        for (index, table) in counts.tables.enumerated() where table.breakdown == nil {
            for (other, groups) in counts.tables.enumerated()
            where groups.breakdown != nil && groups.span == table.span && groups.indicator == table.indicator
                && groups.columns == table.columns
            {
                let parts = Dictionary(grouping: groups.cells.indices) { groups.cells[$0].place.area }
                for (whole, cell) in table.cells.enumerated() {
                    if let parts = parts[cell.place.area] { add(index, whole, other, parts) }
                }
            }
        }
    }

    /// Adds a sum for every column, unless the parts add up to more than the whole, as they can where people are
    /// supervised in one place and live in another.
    ///
    /// - Parameter isAll: whether the whole has no other parts.
    private mutating func add(_ table: Int, _ whole: Int, _ other: Int, _ parts: [Int], isAll: Bool = false) {
        let columns = counts.tables[table].columns
        guard let isComplete = isComplete(table, whole, other, parts, isAll: isAll) else { return }
        for index in columns.indices {
            let cell = counts.tables[table].cells[whole]
            let of = counts.tables[other]
            // A count that is neither told nor suppressed does not exist: only larger areas have some of them.
            guard cell.counts[index] != nil || cell.suppressed.contains(index),
                parts.allSatisfy({ of.cells[$0].counts[index] != nil || of.cells[$0].suppressed.contains(index) })
            else { continue }
            add(
                counts.number(table, whole, index), parts.map { counts.number(other, $0, index) },
                isComplete: isComplete)
        }
    }

    private mutating func add(_ whole: Int, _ parts: [Int], isComplete: Bool, isAcross: Bool = false) {
        var remainder = counts.count(whole)
        for part in parts { remainder = remainder.flatMap { rest in counts.count(part).map { rest - $0 } } }
        if let remainder, remainder < 0 || isComplete && remainder != 0 { return }
        sums.append(
            CellSum(whole: whole, parts: parts, isComplete: isComplete, remainder: remainder, isAcross: isAcross))
    }

    /// Whether the parts make up the whole in every count that the figures are made of; nil where they are no parts of
    /// it.
    private mutating func isComplete(
        _ table: Int, _ whole: Int, _ other: Int, _ parts: [Int], isAll: Bool
    ) -> Bool? {
        let own = counts.tables[table]
        let mains = own.columns.indices.filter { !own.columns[$0].isBeside }
        if let told = Self.isComplete(own.cells[whole], parts.map { counts.tables[other].cells[$0] }, mains) {
            return told.holds ? told.isComplete : nil
        }
        // Where counts are suppressed, the same areas and groups in a table whose counts are known tell: one of the same
        // time by itself, others only together. At another time a part may be missing that has nobody then, such as
        // people who are not assigned to an authority.
        guard other == table else { return false }
        let places = parts.map { own.cells[$0].place }
        var isComplete: Bool?
        for (index, candidate) in counts.tables.enumerated()
        where !candidate.isPublished && candidate.indicator == own.indicator && candidate.columns == own.columns {
            let cells = cellsByPlace(index)
            guard let total = cells[own.cells[whole].place] else { continue }
            let found = places.compactMap { cells[$0] }
            guard found.count == places.count,
                let told = Self.isComplete(candidate.cells[total], found.map { candidate.cells[$0] }, mains)
            else { continue }
            if candidate.span == own.span, candidate.breakdown == own.breakdown {
                return told.holds ? told.isComplete : nil
            }
            isComplete = (isComplete ?? true) && told.holds && told.isComplete
        }
        return isComplete ?? isAll
    }

    private static func isComplete(
        _ whole: CountTable.Cell, _ parts: [CountTable.Cell], _ columns: [Int]
    ) -> (holds: Bool, isComplete: Bool)? {
        var isComplete = true
        for column in columns {
            guard var rest = whole.counts[column] else { return nil }
            for part in parts {
                guard let count = part.counts[column] else { return nil }
                rest -= count
            }
            if rest < 0 { return (false, false) }
            if rest > 0 { isComplete = false }
        }
        return (true, isComplete)
    }

    private mutating func cellsByPlace(_ table: Int) -> [CountTable.Place: Int] {
        if let found = known[table] { return found }
        let cells = counts.tables[table].cells
        let made = Dictionary(zip(cells.map(\.place), cells.indices), uniquingKeysWith: { first, _ in first })
        known[table] = made
        return made
    }
}

extension CountTable {
    /// What a table is of, besides its indicator.
    fileprivate struct Time: Equatable {
        let span: Period
        let breakdown: Breakdown?
    }

    fileprivate var time: Time { Time(span: span, breakdown: breakdown) }
}
