import Foundation
import ReportKit

/// Which cells of an indicator's tables are kept back.
///
/// First those that are small (primary suppression). Then, for each count kept back, GLPK says what it could be for
/// somebody who knows every cell published and how cells add up; where fewer values remain than the policy asks for,
/// the cells that must give way for one more to become possible, at the least cost, are kept back too (after Kelly,
/// Golden and Assad 1992, a linear program for each), until every count is safe.
struct CellSuppression {
    /// Why a cell is kept back.
    struct Mark {
        let reason: SuppressionReason
        /// The cell that it protects; nil for one kept back for its own sake.
        let protecting: Int?
    }

    let cells: NumberedCells
    /// Of each cell, why it is kept back; nil where it is not, or was published before.
    private(set) var marks: [Mark?]

    private let policy: DisclosurePolicy
    private let tree: AreaTree
    private var models: [AdditiveModel] = []
    /// What every unknown could be, given every count, a side.
    private var truths: [[Double]] = []
    /// What somebody knows, a system a side. What each unknown was found to be able to be stays so: the more is kept
    /// back, the more is possible.
    private var attackers: [Solver] = []
    /// The same if everything not yet published were kept back, where it was asked for.
    private var ignorant: [Int: Solver] = [:]
    /// The cells that may be kept back.
    private let proposed: [Int]
    /// Cells of one figure, which are kept back together, each way.
    private let partners: [Int: Int]
    /// The areas of a level that cells lie in, or are, by the cells' numbers.
    private var wholes: [AreaLevel: [AreaTree.Key?]] = [:]

