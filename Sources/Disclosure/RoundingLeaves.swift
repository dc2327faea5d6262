import ReportKit

/// The counts of a table that are not sums of others: those of the smallest areas, and what a whole has beside its parts.
struct LeafTable: Sendable {
    /// A leaf's area, or the whole that it is the rest of.
    struct Place: Hashable, Comparable, Sendable {
        let area: AreaTree.Key
        let isRest: Bool

        static func < (first: Place, second: Place) -> Bool {
            first.area == second.area ? !first.isRest && second.isRest : first.area < second.area
        }
    }

    struct Leaf: Sendable {
        let place: Place
        let group: String?
        /// One per column of the table; nil where there is no such count.
        let counts: [Int?]
    }

    let leaves: [Leaf]
    /// For each cell of the table, the leaves that it is the sum of.
    let leavesOfCell: [[Int]]
    /// The areas that are sums of others.
    let wholes: Set<AreaTree.Key>

    init(_ table: CountTable, in tree: AreaTree) {
        let sums = Self.sums(of: table, in: tree)
        wholes = Set(sums.keys.map { table.cells[$0].place.area })
        var leaves: [Leaf] = []
        var own: [Int: Int] = [:]
        for cell in table.cells.indices {
            let (place, counts) = (table.cells[cell].place, table.cells[cell].counts)
            if let sum = sums[cell] {
                guard !sum.isComplete else { continue }
                let rest = counts.indices.map { column in
                    sum.parts.reduce(counts[column]) { rest, part in
                        rest.flatMap { rest in table.cells[part].counts[column].map { rest - $0 } }
                    }
                }
                leaves.append(Leaf(place: Place(area: place.area, isRest: true), group: place.group, counts: rest))
            } else {
                leaves.append(Leaf(place: Place(area: place.area, isRest: false), group: place.group, counts: counts))
            }
            own[cell] = leaves.count - 1
        }
        var found: [Int: [Int]] = [:]
        func all(_ cell: Int) -> [Int] {
            if let known = found[cell] { return known }
            let all = (own[cell].map { [$0] } ?? []) + (sums[cell]?.parts ?? []).flatMap(all)
            found[cell] = all
            return all
        }
        leavesOfCell = table.cells.indices.map(all)
        self.leaves = leaves
    }

    /// For each cell that is a sum of others, its parts. Where a whole has several sets of parts, the first is used: all
    /// agree where those parts are in turn sums of the same counts.
    private static func sums(
        of table: CountTable, in tree: AreaTree
    ) -> [Int: (parts: [Int], isComplete: Bool)] {
        guard let column = table.columns.indices.first(where: { !table.columns[$0].isBeside }) else { return [:] }
        let counts = NumberedCounts([table])
        var sums: [Int: (parts: [Int], isComplete: Bool)] = [:]
        for sum in CellSums.all(among: counts, in: tree) where counts.indexOfColumn(sum.whole) == column {
            let cellOf = { (number: Int) in number / table.columns.count }
            guard sums[cellOf(sum.whole)] == nil else { continue }
            sums[cellOf(sum.whole)] = (sum.parts.map(cellOf), sum.isComplete)
        }
        return sums
    }
}

/// The leaves of several indicators' tables of one span and one breakdown, each with the counts of all of them.
struct RoundingLeaves: Sendable {
    /// One kind of count of one indicator, or what an inequality between indicators leaves over.
    struct Column: Sendable {
        /// The index of its table; nil for what is left over.
        let table: Int?
        /// The index of the relation that leaves it over.
        let relation: Int?
        let column: Int
        let indicator: String
        let kind: CountKind?
        let overTime: CountColumn.OverTime
        /// Whether it is published, rather than only known to make up others.
        let isShown: Bool
    }

    struct Leaf: Sendable {
        let place: LeafTable.Place
        let group: String?
        /// The region that it lies in, and smaller areas, down to its own.
        let path: [String]
        /// One per column; nil where it is not known.
        var counts: [Int?]

        /// Where it stands in published tables; nil for what a whole has beside its parts, which is not published.
        var published: CountTable.Place? { place.isRest ? nil : CountTable.Place(area: place.area, group: group) }
    }

    let columns: [Column]
    /// Weighted sums of columns that are zero at every leaf, as far as its true counts say so.
    let equations: [[RoundingSystem.Term]]
    /// In the order of areas within their regions.
    let leaves: [Leaf]
    let tables: [LeafTable]
    /// For each table, the index in ``leaves`` of each of its own.
    let numbers: [[Int]]
    /// For each table, the places of its cells.
    let places: [[CountTable.Place]]
    /// The areas that are sums of others, in any of the tables.
    let wholes: Set<AreaTree.Key>

