import Foundation
import ReportKit

/// Which cells of an indicator's tables are kept back.
///
/// First those that are small (primary suppression). Then, for each count kept back, GLPK says what it could be for somebody
/// who knows every cell published and how cells add up; where fewer values remain than the policy
/// asks for, the cells that must give way for one more to become possible, at the least cost, are kept back too
/// (after Kelly, Golden and Assad 1992, a linear program for each), until every count is safe.
struct CellSuppression {
    typealias Reference = AdditiveModel.Reference

    /// Why a cell is kept back.
    struct Mark {
        let reason: SuppressionReason
        /// The cell that it protects; nil for one kept back for its own sake.
        let protecting: Reference?
    }

    let tables: [CountTable]
    /// The cells kept back, of tables not yet published.
    private(set) var marks: [Reference: Mark] = [:]

    private let policy: DisclosurePolicy
    private let tree: AreaTree
    private var models: [AdditiveModel] = []
    /// What somebody knows, a system a side.
    private var attackers: [Solver] = []
    /// What each unknown was found to be able to be, a side: the more is kept back, the more is possible.
    private var seen: [SeenValues] = []
    /// The same if everything not yet published were kept back, where it was asked for.
    private var ignorant: [Int: Solver] = [:]
    /// The cells that may be kept back.
    private let proposed: [Reference]
    /// Cells of one figure, which are kept back together, each way.
    private let partners: [Reference: Reference]

    /// - Parameter proposed: of one indicator, with what was published before. Each that has figures of a year before is
    ///   taken with them.
    init(_ proposed: [CountTable], in tree: AreaTree, _ policy: DisclosurePolicy) throws(Solver.Failure) {
        var tables = proposed
        var partners: [Reference: Reference] = [:]
        for (index, table) in proposed.enumerated() {
            guard let before = table.yearBefore else { continue }
            for cell in before.cells.indices {
                let (own, other) = (
                    Reference(table: index, cell: cell), Reference(table: tables.count, cell: cell)
                )
                partners[own] = other
                partners[other] = own
            }
            tables.append(before)
        }
        self.tables = tables
        self.proposed = tables.indices.filter { !tables[$0].isPublished }.flatMap { table in
            tables[table].cells.indices.filter { tables[table].cells[$0].counts != nil }.map {
                Reference(table: table, cell: $0)
            }
        }
        self.partners = partners
        self.policy = policy
        self.tree = tree
        for side in tables.first?.sides.indices ?? 0..<0 {
            models.append(try Self.consistent(tables, side, tree))
        }
        for reference in self.proposed {
            let table = tables[reference.table]
            if let reason = table.kept[table.cells[reference.cell].place] {
                mark(reference, Mark(reason: reason, protecting: nil))
            }
        }
        markSmall()
        markEarlier()
        seen = models.map(possible)
        look()
        try protect()
    }

    /// The furthest-reaching model that what is known does not contradict.
    private static func consistent(
        _ tables: [CountTable], _ side: Int, _ tree: AreaTree
    ) throws(Solver.Failure) -> AdditiveModel {
        for reach in AdditiveModel.Reach.allCases {
            let model = AdditiveModel(tables, side: side, in: tree, reach: reach)
            // Counts that are all known hold within a table, and there is nothing else.
            if tables.count == 1, !tables[0].isPublished { return model }
            var system = model.system
            for (index, table) in tables.enumerated() {
                for (cell, content) in table.cells.enumerated() {
                    let unknown = model.unknowns[index][cell]
                    if let count = content.counts?[side] {
                        system.bound(unknown, from: Double(count), to: Double(count))
                    }
                }
            }
            if try Solver(system).isConsistent() { return model }
        }
        throw .contradiction
    }

    // MARK: - Primary

    private mutating func markSmall() {
        for reference in proposed {
            let table = tables[reference.table]
            let reason = policy.reasonToKeep(table.cells[reference.cell], sides: table.sides)
            if let reason { mark(reference, Mark(reason: reason, protecting: nil)) }
        }
    }

    /// Keeps a cell back, and that of the same figure; gives those that were not.
    @discardableResult
    private mutating func mark(_ reference: Reference, _ mark: Mark) -> [Reference] {
        let added = ([reference] + (partners[reference].map { [$0] } ?? [])).filter { marks[$0] == nil }
        for reference in added { marks[reference] = mark }
        return added
    }

