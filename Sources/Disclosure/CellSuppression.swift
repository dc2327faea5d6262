import Foundation
import ReportKit

/// Which cells of an indicator's tables are suppressed.
///
/// First those that are small (primary suppression). Then, for each suppressed count, GLPK finds the values that remain
/// possible for an attacker who knows every published cell and how cells add up. Where fewer values remain than the
/// policy requires, the cheapest set of cells whose suppression makes another value possible is suppressed too
/// (secondary suppression, one linear program each, after Kelly, Golden and Assad 1992), until every count is safe.
struct CellSuppression {
    /// Why a cell is suppressed.
    struct Mark {
        let reason: SuppressionReason
        /// The cell that it protects; nil for a cell suppressed for its own sake.
        let protecting: Int?
    }

    let cells: NumberedCells
    /// For each cell, why it is suppressed; nil where it is not, or was published before.
    private(set) var marks: [Mark?]

    private let policy: DisclosurePolicy
    private let tree: AreaTree
    private var models: [AdditiveModel] = []
    /// One consistent assignment of all unknowns, per side; used as the solver's starting point.
    private var assignments: [[Double]] = []
    /// The attacker's knowledge: one linear system per side. A range once found stays attainable, because suppressing
    /// more only widens it.
    private var attackers: [Solver] = []
    /// The attacker's knowledge by side if everything not yet published were suppressed; made when first needed.
    private var attackersBefore: [Int: Solver] = [:]
    /// What all of its linear programs may take together.
    private let budget: SolverBudget
    /// The cells that may be suppressed.
    private let proposed: [Int]
    /// Pairs of cells behind one figure, which are suppressed together; each points to the other.
    private let partners: [Int: Int]
    /// For each level, by cell number: the area of that level that the cell's area is or lies in.
    private var areas: [AreaLevel: [AreaTree.Key?]] = [:]

    /// - Parameter proposed: the tables of one indicator, including those published before. A table whose figures are
    ///   compared with the year before is weighed together with that year's.
    init(_ proposed: [CountTable], in tree: AreaTree, _ policy: DisclosurePolicy) throws(Solver.Failure) {
        let before = proposed.map(\.yearBefore)
        let cells = NumberedCells(proposed + before.compactMap(\.self))
        var partners: [Int: Int] = [:]
        var next = proposed.count
        for table in proposed.indices where before[table] != nil {
            for (own, other) in zip(cells.numbers(inTable: table), cells.numbers(inTable: next)) {
                partners[own] = other
                partners[other] = own
            }
            next += 1
        }
        self.cells = cells
        self.proposed = cells.indices.filter { !cells.table(of: $0).isPublished && cells[$0].counts != nil }
        self.partners = partners
        self.policy = policy
        self.tree = tree
        budget = SolverBudget(policy)
        marks = Array(repeating: nil, count: cells.indices.count)
        let sums = CellSums.all(among: cells, in: tree)
        for side in cells.tables.first?.sides.indices ?? 0..<0 {
            if cells.tables.count == 1, !cells.tables[0].isPublished {
                // A single table whose counts are all known cannot contradict itself.
                let model = models.first ?? AdditiveModel(cells, sums, side: side, reach: .eachTable)
                models.append(model.ofOnlyTable(side: side))
                assignments.append(models[side].truthOfOnlyTable)
            } else {
                let (model, truth) = try Self.consistent(cells, sums, side, budget)
                models.append(model)
                assignments.append(truth)
            }
        }
        markAlreadySuppressed()
        markSmall()
        markEarlier()
        attackers = models.map { solver($0, hidesAll: false) }
        try protect()
    }

    /// The furthest-reaching model that the known counts do not contradict, and one assignment that satisfies it.
    private static func consistent(
        _ cells: NumberedCells, _ sums: [CellSum], _ side: Int, _ budget: SolverBudget
    ) throws(Solver.Failure) -> (AdditiveModel, [Double]) {
        for reach in AdditiveModel.Reach.allCases {
            let model = AdditiveModel(cells, sums, side: side, reach: reach)
            var system = model.system
            for cell in cells.indices {
                if let count = model.count(cell) { system.bound(cell, from: Double(count), to: Double(count)) }
            }
            for rest in model.remainders {
                system.bound(rest.unknown, from: Double(rest.count), to: Double(rest.count))
            }
            let solver = Solver(system, model.incidence, from: nil, budget: budget)
            if let truth = try solver.solution() { return (model, truth) }
        }
        throw .contradiction
    }

    // MARK: - Primary

    /// What is already suppressed stays suppressed.
    private mutating func markAlreadySuppressed() {
        for cell in proposed {
            if let reason = cells.table(of: cell).suppressed[cells[cell].place] {
                mark(cell, Mark(reason: reason, protecting: nil))
            }
        }
    }

