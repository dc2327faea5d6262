/// For each of some unknowns, solutions that show how many values it can take; they are looked for anew, by exchanges and then by
/// linear programs near it, where something that they change becomes known.
struct Witnesses {
    /// How far solutions are looked for.
    enum Reach {
        /// By exchanges alone.
        case exchanges
        /// By exchanges, and then by linear programs of the unknown's trust.
        case trust
        /// By linear programs of its region too.
        case region
    }

    private let solver: Solver
    private var exchanges: Exchanges
    private let neighbourhoods: Neighbourhoods
    /// For each unknown, the count that it is or is a part of.
    private let countOf: [Int]
    /// How many values each keeps.
    private var kept: [Int: Double] = [:]
    private var solutions: [Int: [[(unknown: Int, value: Double)]]] = [:]
    /// For each unknown, those whose solutions have changed it at some time.
    private var dependents: [Int: [Int]] = [:]
    /// How often each target kept something from being narrowed: it is asked first the next time.
    private var refusals: [Int: Int] = [:]

    /// - Parameters:
    ///   - solver: all of what is known, and the solutions found so far.
    ///   - targets: the unknowns.
    ///   - required: how many values each must keep, if it has so many; where earlier publications leave fewer, all of them.
    ///   - neighbourhoods: where counts may change around a target.
    ///   - countOf: for each unknown, the count that it is or is a part of.
    init?(
        _ solver: Solver, _ targets: [Int], required: Double, in neighbourhoods: Neighbourhoods, _ countOf: [Int]
    ) throws(Solver.Failure) {
        guard let origin = solver.origin else { return nil }
        self.solver = solver
        self.neighbourhoods = neighbourhoods
        self.countOf = countOf
        exchanges = Exchanges(solver.system, solver.incidence, from: origin)
        for target in targets {
            let required = min(required, solver.seen(target))
            guard required > 1 else { continue }
            var found = solver.witnesses(of: target, required) ?? exchanged(target, required)
            if found == nil { found = try changed(target, required, within: .region) }
            guard let found else { return nil }
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
    /// - Parameter reach: how far other solutions are looked for.
    /// - Returns: whether that is so; otherwise nothing changes.
    mutating func narrow(
        _ bounds: [(unknown: Int, lower: Double, upper: Double)], within reach: Reach
    ) throws(Solver.Failure) -> Bool {
        let before = bounds.map { solver.system.bounds[$0.unknown] }
        func restore() {
            for (bound, old) in zip(bounds, before) { solver.bound(bound.unknown, from: old.lower, to: old.upper) }
        }
        var affected: Set<Int> = []
        for (unknown, lower, upper) in bounds {
            for target in dependents[unknown] ?? [] {
                let isAffected = solutions[target]?.contains { values in
                    values.contains { $0.unknown == unknown && !(lower...upper).contains($0.value) }
                }
                if isAffected ?? false { affected.insert(target) }
            }
            solver.bound(unknown, from: lower, to: upper)
        }
        let order = affected.sorted { (refusals[$1] ?? 0, $0) < (refusals[$0] ?? 0, $1) }
        var found: [(target: Int, solutions: [[(unknown: Int, value: Double)]])] = []
        do throws(Solver.Failure) {
            for target in order {
                let required = kept[target] ?? 1
                var other = exchanged(target, required)
                if other == nil { other = try changed(target, required, within: reach) }
                guard let other else {
                    refusals[target, default: 0] += 1
                    restore()
                    return false
                }
                found.append((target, other))
            }
        } catch {
            restore()
            throw error
        }
        for (target, solutions) in found { set(target, solutions) }
        return true
    }

    /// Exchanges that give a target as many values as it must keep.
    private mutating func exchanged(_ target: Int, _ required: Double) -> [[(unknown: Int, value: Double)]]? {
        let system = solver.system
        return Self.solutions(required) { exchanges.values(where: target, differsBy: $0, in: system) }
    }

    /// The smallest changes near a target that give it as many values as it must keep.
    private func changed(
        _ target: Int, _ required: Double, within reach: Reach
    ) throws(Solver.Failure) -> [[(unknown: Int, value: Double)]]? {
        guard reach != .exchanges else { return nil }
        for near in neighbourhoods.stages(around: countOf[target])[0] {
            switch near {
            case .trust: break
            case .region where reach == .region: break
            case .region, .regions, .everything: continue
            }
            let includes = neighbourhoods.includes(near, countOf)
            let found = try Self.solutions(required) { step throws(Solver.Failure) in
                try solver.change(target, by: step, in: near, where: includes)
            }
            if let found { return found }
        }
        return nil
    }

    /// Solutions in which a target differs by steps that give it so many values, from all of them above its own to all below.
    private static func solutions<Failure>(
        _ required: Double, differingBy solution: (Double) throws(Failure) -> [(unknown: Int, value: Double)]?
    ) throws(Failure) -> [[(unknown: Int, value: Double)]]? {
        for more in stride(from: required - 1, through: 0, by: -1) {
            let steps = [more, more - (required - 1)].filter { $0 != 0 }
            var found: [[(unknown: Int, value: Double)]] = []
            for step in steps {
                guard let own = try solution(step) else { break }
                found.append(own)
            }
            if found.count == steps.count { return found }
        }
        return nil
    }
}
