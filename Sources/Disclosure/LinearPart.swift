/// Some of a system's unknowns with the equations that tell of them, and the linear program of these, made when first needed.
final class LinearPart {
    /// A value closer than this to a whole number counts as one.
    static let tolerance = 1e-6

    /// An unknown of the part.
    struct Unknown {
        /// Its number in the whole system.
        let number: Int
        var lower, upper: Double
        /// Its value in the known solution.
        let origin: Double
        /// Whether it only follows from others, so that no change of it costs anything by itself.
        var isDerived = false

        var isFree: Bool { lower != upper }
    }

    /// In ascending order of their numbers.
    private(set) var unknowns: [Unknown]
    /// The numbers of the equations in their system, ascending.
    let numbers: [Int]
    private let equations: [LinearSystem.Equation]
    /// Unknowns that are equal share a variable of the program.
    private let merged: MergedUnknowns
    /// Limits that hold for a while in place of the unknowns' own, by their index.
    private var opened: [Int: (lower: Double, upper: Double)] = [:]
    /// Which unknowns are in which equations.
    private lazy var connections = Connections(
        equations.map { $0.terms.compactMap { unknowns.place(of: $0.unknown) } }, of: unknowns.count)
    /// What is known; nil where that changed since it was last asked.
    private var determined: Determined?
    private let seen: SeenValues
    private let budget: SolverBudget
    private var made: ChangeProgram?

    /// - Parameters:
    ///   - unknowns: in ascending order of their numbers.
    ///   - equations: only over these unknowns.
    ///   - numbers: those of the equations in the whole system, ascending.
    ///   - budget: what the part's programs may take.
    init(
        _ unknowns: [Unknown], _ equations: [LinearSystem.Equation], numbers: [Int], _ seen: SeenValues,
        _ budget: SolverBudget
    ) {
        self.unknowns = unknowns
        self.equations = equations
        self.numbers = numbers
        self.seen = seen
        self.budget = budget
        merged = MergedUnknowns(unknowns, equations)
    }

    /// Looks for values of an unknown until there are so many, no further from the known one than that.
    func seek(_ unknown: Int, _ values: Double) throws(Solver.Failure) {
        guard let place = unknowns.place(of: unknown) else { return }
        let own = unknowns[place]
        let program = program()
        opened[place] = (max(own.lower, own.origin - values + 1), min(own.upper, own.origin + values - 1))
        bound(program, merged.variable[place])
        defer {
            opened = [:]
            bound(program, merged.variable[place])
        }
        _ = try greatest(unknown)
        if seen.count(of: unknown) < values { _ = try least(unknown) }
    }

    func least(_ unknown: Int) throws(Solver.Failure) -> Double {
        let least = try extreme(of: unknown, .least)
        seen.add(least, of: unknown)
        return least
    }

    func greatest(_ unknown: Int) throws(Solver.Failure) -> Double {
        let greatest = try extreme(of: unknown, .greatest)
        seen.add(greatest, of: unknown)
        return greatest
    }

    /// Whole numbers that an unknown lies between by these equations, whatever real numbers the others are.
    func limits(of unknown: Int) throws(Solver.Failure) -> (least: Double, greatest: Double) {
        guard unknowns.place(of: unknown) != nil else { return (0, .infinity) }
        let least = try extremeOverReals(of: unknown, .least)
        let greatest = try extremeOverReals(of: unknown, .greatest)
        return ((least - Self.tolerance).rounded(.up), (greatest + Self.tolerance).rounded(.down))
    }

    /// Limits an unknown, which had other limits. Nothing changes where it is not of this part.
    func bound(_ unknown: Int, from lower: Double, to upper: Double) {
        guard let place = unknowns.place(of: unknown) else { return }
        (unknowns[place].lower, unknowns[place].upper) = (lower, upper)
        determined = nil
        if let made { bound(made, merged.variable[place]) }
    }

    /// Whether an unknown's value follows from one equation after another.
    func isDetermined(_ unknown: Int) -> Bool {
        guard let place = unknowns.place(of: unknown) else { return true }
        let known = determined ?? determined(opening: [])
        determined = known
        return known.includes(place)
    }

    private func determined(opening opened: [Int]) -> Determined {
        var isFree = unknowns.map(\.isFree)
        for place in opened { isFree[place] = true }
        return Determined(connections, isFree: isFree)
    }

    /// Whole numbers that satisfy the equations, in the order of the unknowns; nil where there are none.
    func solution() throws(Solver.Failure) -> [Double]? {
        let program = program()
        do throws(Solver.Failure) {
            program.seek(.least, of: [])
            // No solution is known to start from.
            program.startFromEquations()
            if case .solution(let values) = try optimum(program) { return values }
            return nil
        } catch .contradiction {
            return nil
        }
    }

    /// A count that may change, and the cost per unit of change in either direction.
    struct Move {
        let unknown: Int
        let cost: Double
    }

