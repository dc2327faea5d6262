/// For each of some unknowns, solutions that show how many values it can take; they are looked for anew where something
/// that they change becomes known.
struct Witnesses {
    private var system: LinearSystem
    private let exchanges: Exchanges
    /// How many values each keeps.
    private var kept: [Int: Double] = [:]
    private var solutions: [Int: [[(unknown: Int, value: Double)]]] = [:]
    /// For each unknown, those whose solutions have changed it at some time.
    private var dependents: [Int: [Int]] = [:]

    /// - Parameters:
    ///   - solver: all of what is known, and the solutions found so far.
    ///   - targets: the unknowns.
    ///   - required: how many values each must keep, if it has so many; where earlier publications leave fewer, all of them.
    init?(_ solver: Solver, _ targets: [Int], required: Double) {
        guard let origin = solver.origin else { return nil }
        system = solver.system
        exchanges = Exchanges(solver.system, solver.incidence, from: origin)
        for target in targets {
            let required = min(required, solver.seen(target))
            guard required > 1 else { continue }
            guard let found = solver.witnesses(of: target, required) ?? exchanged(target, required) else { return nil }
            kept[target] = required
            set(target, found)
        }
    }

    private mutating func set(_ target: Int, _ found: [[(unknown: Int, value: Double)]]) {
        solutions[target] = found
        for (unknown, _) in found.joined() { dependents[unknown, default: []].append(target) }
    }

    /// Narrows some unknowns to bounds that hold their true values, if every target keeps its values.
    ///
    /// - Returns: whether that is so; otherwise nothing changes.
    mutating func narrow(_ bounds: [(unknown: Int, lower: Double, upper: Double)]) -> Bool {
        let before = bounds.map { system.bounds[$0.unknown] }
        var affected: Set<Int> = []
        for (unknown, lower, upper) in bounds {
            for target in dependents[unknown] ?? [] {
                let isAffected = solutions[target]?.contains { values in
                    values.contains { $0.unknown == unknown && !(lower...upper).contains($0.value) }
                }
                if isAffected ?? false { affected.insert(target) }
            }
            system.bound(unknown, from: lower, to: upper)
        }
        var found: [(target: Int, solutions: [[(unknown: Int, value: Double)]])] = []
        for target in affected.sorted() {
            guard let required = kept[target], let other = exchanged(target, required) else {
                for (bound, old) in zip(bounds, before) { system.bound(bound.unknown, from: old.lower, to: old.upper) }
                return false
            }
            found.append((target, other))
        }
        for (target, solutions) in found { set(target, solutions) }
        return true
    }

    /// Exchanges that give a target as many values as it must keep.
    private func exchanged(_ target: Int, _ required: Double) -> [[(unknown: Int, value: Double)]]? {
        for more in stride(from: required - 1, through: 0, by: -1) {
            let steps = [more, more - (required - 1)].filter { $0 != 0 }
            let found = steps.compactMap { exchanges.values(where: target, differsBy: $0, in: system) }
            if found.count == steps.count { return found }
        }
        return nil
    }
}
