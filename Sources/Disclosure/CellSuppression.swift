import ReportKit

/// Which counts of related indicators' tables are suppressed.
///
/// First those that are small (primary suppression). Then, for each suppressed count, GLPK finds the values that remain
/// possible for an attacker who knows every published count and how counts add up. Where fewer values remain than the
/// policy requires, the cheapest set of counts whose suppression makes another value possible is suppressed too
/// (secondary suppression, one linear program each, after Kelly, Golden and Assad 1992), until every count is safe.
struct CellSuppression {
    let counts: NumberedCounts
    /// For each count, why it is suppressed; nil where it is not, or was published before.
    var marks: [SuppressionReason?]

    let policy: DisclosurePolicy
    let tree: AreaTree
    let model: AdditiveModel
    /// One consistent assignment of all unknowns; used as the solver's starting point.
    let assignment: [Double]
    /// The attacker's knowledge. A range once found stays attainable, because suppressing more only widens it.
    var attacker: Solver?
    /// The attacker's knowledge if everything not yet published were suppressed; made when first needed.
    var attackerBefore: Solver?
    /// What all of its linear programs may take together.
    let budget: SolverBudget
    /// The counts that may be suppressed.
    let proposed: [Int]
    /// Whether the counts of each table may be suppressed: they were not published before.
    let isProposed: [Bool]
    /// Whether a reader knows each count.
    var isKnown: [Bool] = []
    /// Pairs of counts behind one figure, which are suppressed together; each points to the other.
    let partners: [Int: Int]
    /// Where counts may change around a target.
    var neighbourhoods: Neighbourhoods

    /// - Parameters:
    ///   - proposed: the tables of related indicators, including those published before. A table whose figures are
    ///     compared with the year before is weighed together with that year's.
    ///   - relations: what holds between the indicators.
    init(
        _ proposed: [CountTable], _ relations: [CountRelation] = [], in tree: AreaTree, _ policy: DisclosurePolicy
    ) throws(Solver.Failure) {
        let before = proposed.map(\.yearBefore)
        let counts = NumberedCounts(proposed + before.compactMap(\.self))
        var partners: [Int: Int] = [:]
        var next = proposed.count
        for table in proposed.indices where before[table] != nil {
            if let column = proposed[table].column(.observed) {
                for cell in proposed[table].cells.indices {
                    let (own, other) = (counts.number(table, cell, column), counts.number(next, cell, 0))
                    partners[own] = other
                    partners[other] = own
                }
            }
            next += 1
        }
        self.counts = counts
        self.partners = partners
        self.policy = policy
        self.tree = tree
        budget = SolverBudget(policy)
        self.proposed = counts.indices.filter { number in
            guard !counts.table(of: number).isPublished, counts.count(number) != nil else { return false }
            return counts.column(of: number).showing == .byItself
        }
        isProposed = counts.tables.map { !$0.isPublished }
        marks = Array(repeating: nil, count: counts.indices.count)
        (model, assignment) = try Self.consistent(
            counts, CellSums.all(among: counts, in: tree), relations, policy, budget)
        neighbourhoods = Neighbourhoods(counts, in: tree)
        markAlreadySuppressed()
        markSmall()
        markEarlier()
        isKnown = known(hidesAll: false)
        attacker = solver(isKnown)
        let first = marks
        try takeBack(protect(), besides: first)
    }