    private mutating func markSmall() {
        for cell in proposed {
            if let reason = policy.reasonToKeep(cells[cell], sides: cells.table(of: cell).sides) {
                mark(cell, Mark(reason: reason, protecting: nil))
            }
        }
    }

    /// Suppresses a cell and its partner in the same figure.
    ///
    /// - Returns: those of them that were not suppressed before.
    @discardableResult
    private mutating func mark(_ cell: Int, _ mark: Mark) -> [Int] {
        let added = ([cell] + (partners[cell].map { [$0] } ?? [])).filter { marks[$0] == nil }
        for cell in added { marks[cell] = mark }
        return added
    }

    /// What an earlier return suppressed stays suppressed.
    private mutating func markEarlier() {
        struct Key: Hashable {
            let place: CountTable.Place
            let breakdown: Breakdown?
            let from, to: Day
        }
        func key(_ cell: Int) -> Key {
            let table = cells.table(of: cell)
            return Key(
                place: cells[cell].place, breakdown: table.breakdown, from: table.span.from, to: table.span.to)
        }
        let suppressed = Set(suppressedEarlier.map(key))
        guard !suppressed.isEmpty else { return }
        for cell in proposed where marks[cell] == nil && suppressed.contains(key(cell)) {
            mark(cell, Mark(reason: .earlierReturn, protecting: nil))
        }
    }

    /// The cells that earlier returns suppressed.
    private var suppressedEarlier: [Int] {
        cells.indices.filter { cells.table(of: $0).isPublished && cells[$0].counts == nil }
    }

    // MARK: - The attacker's knowledge

    private func solver(_ model: AdditiveModel, hidesAll: Bool) -> Solver {
        Solver(
            system(model, hidesAll: hidesAll), model.incidence, from: assignments[model.side], budget: budget)
    }

    private func system(_ model: AdditiveModel, hidesAll: Bool) -> LinearSystem {
        var system = model.system
        for cell in cells.indices {
            // A cell's entry gives either the exact count or nothing. Whether a figure is suppressed because it is
            // small or to protect another is not published: where an area's total and each of its groups are small,
            // that alone would give them away.
            guard marks[cell] == nil, !hidesAll || cells.table(of: cell).isPublished, let count = model.count(cell)
            else { continue }
            system.bound(cell, from: Double(count), to: Double(count))
        }
        return system
    }

    // MARK: - Secondary

    /// A count that must not become known.
    private struct Target {
        let side: Int
        let unknown: Int
        /// The cell; for a remainder, the whole that it is left of.
        let cell: Int
    }

    private mutating func protect() throws(Solver.Failure) {
        var targets: [Target] = (cells.indices.filter { marks[$0] != nil } + suppressedEarlier)
            .flatMap(targets)
        for model in models {
            targets += model.remainders.filter { (1...policy.largestSmallCount).contains($0.count) }.map {
                Target(side: model.side, unknown: $0.unknown, cell: $0.of)
            }
        }
        var next = 0
        while next < targets.count {
            let target = targets[next]
            while true {
                let attacker = attackers[target.side]
                let range = try attacker.range(of: target.unknown, ifFewerThan: Double(policy.valuesLeft))
                guard let range else { break }
                let required = try self.required(target)
                if range.greatest - range.least + 1 >= required { break }
                let added = try widen(target, range, by: required)
                guard !added.isEmpty else { break }
                for cell in added { targets += self.targets(cell) }
            }
            next += 1
        }
    }

    private func targets(_ cell: Int) -> [Target] {
        models.map { Target(side: $0.side, unknown: cell, cell: cell) }
    }

    /// How many values must remain possible: as many as the policy requires, or, where earlier returns already leave
    /// fewer, as many as those leave.
    private mutating func required(_ target: Target) throws(Solver.Failure) -> Double {
        // Where nothing was published before, nobody knows anything of what is suppressed now.
        guard cells.tables.contains(where: \.isPublished) else { return Double(policy.valuesLeft) }
        let model = models[target.side]
        let solver = attackersBefore[target.side] ?? solver(model, hidesAll: true)
        attackersBefore[target.side] = solver
        let range = try solver.range(of: target.unknown)
        return min(Double(policy.valuesLeft), range.greatest - range.least + 1)
    }

