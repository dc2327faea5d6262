import ReportKit

/// Small count rounding: small counts are rounded to 0 or to the base, and whatever they are part of is recomputed, so that
/// every table still adds up, and tables by group add up to the totals.
///
/// Totals come first, and do not depend on the groups that are asked for: of the counts that are not themselves sums, those
/// below the base are rounded, and a whole is the sum of its rounded parts. Groups then add up to the rounded total of
/// their area: small ones are rounded, and a large one makes up the difference (``RoundedGroups``).
///
/// Which of the small counts go up says nothing about them: so many go up as keep their sum, by ``RoundedSmallCounts``,
/// spread evenly in the order of places. Somebody who knows all of this still has at least `valuesLeft` values for each.
/// The same tables give the same result.
struct ControlledRounding {
    /// The counts of each table's cells in their order, one count per column.
    private(set) var counts: [[[Int?]]]
    /// Whether a cell, or any of the counts it is the sum of, was rounded.
    private(set) var isRounded: [[Bool]]

    private let base: Int
    private let valuesLeft: Int

    /// What was published before of one table: its rounded counts, one per side, which are kept.
    typealias Kept = [CountTable.Place: [Int?]]

    /// - Parameters:
    ///   - tables: those of one indicator, with every count known.
    ///   - base: small counts are rounded to 0 or to this.
    ///   - valuesLeft: how many values of a small count must remain possible.
    ///   - kept: for each table, what was published of it before; empty where nothing was.
    init(
        _ tables: [CountTable], in tree: AreaTree, base: Int, valuesLeft: Int = 3, kept: [Kept] = []
    ) {
        self.base = base
        self.valuesLeft = valuesLeft
        counts = tables.map { $0.cells.map(\.counts) }
        isRounded = tables.map { $0.cells.map { _ in false } }
        let kept = tables.indices.map { kept.indices.contains($0) ? kept[$0] : [:] }
        var totals: [Period: [LeafTable]] = [:]
        for (index, table) in tables.enumerated() where table.breakdown == nil {
            let leaves = rounded(table, in: tree, kept: kept[index])
            totals[table.span] = leaves
            write(leaves, of: table, to: index)
        }
        for (index, table) in tables.enumerated() where table.breakdown != nil {
            let whole = totals[table.span] ?? rounded(table.total, in: tree, kept: [:])
            totals[table.span] = whole
            var leaves = LeafTable.all(of: table, in: tree)
            for side in leaves.indices {
                RoundedGroups(whole[side], base: base, valuesLeft: valuesLeft).round(&leaves[side], kept: kept[index])
            }
            write(leaves, of: table, to: index)
        }
    }

    /// The leaves of a table of totals, one per column, rounded.
    private func rounded(_ table: CountTable, in tree: AreaTree, kept: Kept) -> [LeafTable] {
        var leaves = LeafTable.all(of: table, in: tree)
        for side in leaves.indices {
            leaves[side].roundSmall(base: base, valuesLeft: valuesLeft)
            leaves[side].keep(kept)
        }
        return leaves
    }

    private mutating func write(_ leaves: [LeafTable], of table: CountTable, to index: Int) {
        for leaves in leaves {
            for cell in table.cells.indices {
                counts[index][cell][leaves.column] = leaves.count(ofCell: cell)
                isRounded[index][cell] = isRounded[index][cell] || leaves.isChanged(cell: cell)
            }
        }
        // Of a share, those counted and those not are rounded, and make up the denominator.
        guard let n = table.column(.n), let observed = table.column(.observed), let rest = table.column(nil) else {
            return
        }
        for cell in table.cells.indices {
            counts[index][cell][n] = counts[index][cell][observed].flatMap { counted in
                counts[index][cell][rest].map { counted + $0 }
            }
        }
    }
}

extension CountTable {
    /// The columns that are rounded by themselves.
    fileprivate var roundedColumns: [Int] {
        let isShare = column(nil) != nil
        return columns.indices.filter { !columns[$0].isBeside && !(isShare && columns[$0].kind == .n) }
    }
}

/// One column of a table, as the counts that are not sums of others: those of the smallest areas, and what a whole has beside
/// its parts.
struct LeafTable {
    /// A leaf's area, or the whole that it is the rest of.
    struct Place: Hashable, Comparable {
        let area: AreaTree.Key
        let isRest: Bool

        static func < (first: Place, second: Place) -> Bool {
            first.area == second.area ? !first.isRest && second.isRest : first.area < second.area
        }
    }

    struct Leaf {
        let place: Place
        let group: String?
        let truth: Int
        var rounded: Int
        /// Whether it does not show the truth, or could be thought not to.
        var isMarked = false
    }