    /// The furthest-reaching model that the known counts do not contradict, and one assignment that satisfies it.
    private static func consistent(
        _ counts: NumberedCounts, _ sums: [CellSum], _ relations: [CountRelation], _ policy: DisclosurePolicy,
        _ budget: SolverBudget
    ) throws(Solver.Failure) -> (AdditiveModel, [Double]) {
        for reach in AdditiveModel.Reach.allCases {
            let model = AdditiveModel(counts, sums, relations, reach: reach)
            var system = model.system
            boundRounded(&system, counts, policy) { _ in true }
            // Where every count is known, nothing is left to find.
            let known = model.truth.compactMap { $0.map(Double.init) }
            if known.count == model.truth.count,
                zip(known, system.bounds).allSatisfy({ $1.lower <= $0 && $0 <= $1.upper })
            {
                return (model, known)
            }
            for (unknown, count) in model.truth.enumerated() {
                // Beside what was rounded before its records were revised, another value is taken as true.
                let (least, greatest) = system.bounds[unknown]
                guard let count = count.map(Double.init), least <= count, count <= greatest else { continue }
                system.bound(unknown, from: count, to: count)
            }
            let solver = Solver(system, model.incidence, from: nil, budget: budget)
            if let truth = try solver.solution() { return (model, truth) }
        }
        throw .contradiction
    }

    // MARK: - Primary

    /// What is already suppressed stays suppressed.
    private mutating func markAlreadySuppressed() {
        for number in proposed {
            let table = counts.table(of: number)
            guard !table.suppressed.isEmpty,
                let reason = table.suppressed[counts.cell(of: number).place]?[counts.indexOfColumn(number)]
            else { continue }
            mark(number, reason)
        }
    }

    private mutating func markSmall() {
        for (index, table) in counts.tables.enumerated() where !table.isPublished {
            for (number, cell) in table.cells.enumerated() {
                for (column, reason) in policy.reasonsToKeep(cell, table.columns) {
                    mark(counts.number(index, number, column), reason)
                }
            }
        }
    }

    /// Suppresses a count, and its partner in the same figure.
    ///
    /// - Returns: those of them that were not suppressed before.
    @discardableResult
    mutating func mark(_ number: Int, _ reason: SuppressionReason) -> [Int] {
        var numbers = [number]
        if let partner = partners[number] { numbers.append(partner) }
        let added = numbers.filter { marks[$0] == nil && counts.count($0) != nil }
        for number in added { marks[number] = reason }
        return added
    }

    /// What an earlier publication suppressed stays suppressed.
    private mutating func markEarlier() {
        struct Key: Hashable {
            let indicator: String
            let kind: CountKind?
            let place: CountTable.Place
            let breakdown: Breakdown?
            let span: Period
        }
        func key(_ number: Int) -> Key {
            let table = counts.table(of: number)
            return Key(
                indicator: table.indicator, kind: counts.column(of: number).kind, place: counts.cell(of: number).place,
                breakdown: table.breakdown, span: table.span)
        }
        let suppressed = Set(suppressedEarlier.map(key))
        guard !suppressed.isEmpty else { return }
        for number in proposed where marks[number] == nil && suppressed.contains(key(number)) {
            mark(number, .earlierReturn)
        }
    }

    /// The counts that earlier publications suppressed.
    var suppressedEarlier: [Int] {
        var found: [Int] = []
        for (index, table) in counts.tables.enumerated() where table.isPublished {
            for (number, cell) in table.cells.enumerated() {
                found += cell.suppressed.filter { !table.columns[$0].isBeside }.sorted().map {
                    counts.number(index, number, $0)
                }
            }
        }
        return found
    }

    // MARK: - The attacker's knowledge

    /// What a reader knows of each count of a cell.
    ///
    /// - Parameter hidesAll: whether nothing is shown that was not published before.
    func known(_ cell: Range<Int>, hidesAll: Bool = false) -> [Bool] {
        let table = counts.table(of: cell.lowerBound)
        if hidesAll, !table.isPublished { return cell.map { _ in false } }
        let shown = cell.map { marks[$0] == nil && counts.isCount($0) }
        return table.columns.enumerated().map { index, column in
            guard counts.isCount(cell.lowerBound + index) else { return false }
            switch column.showing {
            case .byItself: return shown[index]
            case .followsFrom(let kinds):
                return kinds.allSatisfy { kind in
                    table.columns.firstIndex { $0.kind == kind }.map { shown[$0] } ?? false
                }
            case .rounded: return false
            }
        }
    }