    /// What an earlier return kept back stays so.
    private mutating func markEarlier() {
        struct Key: Hashable {
            let place: CountTable.Place
            let breakdown: Breakdown?
            let from, to: Day
        }
        func key(_ reference: Reference) -> Key {
            let table = tables[reference.table]
            return Key(
                place: table.cells[reference.cell].place, breakdown: table.breakdown, from: table.span.from,
                to: table.span.to)
        }
        let kept = Set(
            tables.indices.filter { tables[$0].isPublished }.flatMap { table in
                tables[table].cells.indices.filter { tables[table].cells[$0].counts == nil }.map {
                    key(Reference(table: table, cell: $0))
                }
            })
        for reference in proposed where marks[reference] == nil && kept.contains(key(reference)) {
            mark(reference, Mark(reason: .earlierReturn, protecting: nil))
        }
    }

    // MARK: - What somebody knows

    private mutating func look() {
        attackers = models.map { Solver(system($0, hidesAll: false), seen: seen[$0.side]) }
    }

    /// The truth is possible.
    private func possible(_ model: AdditiveModel) -> SeenValues {
        let seen = SeenValues()
        for reference in proposed {
            if let count = model.count(reference) { seen.add(Double(count), of: model[reference]) }
        }
        return seen
    }

    private func system(_ model: AdditiveModel, hidesAll: Bool) -> LinearSystem {
        var system = model.system
        for (index, table) in tables.enumerated() {
            for cell in table.cells.indices {
                let reference = Reference(table: index, cell: cell)
                let bounds =
                    hidesAll && !table.isPublished && marks[reference] == nil
                    ? (0, .infinity) : knowledge(of: reference, side: model.side)
                system.bound(model.unknowns[index][cell], from: bounds.0, to: bounds.1)
            }
        }
        return system
    }

    /// What a cell's own entry says of a count: itself, or nothing.
    ///
    /// That a figure is small, and not kept back for another's sake, is not published: where an area's total and each of its
    /// groups are small, that alone would tell what they are.
    private func knowledge(of reference: Reference, side: Int) -> (Double, Double) {
        guard marks[reference] == nil, let count = tables[reference.table].cells[reference.cell].counts?[side] else {
            return (0, .infinity)
        }
        return (Double(count), Double(count))
    }

    // MARK: - Secondary

    /// A count that must not become known.
    private struct Target {
        let side: Int
        let unknown: Int
        /// The cell, or the whole that the count is left of.
        let cell: Reference
    }