    /// - Parameters:
    ///   - tables: at most one of each indicator, all of one span and one breakdown.
    ///   - relations: what holds between the indicators.
    ///   - others: more areas that are sums of others.
    init(
        _ tables: [CountTable], _ relations: [CountRelation], in tree: AreaTree, wholes others: Set<AreaTree.Key> = []
    ) {
        let (columns, equations) = Self.columns(of: tables, relations)
        let own = tables.map { LeafTable($0, in: tree) }
        let wholes = own.reduce(others) { $0.union($1.wholes) }
        self.wholes = wholes
        struct Key: Hashable {
            let place: LeafTable.Place
            let group: String?

            /// An area that is a sum of others in one table, and has no parts in another, has all of its count beside them
            /// there.
            init(_ leaf: LeafTable.Leaf, _ wholes: Set<AreaTree.Key>) {
                place = LeafTable.Place(area: leaf.place.area, isRest: wholes.contains(leaf.place.area))
                group = leaf.group
            }
        }
        var known: [Key: Int] = [:]
        var leaves: [Leaf] = []
        let firsts = tables.indices.map { table in columns.firstIndex { $0.table == table } ?? 0 }
        let kept = tables.indices.map { table in columns.filter { $0.table == table }.map(\.column) }
        for leaf in own.flatMap(\.leaves) {
            let key = Key(leaf, wholes)
            guard known[key] == nil else { continue }
            known[key] = leaves.count
            // An area without any row has no cell, in a table of all areas.
            leaves.append(
                Leaf(
                    place: key.place, group: leaf.group, path: tree.path(to: key.place),
                    counts: columns.map { column in column.table.flatMap { tables[$0].isOfAllAreas ? 0 : nil } }))
        }
        for (table, structure) in own.enumerated() {
            for leaf in structure.leaves {
                guard let number = known[Key(leaf, wholes)] else { continue }
                for (index, column) in kept[table].enumerated() {
                    leaves[number].counts[firsts[table] + index] = leaf.counts[column]
                }
            }
        }
        for (index, column) in columns.enumerated() where column.table == nil {
            guard let equation = equations.firstIndex(where: { $0.contains { $0.column == index } }) else { continue }
            for leaf in leaves.indices {
                leaves[leaf].counts[index] = nil
                let terms = equations[equation].filter { $0.column != index }
                let rest = RoundingSystem.sum(terms, of: leaves[leaf].counts)
                leaves[leaf].counts[index] = rest.flatMap { $0 >= 0 ? $0 : nil }
            }
        }
        let order = leaves.indices.sorted { one, other in
            let (first, second) = (leaves[one], leaves[other])
            if first.path != second.path { return first.path.lexicographicallyPrecedes(second.path) }
            if first.place != second.place { return first.place < second.place }
            return (first.group ?? "") < (second.group ?? "")
        }
        var newPlaces = Array(repeating: 0, count: leaves.count)
        for (place, number) in order.enumerated() { newPlaces[number] = place }
        places = tables.map { $0.cells.map(\.place) }
        numbers = own.map { structure in
            structure.leaves.map { newPlaces[known[Key($0, wholes)] ?? 0] }
        }
        self.leaves = order.map { leaves[$0] }
        self.tables = own
        self.columns = columns
        self.equations = equations
    }

    /// The counts that are rounded, or that say something of those, and what holds among them.
    private static func columns(
        of tables: [CountTable], _ relations: [CountRelation]
    ) -> (columns: [Column], equations: [[RoundingSystem.Term]]) {
        var columns: [Column] = []
        var numbers: [[Int?]] = []
        for (index, table) in tables.enumerated() {
            let told = Set(
                relations.flatMap(\.terms).filter { $0.indicator == table.indicator }
                    .compactMap { table.column($0.kind) })
            numbers.append(
                table.columns.indices.map { column in
                    let own = table.columns[column]
                    guard !own.isBeside || told.contains(column) else { return nil }
                    columns.append(
                        Column(
                            table: index, relation: nil, column: column, indicator: table.indicator, kind: own.kind,
                            overTime: own.overTime, isShown: !own.isBeside))
                    return columns.count - 1
                })
        }
        var equations: [[RoundingSystem.Term]] = []
        for (index, table) in tables.enumerated() {
            for equation in table.family.cellEquations {
                let terms = equation.terms.compactMap { term in
                    table.column(term.kind).flatMap { numbers[index][$0] }.map {
                        RoundingSystem.Term(column: $0, factor: Int(term.factor))
                    }
                }
                if terms.count == equation.terms.count { equations.append(terms) }
            }
        }
        for (index, relation) in relations.enumerated() {
            let isOfRest = relation.isOfRest(beside: relations)
            var terms = relation.terms.compactMap { term -> RoundingSystem.Term? in
                guard let table = tables.firstIndex(where: { $0.indicator == term.indicator }),
                    let column = tables[table].column(isOfRest ? nil : term.kind), let number = numbers[table][column]
                else { return nil }
                return RoundingSystem.Term(column: number, factor: term.factor)
            }
            guard terms.count == relation.terms.count else { continue }
            if relation.comparison == .atLeast {
                columns.append(
                    Column(
                        table: nil, relation: index, column: 0, indicator: relation.terms[0].indicator, kind: nil,
                        overTime: .none, isShown: false))
                terms.append(RoundingSystem.Term(column: columns.count - 1, factor: -1))
            }
            equations.append(terms)
        }
        return (columns, equations)
    }
}

extension CountRelation {
    /// Whether denominators leave something over, as numerators of the same indicators do. What both leave over is then
    /// those who are counted and those who are not, of the same people.
    fileprivate func isOfRest(beside relations: [CountRelation]) -> Bool {
        guard comparison == .atLeast, terms.allSatisfy({ $0.kind == .n }) else { return false }
        return relations.contains { other in
            other.comparison == comparison
                && other.terms == terms.map { Term($0.indicator, .observed, times: $0.factor) }
        }
    }
}

extension AreaTree {
    /// The region, trust and delivery unit that a place lies in, and the place itself.
    fileprivate func path(to place: LeafTable.Place) -> [String] {
        [AreaLevel.region, .trust, .ldu].map { level in
            place.area.level == level ? place.area.code : parent(of: place.area, at: level)?.code ?? ""
        } + ["\(place.area.level.rawValue) \(place.area.code) \(place.isRest)"]
    }
}