    func known(hidesAll: Bool) -> [Bool] {
        var known: [Bool] = []
        known.reserveCapacity(counts.indices.count)
        while known.count < counts.indices.count {
            known += self.known(counts.cellmates(known.count), hidesAll: hidesAll)
        }
        return known
    }

    func solver(_ known: [Bool], hidesAll: Bool = false) -> Solver {
        Solver(system(known, hidesAll: hidesAll), model.incidence, from: assignment, budget: budget)
    }

    /// Of a rounded count beside a figure that is shown it is known between which values it lies.
    ///
    /// - Parameters:
    ///   - hidesAll: whether nothing is shown that was not published before.
    ///   - isShown: whether a count is not suppressed.
    private static func boundRounded(
        _ system: inout LinearSystem, _ counts: NumberedCounts, _ policy: DisclosurePolicy, hidesAll: Bool = false,
        where isShown: (Int) -> Bool
    ) {
        let base = policy.besideBase
        for (index, table) in counts.tables.enumerated() where !hidesAll || table.isPublished {
            let rounded = table.columns.indices.filter { table.columns[$0].isBeside }
            for (number, cell) in table.cells.enumerated() {
                guard !rounded.isEmpty, isWhole(counts, index, number, isShown) else { continue }
                for column in rounded {
                    guard let least = cell.rounded[column] ?? cell.counts[column].map({ $0 / base * base }) else {
                        continue
                    }
                    system.bound(
                        counts.number(index, number, column), from: Double(least), to: Double(least + base - 1))
                }
            }
        }
    }

    /// Whether every count of a cell that is shown by itself is shown.
    private static func isWhole(_ counts: NumberedCounts, _ table: Int, _ cell: Int, _ isShown: (Int) -> Bool) -> Bool {
        let columns = counts.tables[table].columns
        return columns.indices.allSatisfy { column in
            columns[column].showing != .byItself || isShown(counts.number(table, cell, column))
        }
    }

    /// - Parameter hidesAll: whether nothing is shown that was not published before.
    func system(_ known: [Bool], hidesAll: Bool = false) -> LinearSystem {
        var system = model.system
        Self.boundRounded(&system, counts, policy, hidesAll: hidesAll) { marks[$0] == nil }
        // A count is published exactly or not at all. Whether it is suppressed because it is small or to protect another
        // is not published: where an area's total and each of its groups are small, that alone would give them away.
        for number in counts.indices where known[number] {
            system.bound(number, from: assignment[number], to: assignment[number])
        }
        return system
    }
}

extension DisclosurePolicy {
    /// The columns of a cell whose counts must be suppressed for their own sake, and why.
    func reasonsToKeep(_ cell: CountTable.Cell, _ columns: [CountColumn]) -> [(column: Int, reason: SuppressionReason)]
    {
        let small = 1...largestSmallCount
        var kept: [(column: Int, reason: SuppressionReason)] = []
        var numerator: SuppressionReason?
        var n = 0
        for (index, column) in columns.enumerated() {
            guard let count = cell.counts[index], !column.isBeside else { continue }
            if column.kind == .n { n = count }
            guard small.contains(count) else { continue }
            if column.kind == nil { numerator = column.whenSmall } else { kept.append((index, column.whenSmall)) }
        }
        // What is left of a count that is suppressed for its own sake is not known either.
        if kept.contains(where: { columns[$0.column].kind == .n }) { numerator = nil }
        // Few people account for the events: one of them could work out the others'.
        if numerator == nil, isSmall(cell.people) { numerator = .fewPeople }
        guard let observed = columns.firstIndex(where: { $0.kind == .observed }) else { return kept }
        let isShare = columns.contains { $0.kind == nil }
        if numerator == nil, isShare, n > 0, n < extremesBelow, cell.counts[observed] == 0 || cell.counts[observed] == n
        {
            numerator = .everyoneOrNobody
        }
        if let numerator, !kept.contains(where: { $0.column == observed }) { kept.append((observed, numerator)) }
        return kept
    }
}