    private mutating func protect() throws(Solver.Failure) {
        var cells = marks.keys.sorted(by: order)
        cells += tables.indices.filter { tables[$0].isPublished }.flatMap { table in
            tables[table].cells.indices.filter { tables[table].cells[$0].counts == nil }.map {
                Reference(table: table, cell: $0)
            }
        }
        var targets: [Target] = cells.flatMap(targets)
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
                if try attacker.leaves(target.unknown, values: Double(policy.valuesLeft)) { break }
                let range = try attacker.range(of: target.unknown)
                let required = try self.required(target)
                if range.greatest - range.least + 1 >= required { break }
                let added = try widen(target, range, by: required)
                guard !added.isEmpty else { break }
                for reference in added { targets += self.targets(reference) }
            }
            next += 1
        }
    }

    private func targets(_ reference: Reference) -> [Target] {
        models.map { Target(side: $0.side, unknown: $0[reference], cell: reference) }
    }

    /// How many values must remain: what the policy asks for, or as many as earlier returns leave.
    private mutating func required(_ target: Target) throws(Solver.Failure) -> Double {
        // Where nothing was published, whatever is kept back now is known to nobody.
        guard tables.contains(where: \.isPublished) else { return Double(policy.valuesLeft) }
        let solver = ignorant[target.side] ?? Solver(system(models[target.side], hidesAll: true))
        ignorant[target.side] = solver
        let range = try solver.range(of: target.unknown)
        return min(Double(policy.valuesLeft), range.greatest - range.least + 1)
    }

    /// Keeps back what makes one more value of the target possible, and says what that is.
    private mutating func widen(
        _ target: Target, _ range: (least: Double, greatest: Double), by required: Double
    ) throws(Solver.Failure) -> [Reference] {
        let model = models[target.side]
        var found: [Reference]?
        for value in [range.least + required - 1, range.greatest - required + 1] where value >= 0 {
            // More or fewer of the target costs much the same: what the others lose, or gain, are the same cells.
            if let cells = try cheapestMove(model, target, to: value), !cells.isEmpty {
                found = cells
                break
            }
        }
        let given = found ?? nearest(target, model).map { [$0] } ?? []
        let added = given.flatMap { mark($0, Mark(reason: .protects, protecting: target.cell)) }
        if !added.isEmpty { look() }
        return added
    }

    /// The published cells that change, at the least cost, where an unknown is to have a value; nil where it cannot.
    ///
    /// Only the cells of its trust are let go first; those of its region, and all others, only where these do not suffice.
    private func cheapestMove(
        _ model: AdditiveModel, _ target: Target, to value: Double
    ) throws(Solver.Failure) -> [Reference]? {
        let unknown = target.unknown
        let known = system(model, hidesAll: false)
        guard value >= known.bounds[unknown].lower, value <= known.bounds[unknown].upper else { return nil }
        let open = proposed.filter { marks[$0] == nil }
        for level in [AreaLevel.trust, .region] {
            guard let whole = whole(of: target.cell, at: level) else { continue }
            func isNear(_ reference: Reference) -> Bool { self.whole(of: reference, at: level) == whole }
            var system = known
            for reference in proposed where !isNear(reference) {
                guard let count = model.count(reference).map(Double.init) else { continue }
                system.bound(model[reference], from: count, to: count)
            }
            for rest in model.rests where !isNear(rest.of) {
                system.bound(rest.unknown, from: Double(rest.count), to: Double(rest.count))
            }
            if let move = try cheapestMove(model, system, unknown, to: value, open.filter(isNear)) { return move }
        }
        return try cheapestMove(model, known, unknown, to: value, open)
    }

    /// The area of a level that a cell's lies in, or is.
    private func whole(of reference: Reference, at level: AreaLevel) -> AreaTree.Key? {
        let area = tables[reference.table].cells[reference.cell].place.area
        return area.level == level ? area : tree.parent(of: area, at: level)
    }

    private func cheapestMove(
        _ model: AdditiveModel, _ known: LinearSystem, _ unknown: Int, to value: Double, _ open: [Reference]
    ) throws(Solver.Failure) -> [Reference]? {
        var system = known
        system.bound(unknown, from: value, to: value)
        var costs = Array(repeating: 0.0, count: system.bounds.count)
        var changes: [(up: Int, down: Int)] = []
        for reference in open {
            let count = Double(model.count(reference) ?? 0)
            system.bound(model[reference], from: 0, to: .infinity)
            let (up, down) = (system.addUnknown(), system.addUnknown(to: count))
            system.addEquation([(model[reference], 1), (up, -1), (down, 1)], equals: count)
            changes.append((up, down))
            let cost = cost(reference)
            costs += [cost, cost]
        }
        guard let found = try Solver(system, open: unknown).cheapest(costs, with: unknown) else { return nil }
        return zip(open, changes).filter { _, change in
            (found[change.up] ?? 0) + (found[change.down] ?? 0) > 1e-6
        }.map(\.0)
    }

    /// What it costs a reader to lose a cell: larger areas are looked at by more, and of the same kind, larger groups.
    private func cost(_ reference: Reference) -> Double {
        let cell = tables[reference.table].cells[reference.cell]
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
    private func nearest(_ target: Target, _ model: AdditiveModel) -> Reference? {
        let beside = Set(
            model.system.equations.filter { $0.terms.contains { $0.unknown == target.unknown } }
                .flatMap { $0.terms.map(\.unknown) })
        return proposed.filter { marks[$0] == nil }.min { first, second in
            let (near, far) = (beside.contains(model[first]), beside.contains(model[second]))
            if near != far { return near }
            return cost(first) == cost(second) ? order(first, second) : cost(first) < cost(second)
        }
    }

    private func order(_ first: Reference, _ second: Reference) -> Bool {
        (first.table, first.cell) < (second.table, second.cell)
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