    /// Suppresses what widens the target's range to the required number of values.
    ///
    /// - Returns: the cells that are newly suppressed.
    private mutating func widen(
        _ target: Target, _ range: (least: Double, greatest: Double), by required: Double
    ) throws(Solver.Failure) -> [Int] {
        let model = models[target.side]
        var found: [Int]?
        for value in [range.least + required - 1, range.greatest - required + 1] where value >= 0 {
            // Raising and lowering the target cost much the same, since the same other cells compensate for it.
            if let cells = try cheapestMove(model, target, to: value), !cells.isEmpty {
                found = cells
                break
            }
        }
        let given = found ?? nearest(target, model).map { [$0] } ?? []
        let added = given.flatMap { mark($0, Mark(reason: .protects, protecting: target.cell)) }
        for attacker in attackers { added.forEach(attacker.release) }
        return added
    }

    /// The cheapest set of shown cells that must change for the target to take a value; nil where it cannot take it.
    ///
    /// Cells of the target's own trust are tried first; those of its region, and then all others, only where these do
    /// not suffice.
    private mutating func cheapestMove(
        _ model: AdditiveModel, _ target: Target, to value: Double
    ) throws(Solver.Failure) -> [Int]? {
        let unknown = target.unknown
        let known = system(model, hidesAll: false)
        guard value >= known.bounds[unknown].lower, value <= known.bounds[unknown].upper else { return nil }
        for level in [AreaLevel.trust, .region] {
            let areas = areas(at: level)
            guard let whole = areas[target.cell] else { continue }
            var system = known
            for cell in proposed where areas[cell] != whole {
                guard let count = model.count(cell).map(Double.init) else { continue }
                system.bound(cell, from: count, to: count)
            }
            for rest in model.remainders where areas[rest.of] != whole {
                system.bound(rest.unknown, from: Double(rest.count), to: Double(rest.count))
            }
            let near = proposed.filter { areas[$0] == whole }
            if let move = try cheapestMove(model, system, unknown, to: value, near) { return move }
        }
        return try cheapestMove(model, known, unknown, to: value, proposed)
    }

    /// For each cell, the area of the given level that its own area is or lies in.
    private mutating func areas(at level: AreaLevel) -> [AreaTree.Key?] {
        if let known = areas[level] { return known }
        let found = cells.indices.map { cell in
            let area = cells[cell].place.area
            return area.level == level ? area : tree.parent(of: area, at: level)
        }
        areas[level] = found
        return found
    }

    private func cheapestMove(
        _ model: AdditiveModel, _ known: LinearSystem, _ unknown: Int, to value: Double, _ near: [Int]
    ) throws(Solver.Failure) -> [Int]? {
        var system = known
        system.bound(unknown, from: value, to: value)
        let moves = near.filter { marks[$0] == nil }.map { cell in
            system.bound(cell, from: 0, to: .infinity)
            return LinearPart.Move(unknown: cell, cost: cost(cell))
        }
        return try Solver(system, model.incidence, from: assignments[model.side], open: unknown, budget: budget)
            .cheapest(moves, with: unknown)
    }

    /// What it costs readers to lose a cell: larger areas have more readers and, within a level, so have larger groups.
    private func cost(_ number: Int) -> Double {
        let cell = cells[number]
        let cost: Double =
            switch cell.place.area.level {
            case .notAssigned: 1
            case .localAuthority, .ldu: 2
            case .partnership: 4
            case .trust: 8
            case .region: 16
            case .national: 32
            }
        let people = Double(cell.counts?.reduce(0, +) ?? 0)
        return (cell.place.group == nil ? 2 * cost : cost) * (1 + log10(1 + people))
    }

    /// The fallback where no move over the reals helps: the cheapest cell that shares an equation with the target, or
    /// else the cheapest of all.
    private func nearest(_ target: Target, _ model: AdditiveModel) -> Int? {
        let beside = Set(
            model.incidence[target.unknown].flatMap { model.system.equations[$0.equation].terms.map(\.unknown) })
        return proposed.filter { marks[$0] == nil }.min { first, second in
            let (near, far) = (beside.contains(first), beside.contains(second))
            if near != far { return near }
            return cost(first) == cost(second) ? first < second : cost(first) < cost(second)
        }
    }
}

extension DisclosurePolicy {
    /// Why a cell must be suppressed for its own sake; nil where it need not be.
    func reasonToKeep(_ cell: CountTable.Cell, sides: [CountTable.Side]) -> SuppressionReason? {
        guard let counts = cell.counts else { return nil }
        let small = 1...largestSmallCount
        if let side = counts.indices.first(where: { small.contains(counts[$0]) }) { return sides[side].whenSmall }
        if let people = cell.people, small.contains(people) { return .fewPeople }
        guard sides.map(\.whenSmall) == [.smallCount, .smallComplement] else { return nil }
        let n = counts.reduce(0, +)
        return n > 0 && n < extremesBelow && counts.contains(0) ? .everyoneOrNobody : nil
    }
}