    /// The cheapest way for an unknown to have a value.
    struct Way {
        /// The unknowns at a cost that change.
        let changed: [Int]
        /// The values of the part's unknowns; nil where they are not whole numbers.
        let values: [Double]?
    }

    /// For each of some values, the cheapest solution over the reals in which an unknown has it; nil where there is none.
    ///
    /// - Parameter moves: the other unknowns that may take any value.
    func cheapest(_ unknown: Int, _ values: [Double], _ moves: [Move]) throws(Solver.Failure) -> [Way?] {
        guard let target = unknowns.place(of: unknown) else { return values.map { _ in nil } }
        let own = moves.compactMap { move in unknowns.place(of: move.unknown).map { (cost: move.cost, place: $0) } }
        guard !determined(opening: own.map(\.place) + [target]).includes(target) else { return values.map { _ in nil } }
        let program = program()
        let basis = program.basis
        var costs: [Int: Double] = [:]
        for (cost, place) in own {
            opened[place] = (0, .infinity)
            let variable = merged.variable[place]
            costs[variable, default: 0] += merged.isDerived[variable] ? 0 : cost
        }
        let changing = Set(costs.keys).union([merged.variable[target]])
        for variable in changing { bound(program, variable) }
        defer {
            opened = [:]
            for variable in changing { bound(program, variable) }
            program.basis = basis
        }
        program.seek(
            .least, of: costs.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, .either($0.value)) })
        var found: [Way?] = []
        for value in values {
            opened[target] = (value, value)
            bound(program, merged.variable[target])
            // What is equal to it cannot have the value.
            guard program.isPossible else {
                found.append(nil)
                continue
            }
            // Where nothing changes, nothing costs anything: the dual method starts from there.
            program.startFromKnown()
            let status = try program.solve(isDual: true, opened: costs.count)
            guard status == .optimal else {
                guard status.isContradiction || status == .undefined else { throw .gaveUp(status.code) }
                found.append(nil)
                continue
            }
            let solution = merged.variable.map(program.value)
            let changed = own.filter { cost, place in
                cost > 0 && (solution[place] - unknowns[place].origin).magnitude > Self.tolerance
            }
            found.append(
                Way(
                    changed: changed.map { unknowns[$0.place].number },
                    values: Self.areWhole(solution) ? solution.map { $0.rounded() } : nil))
        }
        return found
    }

    private static func areWhole(_ values: [Double]) -> Bool {
        values.allSatisfy { ($0 - $0.rounded()).magnitude <= tolerance }
    }

    /// The smallest change by which an unknown has a value, in whole numbers: the unknowns that differ from the known solution;
    /// nil where none was found.
    func change(_ unknown: Int, to value: Double) throws(Solver.Failure) -> [(unknown: Int, value: Double)]? {
        guard let target = unknowns.place(of: unknown) else { return nil }
        let program = program()
        let variable = merged.variable[target]
        let before = opened
        opened[target] = (value, value)
        bound(program, variable)
        defer {
            opened = before
            bound(program, variable)
            program.startFromKnown()
        }
        guard program.isPossible else { return nil }
        program.seek(
            .least, of: merged.members.indices.filter { !merged.isDerived[$0] }.map { ($0, .either(1)) })
        program.startFromKnown()
        guard try program.solve(isDual: true) == .optimal else { return nil }
        var values = merged.variable.map(program.value)
        if !Self.areWhole(values) {
            _ = try program.branch(atMost: Self.mostBranching)
            guard [.optimal, .feasible].contains(program.wholeStatus) else { return nil }
            values = merged.variable.map(program.wholeValue)
        }
        return zip(unknowns, values).filter { $0.origin != $1.rounded() }.map { ($0.number, $1.rounded()) }
    }

    /// Remembers the values of a way that is open by now: nothing that changes in it is known any more.
    func note(_ way: Way) {
        guard let values = way.values,
            zip(unknowns, values).allSatisfy({ $0.lower <= $1 && $1 <= $0.upper })
        else { return }
        noteValues(values)
    }

    /// Remembers a solution in whole numbers, in the order of the unknowns.
    private func noteValues(_ values: [Double]) {
        seen.add(zip(unknowns, values).filter { $0.origin != $1 }.map { ($0.number, $1) })
    }

    // MARK: - The program

    private func program() -> ChangeProgram {
        if let made { return made }
        let program = ChangeProgram(merged, budget)
        for variable in merged.members.indices { bound(program, variable) }
        made = program
        return program
    }

    /// Limits a variable of the program to what all unknowns that it is can be.
    private func bound(_ program: ChangeProgram, _ variable: Int) {
        let (lower, upper) = bounds(of: variable)
        program.bound(
            variable, from: lower, to: upper, isFree: merged.members[variable].contains { unknowns[$0].isFree })
    }

    /// What all unknowns that a variable is can be.
    private func bounds(of variable: Int) -> (lower: Double, upper: Double) {
        var (lower, upper) = (0.0, Double.infinity)
        for place in merged.members[variable] {
            let own = opened[place] ?? (unknowns[place].lower, unknowns[place].upper)
            (lower, upper) = (max(lower, own.lower), min(upper, own.upper))
        }
        return (lower, upper)
    }

    /// What an unknown can be by itself, where no equation tells of it; nil where one does.
    private func limitsAlone(_ place: Int) throws(Solver.Failure) -> (lower: Double, upper: Double)? {
        guard merged.isAlone(merged.variable[place]) else { return nil }
        let own = bounds(of: merged.variable[place])
        guard own.lower <= own.upper else { throw .contradiction }
        return own
    }

    /// The extreme value of an unknown; infinite where nothing limits it.
    private func extreme(of unknown: Int, _ goal: ChangeProgram.Goal) throws(Solver.Failure) -> Double {
        guard let place = unknowns.place(of: unknown) else { throw .contradiction }
        if let own = try limitsAlone(place) { return goal == .least ? own.lower : own.upper }
        let program = program()
        program.seek(goal, of: [(merged.variable[place], .value)])
        let found = try optimum(program, branchingAtMost: Self.mostBranching) { () throws(Solver.Failure) in
            // The best whole number that the reals allow, if the smallest change gives it in whole numbers.
            let (basis, value) = (program.basis, program.value(merged.variable[place]))
            let best = goal == .least ? (value - Self.tolerance).rounded(.up) : (value + Self.tolerance).rounded(.down)
            let found = try change(unknown, to: best)
            program.seek(goal, of: [(merged.variable[place], .value)])
            program.basis = basis
            guard let found else {
                _ = try program.solve()
                return nil
            }
            var values = unknowns.map(\.origin)
            for (unknown, value) in found { unknowns.place(of: unknown).map { values[$0] = value } }
            return values
        }
        switch found {
        case .solution(let values): return values[place]
        case .unbounded: return .infinity
        // What was seen can be attained: the range may be wider, and is taken to be no wider.
        case .cutShort: return goal == .least ? seen.least(of: unknown) : seen.greatest(of: unknown)
        }
    }

    private func extremeOverReals(of unknown: Int, _ goal: ChangeProgram.Goal) throws(Solver.Failure) -> Double {
        guard let place = unknowns.place(of: unknown) else { throw .contradiction }
        if let own = try limitsAlone(place) { return goal == .least ? own.lower : own.upper }
        let program = program()
        program.seek(goal, of: [(merged.variable[place], .value)])
        switch try program.solve() {
        case .optimal: return program.value(merged.variable[place])
        case .unbounded: return goal == .least ? -.infinity : .infinity
        case let status: throw status.isContradiction ? .contradiction : .gaveUp(status.code)
        }
    }

    /// What the search for an optimum found.
    private enum Found {
        /// Whole numbers, in the order of the unknowns.
        case solution([Double])
        /// The objective has no limit.
        case unbounded
        /// It took more steps than it may: there may be a better solution than any seen.
        case cutShort
    }

    /// The largest number of steps in which an extreme is sought in whole numbers.
    private static let mostBranching = 500_000

    /// The whole-number solution that optimises the objective.
    ///
    /// - Parameters:
    ///   - most: the largest number of steps of branch and cut; nil for as many as the budget has.
    ///   - nearby: finds one without branch and cut, in the order of the unknowns; nil where it does not.
    private func optimum(
        _ program: ChangeProgram, branchingAtMost most: Int? = nil,
        or nearby: () throws(Solver.Failure) -> [Double]? = { () throws(Solver.Failure) in nil }
    ) throws(Solver.Failure) -> Found {
        let status = try program.solve()
        guard status == .optimal || status == .unbounded else {
            throw status.isContradiction ? .contradiction : .gaveUp(status.code)
        }
        let values = unknowns.indices.map {
            unknowns[$0].isFree ? program.value(merged.variable[$0]) : unknowns[$0].origin
        }
        let isWhole = Self.areWhole(values)
        // Whatever the objective, this is a valid solution, so its values are attainable.
        if isWhole, program.isSolved { noteValues(values.map { $0.rounded() }) }
        if status == .unbounded { return .unbounded }
        if isWhole { return .solution(values.map { $0.rounded() }) }
        if let values = try nearby() {
            noteValues(values)
            return .solution(values)
        }
        let isEnded = try program.branch(atMost: most)
        func found() -> [Double] { merged.variable.map(program.wholeValue) }
        switch program.wholeStatus {
        case .optimal:
            let values = found()
            noteValues(values)
            return .solution(values)
        case .feasible where !isEnded:
            noteValues(found())
            return .cutShort
        case .undefined where !isEnded: return .cutShort
        case let status: throw status.isContradiction ? .contradiction : .gaveUp(status.code)
        }
    }
}

extension [LinearPart.Unknown] {
    /// The index of an unknown, by its number in the whole system; nil where it belongs to another part.
    func place(of unknown: Int) -> Int? {
        var (first, end) = (0, count)
        while first < end {
            let middle = (first + end) / 2
            if self[middle].number < unknown { first = middle + 1 } else { end = middle }
        }
        return first < count && self[first].number == unknown ? first : nil
    }
}