    let column: Int
    /// In the order of places, those of one group after another.
    var leaves: [Leaf]
    /// For each cell of the table, the leaves that it is the sum of.
    private let leavesOfCell: [[Int]]
    /// Counts of cells that were published before.
    private var kept: [Int?]
    private let places: [CountTable.Place]

    /// The leaves of a table, for each column that is rounded by itself.
    static func all(of table: CountTable, in tree: AreaTree) -> [LeafTable] {
        let counts = NumberedCounts([table])
        let sums = CellSums.all(among: counts, in: tree)
        return table.roundedColumns.map { column in
            let cellOf = { (number: Int) in number / table.columns.count }
            let own = sums.filter { sum in
                counts.indexOfColumn(sum.whole) == column && sum.parts.allSatisfy { counts.indexOfColumn($0) == column }
            }
            return LeafTable(
                table, own.map { (cellOf($0.whole), $0.parts.map(cellOf), $0.isComplete ? nil : $0.remainder) },
                column: column)
        }
    }

    private init(
        _ table: CountTable, _ sums: [(whole: Int, parts: [Int], remainder: Int?)], column: Int
    ) {
        self.column = column
        // Where a whole has several sets of parts, the first is used: all agree where those parts are in turn sums of the
        // same counts.
        var sumOf: [Int: (whole: Int, parts: [Int], remainder: Int?)] = [:]
        for sum in sums where sumOf[sum.whole] == nil { sumOf[sum.whole] = sum }
        var leaves: [Leaf] = []
        var own: [Int: Int] = [:]
        func leaf(_ place: Place, _ group: String?, _ count: Int) -> Int {
            leaves.append(Leaf(place: place, group: group, truth: count, rounded: count))
            return leaves.count - 1
        }
        var rests: [Int: Int] = [:]
        for cell in table.cells.indices {
            let place = table.cells[cell].place
            if let sum = sumOf[cell] {
                if let remainder = sum.remainder {
                    rests[cell] = leaf(Place(area: place.area, isRest: true), place.group, remainder)
                }
            } else {
                own[cell] = leaf(
                    Place(area: place.area, isRest: false), place.group, table.cells[cell].counts[column] ?? 0)
            }
        }
        var found: [Int: [Int]] = [:]
        func all(_ cell: Int) -> [Int] {
            if let known = found[cell] { return known }
            var all = rests[cell].map { [$0] } ?? []
            if let leaf = own[cell] { all.append(leaf) }
            for part in sumOf[cell]?.parts ?? [] { all += Self.leaves(of: part, all: { found[$0] }, own, rests, sumOf) }
            found[cell] = all
            return all
        }
        leavesOfCell = table.cells.indices.map { all($0) }
        self.leaves = leaves
        kept = table.cells.indices.map { _ in nil }
        places = table.cells.map(\.place)
    }

    private static func leaves(
        of cell: Int, all known: (Int) -> [Int]?, _ own: [Int: Int], _ rests: [Int: Int],
        _ sumOf: [Int: (whole: Int, parts: [Int], remainder: Int?)]
    ) -> [Int] {
        if let known = known(cell) { return known }
        return (rests[cell].map { [$0] } ?? []) + (own[cell].map { [$0] } ?? [])
            + (sumOf[cell]?.parts ?? []).flatMap { leaves(of: $0, all: known, own, rests, sumOf) }
    }

    func count(ofCell cell: Int) -> Int {
        kept[cell] ?? leavesOfCell[cell].reduce(0) { $0 + leaves[$1].rounded }
    }

    func isChanged(cell: Int) -> Bool {
        kept[cell] != nil || leavesOfCell[cell].contains { leaves[$0].isMarked }
    }

    /// Rounds the small counts of each group.
    mutating func roundSmall(base: Int, valuesLeft: Int) {
        let order = leaves.indices.sorted { leaves[$0].place < leaves[$1].place }
        for (_, small) in Dictionary(
            grouping: order.filter { (1..<base).contains(leaves[$0].truth) }, by: { leaves[$0].group })
        {
            let rounded = RoundedSmallCounts(
                sum: small.reduce(0) { $0 + leaves[$1].truth }, of: small.count, base: base, valuesLeft: valuesLeft)
            for (index, leaf) in small.enumerated() {
                leaves[leaf].rounded = rounded.isUp(index) ? base : 0
                leaves[leaf].isMarked = true
            }
        }
    }

    /// Takes what was published before in place of what was computed.
    mutating func keep(_ published: ControlledRounding.Kept) {
        guard !published.isEmpty else { return }
        for (cell, place) in places.enumerated() {
            guard let counts = published[place], counts.indices.contains(column), let count = counts[column] else {
                continue
            }
            kept[cell] = count
            if leavesOfCell[cell].count == 1 {
                leaves[leavesOfCell[cell][0]].rounded = count
                leaves[leavesOfCell[cell][0]].isMarked = true
            }
        }
    }
}
