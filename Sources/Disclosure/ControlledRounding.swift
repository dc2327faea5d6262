import ReportKit

/// Rounds every count of related indicators' tables to a multiple of the base, so that everything still adds up: areas to
/// larger areas, groups to totals, counts of one indicator to those of another.
///
/// Counts that are not sums of others are rounded (``LeafRounding``), and all others are sums of these. So whoever knows
/// everything published knows no more than what is published of each: any count that is not a sum may be up to `base` - 1
/// larger than it shows, if what it is a part of is larger by as much, and so has at least `base` values. The result is
/// checked for adding up; where it does not, nothing of the tables may be shown.
///
/// Totals come first, and do not depend on the groups that are asked for; what is weighed first of several spans does not
/// depend on the others. The same tables give the same result.
struct ControlledRounding: Sendable {
    /// The counts of each table's cells in their order, one count per column; nil for a count that is not published.
    private(set) var counts: [[[Int?]]]
    /// For each table, the places whose figure stands as it was published although late data take it further from the truth
    /// than rounding does.
    private(set) var revised: [Set<CountTable.Place>]

    private var isRounded: [Bool]
    private let tables: [CountTable]
    private let relations: [CountRelation]
    private let tree: AreaTree
    private let policy: DisclosurePolicy
    private var kept: KeptCounts

    /// - Parameters:
    ///   - tables: those of related indicators, with every count known; those of a span that others may not change first.
    ///   - relations: what holds between the indicators.
    ///   - kept: what was published before; nil for nothing.
    /// - Throws: ``Solver/Failure/unsafe`` where no rounding is found that adds up, and as ``SolverBudget/spend(_:)``.
    init(
        _ tables: [CountTable], _ relations: [CountRelation] = [], in tree: AreaTree, _ policy: DisclosurePolicy,
        kept: KeptCounts? = nil, _ budget: SolverBudget = SolverBudget()
    ) throws(Solver.Failure) {
        self.tables = tables
        self.relations = relations
        self.tree = tree
        self.policy = policy
        self.kept = kept ?? KeptCounts(base: policy.roundTo)
        counts = tables.map { $0.cells.map { $0.counts.map { _ in nil } } }
        revised = tables.map { _ in [] }
        isRounded = tables.map { _ in false }
        var spans: [Period] = []
        for table in tables where !spans.contains(table.span) { spans.append(table.span) }
        for span in spans { try round(span, budget) }
    }

    private mutating func round(_ span: Period, _ budget: SolverBudget) throws(Solver.Failure) {
        // Of tables of the same counts, the one of most areas is rounded.
        let own = tables.indices.filter { tables[$0].span == span }.sorted {
            (tables[$1].cells.count, $0) < (tables[$0].cells.count, $1)
        }
        let holding = relations.filter { $0.holds(over: span) }
        var totals: [(index: Int?, table: CountTable)] = []
        for index in own.filter({ tables[$0].breakdown == nil }) + own.filter({ tables[$0].breakdown != nil }) {
            let table = tables[index]
            guard !totals.contains(where: { $0.table.indicator == table.indicator }) else { continue }
            totals.append(table.breakdown == nil ? (index, table) : (nil, table.total))
        }
        totals.sort { $0.table.indicator < $1.table.indicator }
        var whole = LeafRounding(
            RoundingLeaves(totals.map(\.table), holding, in: tree), over: span, by: nil, policy, kept: kept, budget)
        try whole.roundTotals()
        for (place, total) in totals.enumerated() {
            if let index = total.index { write(whole, place, to: index) }
        }
        let breakdowns = Set(own.compactMap { tables[$0].breakdown }).sorted { $0.rawValue < $1.rawValue }
        for breakdown in breakdowns {
            var indices: [Int] = []
            for index in own where tables[index].breakdown == breakdown {
                if !indices.contains(where: { tables[$0].indicator == tables[index].indicator }) {
                    indices.append(index)
                }
            }
            indices.sort { tables[$0].indicator < tables[$1].indicator }
            var groups = LeafRounding(
                RoundingLeaves(indices.map { tables[$0] }, holding, in: tree, wholes: whole.leaves.wholes), over: span,
                by: breakdown, policy,
                kept: kept, budget)
            try groups.roundGroups(within: whole)
            for (place, index) in indices.enumerated() { write(groups, place, to: index) }
        }
        for index in own where !isRounded[index] {
            guard repeatsAnother(index, of: own) else { throw .unsafe }
        }
        guard addsUp(own, holding) else { throw .unsafe }
        for index in own { kept.add(tables[index], counts[index]) }
    }

    /// Takes what was rounded of the same counts in another table; false where that one contradicts it.
    private mutating func repeatsAnother(_ index: Int, of own: [Int]) -> Bool {
        let table = tables[index]
        let same = own.first { other in
            isRounded[other] && tables[other].indicator == table.indicator && tables[other].columns == table.columns
                && tables[other].breakdown == table.breakdown
        }
        guard let same else { return false }
        let cells = Dictionary(
            tables[same].cells.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
        for (number, cell) in table.cells.enumerated() {
            guard let other = cells[cell.place],
                table.columns.indices.allSatisfy({
                    table.columns[$0].isBeside || tables[same].cells[other].counts[$0] == cell.counts[$0]
                })
            else { return false }
            counts[index][number] = counts[same][other]
        }
        revised[index] = revised[same]
        isRounded[index] = true
        return true
    }

    private mutating func write(_ rounding: LeafRounding, _ place: Int, to index: Int) {
        counts[index] = rounding.counts(of: place, columns: tables[index].columns.count)
        revised[index] = rounding.revised
        isRounded[index] = true
    }

    /// Whether everything that the true counts say of each other holds for the rounded ones.
    private func addsUp(_ own: [Int], _ relations: [CountRelation]) -> Bool {
        let numbered = NumberedCounts(own.map { tables[$0] })
        let model = AdditiveModel(
            numbered, CellSums.all(among: numbered, in: tree), relations, reach: .eachTable)
        let rounded = own.flatMap { counts[$0].flatMap(\.self) }
        return model.system.equations.allSatisfy { equation in
            var sum = 0
            var hasRest = false
            for term in equation.terms {
                guard term.unknown < rounded.count else {
                    hasRest = true
                    continue
                }
                // Counts beside a figure are not published.
                guard let count = rounded[term.unknown] else { return true }
                sum += Int(term.factor) * count
            }
            return hasRest ? sum >= 0 : sum == 0
        }
    }
}