    /// - Parameter proposed: of one indicator, with what was published before. Each that has figures of a year before is
    ///   taken with them.
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
        marks = Array(repeating: nil, count: cells.indices.count)
        let sums = CellSums.all(among: cells, in: tree)
        for side in cells.tables.first?.sides.indices ?? 0..<0 {
            if cells.tables.count == 1, !cells.tables[0].isPublished {
                // Counts that are all known hold within a table, and there is nothing else.
                let model = models.first ?? AdditiveModel(cells, sums, side: side, reach: .eachTable)
                models.append(model.ofOnlyTable(side: side))
                truths.append(models[side].truthOfOnlyTable)
            } else {
                let (model, truth) = try Self.consistent(cells, sums, side)
                models.append(model)
                truths.append(truth)
            }
        }
        markKept()
        markSmall()
        markEarlier()
        attackers = models.map { solver($0, hidesAll: false) }
        try protect()
    }

    /// The furthest-reaching model that what is known does not contradict, and one way that things could be by it.
    private static func consistent(
        _ cells: NumberedCells, _ sums: [CellSum], _ side: Int
    ) throws(Solver.Failure) -> (AdditiveModel, [Double]) {
        for reach in AdditiveModel.Reach.allCases {
            let model = AdditiveModel(cells, sums, side: side, reach: reach)
            var system = model.system
            for cell in cells.indices {
                if let count = model.count(cell) { system.bound(cell, from: Double(count), to: Double(count)) }
            }
            for rest in model.rests { system.bound(rest.unknown, from: Double(rest.count), to: Double(rest.count)) }
            if let truth = try Solver(system, model.incidence, from: nil).solution() { return (model, truth) }
        }
        throw .contradiction
    }

    // MARK: - Primary

    /// What is kept back already stays so.
    private mutating func markKept() {
        for cell in proposed {
            if let reason = cells.table(of: cell).kept[cells[cell].place] {
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

    /// Keeps a cell back, and that of the same figure; gives those that were not.
    @discardableResult
    private mutating func mark(_ cell: Int, _ mark: Mark) -> [Int] {
        let added = ([cell] + (partners[cell].map { [$0] } ?? [])).filter { marks[$0] == nil }
        for cell in added { marks[cell] = mark }
        return added
    }

    /// What an earlier return kept back stays so.
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
        let kept = Set(keptEarlier.map(key))
        guard !kept.isEmpty else { return }
        for cell in proposed where marks[cell] == nil && kept.contains(key(cell)) {
            mark(cell, Mark(reason: .earlierReturn, protecting: nil))
        }
    }

    /// The cells that earlier returns kept back.
    private var keptEarlier: [Int] {
        cells.indices.filter { cells.table(of: $0).isPublished && cells[$0].counts == nil }
    }

    // MARK: - What somebody knows

    private func solver(_ model: AdditiveModel, hidesAll: Bool) -> Solver {
        Solver(system(model, hidesAll: hidesAll), model.incidence, from: truths[model.side])
    }

    private func system(_ model: AdditiveModel, hidesAll: Bool) -> LinearSystem {
        var system = model.system
        for cell in cells.indices {
            // A cell's own entry says of a count: itself, or nothing. That a figure is small, and not kept back for
            // another's sake, is not published: where an area's total and each of its groups are small, that alone
            // would tell what they are.
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
        /// The cell, or the whole that the count is left of.
        let cell: Int
    }

    private mutating func protect() throws(Solver.Failure) {
        var targets: [Target] = (cells.indices.filter { marks[$0] != nil } + keptEarlier).flatMap(targets)
        for model in models {
            targets += model.rests.filter { (1...policy.largestSmallCount).contains($0.count) }.map {
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

    /// How many values must remain: what the policy asks for, or as many as earlier returns leave.
    private mutating func required(_ target: Target) throws(Solver.Failure) -> Double {
        // Where nothing was published, whatever is kept back now is known to nobody.
        guard cells.tables.contains(where: \.isPublished) else { return Double(policy.valuesLeft) }
        let model = models[target.side]
        let solver = ignorant[target.side] ?? solver(model, hidesAll: true)
        ignorant[target.side] = solver
        let range = try solver.range(of: target.unknown)
        return min(Double(policy.valuesLeft), range.greatest - range.least + 1)
    }

    /// Keeps back what makes one more value of the target possible, and says what that is.
    private mutating func widen(
        _ target: Target, _ range: (least: Double, greatest: Double), by required: Double
    ) throws(Solver.Failure) -> [Int] {
        let model = models[target.side]
        var found: [Int]?
        for value in [range.least + required - 1, range.greatest - required + 1] where value >= 0 {
            // More or fewer of the target costs much the same: what the others lose, or gain, are the same cells.
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

    /// The published cells that change, at the least cost, where an unknown is to have a value; nil where it cannot.
    ///
    /// Only the cells of its trust are let go first; those of its region, and all others, only where these do not
    /// suffice.
    private mutating func cheapestMove(
        _ model: AdditiveModel, _ target: Target, to value: Double
    ) throws(Solver.Failure) -> [Int]? {
        let unknown = target.unknown
        let known = system(model, hidesAll: false)
        guard value >= known.bounds[unknown].lower, value <= known.bounds[unknown].upper else { return nil }
        for level in [AreaLevel.trust, .region] {
            let wholes = wholes(at: level)
            guard let whole = wholes[target.cell] else { continue }
            var system = known
            for cell in proposed where wholes[cell] != whole {
                guard let count = model.count(cell).map(Double.init) else { continue }
                system.bound(cell, from: count, to: count)
            }
            for rest in model.rests where wholes[rest.of] != whole {
                system.bound(rest.unknown, from: Double(rest.count), to: Double(rest.count))
            }
            let near = proposed.filter { wholes[$0] == whole }
            if let move = try cheapestMove(model, system, unknown, to: value, near) { return move }
        }
        return try cheapestMove(model, known, unknown, to: value, proposed)
    }

    /// The area of a level that each cell's lies in, or is.
    private mutating func wholes(at level: AreaLevel) -> [AreaTree.Key?] {
        if let known = wholes[level] { return known }
        let found = cells.indices.map { cell in
            let area = cells[cell].place.area
            return area.level == level ? area : tree.parent(of: area, at: level)
        }
        wholes[level] = found
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
        return try Solver(system, model.incidence, from: truths[model.side], open: unknown)
            .cheapest(moves, with: unknown)
    }

    /// What it costs a reader to lose a cell: larger areas are looked at by more, and of the same kind, larger groups.
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

    /// Where no move over reals is of use, the cheapest cell that is in an equation with the target, or else any.
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
    /// Why a cell is kept back for its own sake; nil where it need not be.
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
