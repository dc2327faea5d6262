private import CGLPK

/// Some of a system's unknowns with the equations that tell of them, passed to GLPK when first needed.
///
/// GLPK's variables are deviations from a known solution, the origin, so that it need not search for a first solution:
/// where the origin satisfies the equations, so does no change at all. Solved by the simplex method and then, where the
/// optimum is not in whole numbers, by branch and cut. Each program starts from the solution of the one before.
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

        var isFree: Bool { lower != upper }
    }

    /// In ascending order of their numbers.
    private(set) var unknowns: [Unknown]
    /// The numbers of the equations in their system, ascending.
    let numbers: [Int]
    private let equations: [LinearSystem.Equation]
    /// Unknowns that are equal share GLPK's variables.
    private let merged: MergedUnknowns
    /// Limits that hold for a while in place of the unknowns' own, by their index.
    private var opened: [Int: (lower: Double, upper: Double)] = [:]
    /// The variables that cannot have any value, since unknowns that are equal have no value in common.
    private var impossible: Set<Int> = []
    /// Which unknowns are in which equations.
    private lazy var connections = Connections(
        equations.map { $0.terms.compactMap { unknowns.place(of: $0.unknown) } }, of: unknowns.count)
    /// What is known; nil where that changed since it was last asked.
    private var determined: Determined?
    private let seen: SeenValues
    private let budget: SolverBudget
    private var made: OpaquePointer?
    /// GLPK's columns that have a cost.
    private var objective: [Int32] = []

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

    deinit {
        if let made { glp_delete_prob(made) }
    }

    func least(_ unknown: Int) throws(Solver.Failure) -> Double {
        let least = try extreme(of: unknown, GLP_MIN)
        seen.add(least, of: unknown)
        return least
    }

    func greatest(_ unknown: Int) throws(Solver.Failure) -> Double {
        let greatest = try extreme(of: unknown, GLP_MAX)
        seen.add(greatest, of: unknown)
        return greatest
    }

    /// Whole numbers that an unknown lies between by these equations, whatever real numbers the others are.
    func limits(of unknown: Int) throws(Solver.Failure) -> (least: Double, greatest: Double) {
        guard unknowns.place(of: unknown) != nil else { return (0, .infinity) }
        let least = try extremeOverReals(of: unknown, GLP_MIN)
        let greatest = try extremeOverReals(of: unknown, GLP_MAX)
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
        let problem = problem()
        do throws(Solver.Failure) {
            clearObjective(problem)
            glp_set_obj_dir(problem, GLP_MIN)
            // No solution is known to start from: most unknowns follow from one equation each.
            glp_adv_basis(problem, 0)
            if case .solution(let values) = try optimum(problem) { return values }
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
        let problem = problem()
        let basis = Basis(of: problem)
        clearObjective(problem)
        var costs: [Int: Double] = [:]
        for (cost, place) in own {
            opened[place] = (0, .infinity)
            costs[merged.variable[place], default: 0] += cost
        }
        let changing = Set(costs.keys).union([merged.variable[target]])
        for variable in changing { bound(problem, variable) }
        for (variable, cost) in costs.sorted(by: { $0.key < $1.key }) where cost > 0 {
            for column in [Self.more(variable), Self.less(variable)] { weigh(problem, column, cost) }
        }
        defer {
            opened = [:]
            for variable in changing { bound(problem, variable) }
            basis.restore(in: problem)
        }
        glp_set_obj_dir(problem, GLP_MIN)
        var found: [Way?] = []
        for value in values {
            opened[target] = (value, value)
            bound(problem, merged.variable[target])
            // What is equal to it cannot have the value.
            guard impossible.isEmpty else {
                found.append(nil)
                continue
            }
            // Where nothing changes, nothing costs anything: the dual method starts from there.
            glp_std_basis(problem)
            switch try simplex(problem, by: GLP_DUALP, opened: costs.count) {
            case GLP_OPT:
                let solution = unknowns.indices.map { self.value(problem, $0) }
                let changed = own.filter { cost, place in
                    cost > 0 && (solution[place] - unknowns[place].origin).magnitude > Self.tolerance
                }
                let isWhole = solution.allSatisfy { ($0 - $0.rounded()).magnitude <= Self.tolerance }
                found.append(
                    Way(
                        changed: changed.map { unknowns[$0.place].number },
                        values: isWhole ? solution.map { $0.rounded() } : nil))
            case GLP_NOFEAS, GLP_INFEAS, GLP_UNDEF: found.append(nil)
            default: throw .gaveUp(glp_get_status(problem))
            }
        }
        return found
    }

    /// The smallest change by which an unknown has a value, in whole numbers: the unknowns that differ from the known solution;
    /// nil where none was found.
    func change(_ unknown: Int, to value: Double) throws(Solver.Failure) -> [(unknown: Int, value: Double)]? {
        guard let target = unknowns.place(of: unknown) else { return nil }
        let problem = problem()
        let variable = merged.variable[target]
        opened[target] = (value, value)
        bound(problem, variable)
        defer {
            opened = [:]
            bound(problem, variable)
            glp_std_basis(problem)
        }
        guard impossible.isEmpty else { return nil }
        clearObjective(problem)
        for variable in merged.members.indices {
            for column in [Self.more(variable), Self.less(variable)] { weigh(problem, column, 1) }
        }
        glp_set_obj_dir(problem, GLP_MIN)
        glp_std_basis(problem)
        guard try simplex(problem, by: GLP_DUALP) == GLP_OPT else { return nil }
        var values = unknowns.indices.map { self.value(problem, $0) }
        if values.contains(where: { ($0 - $0.rounded()).magnitude > Self.tolerance }) {
            _ = try branch(problem, atMost: Self.mostBranching)
            guard [GLP_OPT, GLP_FEAS].contains(glp_mip_status(problem)) else { return nil }
            values = merged.variable.map { wholeValue(problem, $0) }
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

    // MARK: - GLPK

    // GLPK's columns are numbered from 1. Each variable has two: its increase over the origin and its decrease.
    private static func more(_ variable: Int) -> Int32 { Int32(2 * variable + 1) }
    private static func less(_ variable: Int) -> Int32 { Int32(2 * variable + 2) }

    private func value(_ problem: OpaquePointer, _ place: Int) -> Double {
        let variable = merged.variable[place]
        return merged.origins[variable] + glp_get_col_prim(problem, Self.more(variable))
            - glp_get_col_prim(problem, Self.less(variable))
    }

    /// The value of a variable that branch and cut found.
    private func wholeValue(_ problem: OpaquePointer, _ variable: Int) -> Double {
        let change = glp_mip_col_val(problem, Self.more(variable)) - glp_mip_col_val(problem, Self.less(variable))
        return (merged.origins[variable] + change).rounded()
    }

    private func problem() -> OpaquePointer {
        if let made { return made }
        glp_term_out(GLP_OFF)
        let problem: OpaquePointer = glp_create_prob()
        glp_add_cols(problem, Int32(2 * merged.members.count))
        for variable in merged.members.indices {
            for column in [Self.more(variable), Self.less(variable)] { glp_set_col_kind(problem, column, GLP_IV) }
            bound(problem, variable)
        }
        if !merged.equations.isEmpty { glp_add_rows(problem, Int32(merged.equations.count)) }
        for (index, equation) in merged.equations.enumerated() {
            let row = Int32(index + 1)
            var columns: [Int32] = [0]
            var factors: [Double] = [0]
            var value = equation.value
            for term in equation.terms {
                columns += [Self.more(term.variable), Self.less(term.variable)]
                factors += [term.factor, -term.factor]
                value -= term.factor * merged.origins[term.variable]
            }
            glp_set_mat_row(problem, row, Int32(columns.count - 1), columns, factors)
            glp_set_row_bnds(problem, row, GLP_FX, value, value)
        }
        made = problem
        return problem
    }

    /// Limits a variable in GLPK's problem to what all unknowns that it is can be.
    private func bound(_ problem: OpaquePointer, _ variable: Int) {
        var (lower, upper) = (0.0, Double.infinity)
        for place in merged.members[variable] {
            let own = opened[place] ?? (unknowns[place].lower, unknowns[place].upper)
            (lower, upper) = (max(lower, own.lower), min(upper, own.upper))
        }
        guard lower <= upper else {
            impossible.insert(variable)
            return
        }
        impossible.remove(variable)
        let origin = merged.origins[variable]
        func bound(_ column: Int32, from lower: Double, to upper: Double) {
            let kind = lower == upper ? GLP_FX : upper == .infinity ? GLP_LO : GLP_DB
            glp_set_col_bnds(problem, column, kind, lower, upper == .infinity ? 0 : upper)
        }
        bound(Self.more(variable), from: max(0, lower - origin), to: max(0, upper - origin))
        bound(Self.less(variable), from: max(0, origin - upper), to: max(0, origin - lower))
    }

    /// The extreme value of an unknown; infinite where nothing limits it.
    private func extreme(of unknown: Int, _ direction: Int32) throws(Solver.Failure) -> Double {
        let problem = problem()
        guard let place = unknowns.place(of: unknown) else { throw .contradiction }
        optimise(problem, place, direction)
        switch try optimum(problem, branchingAtMost: Self.mostBranching) {
        case .solution(let values): return values[place]
        case .unbounded: return .infinity
        // What was seen can be attained: the range may be wider, and is taken to be no wider.
        case .cutShort:
            return direction == GLP_MIN ? seen.least(of: unknown) : seen.greatest(of: unknown)
        }
    }

    private func extremeOverReals(of unknown: Int, _ direction: Int32) throws(Solver.Failure) -> Double {
        let problem = problem()
        guard let place = unknowns.place(of: unknown) else { throw .contradiction }
        optimise(problem, place, direction)
        switch try simplex(problem) {
        case GLP_OPT: return value(problem, place)
        case GLP_UNBND: return direction == GLP_MIN ? -.infinity : .infinity
        case GLP_NOFEAS, GLP_INFEAS: throw .contradiction
        case let status: throw .gaveUp(status)
        }
    }

    /// Sets an unknown's value as the objective.
    private func optimise(_ problem: OpaquePointer, _ place: Int, _ direction: Int32) {
        clearObjective(problem)
        weigh(problem, Self.more(merged.variable[place]), 1)
        weigh(problem, Self.less(merged.variable[place]), -1)
        glp_set_obj_dir(problem, direction)
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

    private func clearObjective(_ problem: OpaquePointer) {
        for column in objective { glp_set_obj_coef(problem, column, 0) }
        objective = []
    }

    private func weigh(_ problem: OpaquePointer, _ column: Int32, _ cost: Double) {
        glp_set_obj_coef(problem, column, cost)
        objective.append(column)
    }

    /// The whole-number solution that optimises the objective.
    ///
    /// - Parameter most: the largest number of steps of branch and cut; nil for as many as the budget has.
    private func optimum(_ problem: OpaquePointer, branchingAtMost most: Int? = nil) throws(Solver.Failure) -> Found {
        let status = try simplex(problem)
        guard status == GLP_OPT || status == GLP_UNBND else {
            throw status == GLP_NOFEAS || status == GLP_INFEAS ? .contradiction : .gaveUp(status)
        }
        let values = unknowns.indices.map { unknowns[$0].isFree ? value(problem, $0) : unknowns[$0].origin }
        let isWhole = values.allSatisfy { ($0 - $0.rounded()).magnitude <= Self.tolerance }
        // Whatever the objective, this is a valid solution, so its values are attainable.
        if isWhole, glp_get_prim_stat(problem) == GLP_FEAS {
            noteValues(values.map { $0.rounded() })
        }
        if status == GLP_UNBND { return .unbounded }
        if isWhole { return .solution(values.map { $0.rounded() }) }
        let isEnded = try branch(problem, atMost: most)
        func found() -> [Double] {
            merged.variable.map { wholeValue(problem, $0) }
        }
        switch glp_mip_status(problem) {
        case GLP_OPT:
            let values = found()
            noteValues(values)
            return .solution(values)
        case GLP_FEAS where !isEnded:
            noteValues(found())
            return .cutShort
        case GLP_UNDEF where !isEnded: return .cutShort
        case GLP_NOFEAS: throw .contradiction
        case let status: throw .gaveUp(status)
        }
    }

    /// Programs of more unknowns and equations than this branch on the unknown that is least whole.
    private static let largestForHeuristic = 1_000

    /// How many free variables and equations the program has.
    private var size: Int {
        2 * merged.members.count { $0.contains { unknowns[$0].isFree } } + merged.equations.count
    }

    /// Solves the program over the reals, a slice at a time, so that the budget and the interrupt are looked at between
    /// slices. A slice is a number of iterations: were it one of seconds, a slow machine would find another of several
    /// optimal solutions.
    ///
    /// - Parameter opened: how many variables may change besides the free ones.
    private func simplex(
        _ problem: OpaquePointer, by method: Int32 = GLP_PRIMAL, opened: Int = 0
    ) throws(Solver.Failure) -> Int32 {
        guard impossible.isEmpty else { throw .contradiction }
        let size = size + 2 * opened
        var settings = glp_smcp()
        glp_init_smcp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        settings.meth = method
        settings.it_lim = Int32(max(100, SolverBudget.slice / max(1, size)))
        var isFresh = false
        while true {
            let before = glp_get_it_cnt(problem)
            let code = glp_simplex(problem, &settings)
            try budget.spend(iterations: Int(glp_get_it_cnt(problem) - before), size: size)
            switch code {
            case 0: return glp_get_status(problem)
            case GLP_EITLIM: continue
            case _ where isFresh: throw .gaveUp(code)
            default:
                // The basis left by the last problem does not suit this one.
                glp_std_basis(problem)
                isFresh = true
            }
        }
    }

    /// Finds the best solution in whole numbers, by branch and cut from that over the reals.
    ///
    /// - Returns: whether the search came to its end, within so many steps.
    private func branch(_ problem: OpaquePointer, atMost most: Int?) throws(Solver.Failure) -> Bool {
        let watch = BranchWatch(budget, size: size, most: most)
        let code = watch.run { callback, context in
            var settings = glp_iocp()
            glp_init_iocp(&settings)
            settings.msg_lev = GLP_MSG_OFF
            // The heuristic that GLPK usually branches by looks at a row of the simplex table for each unknown that is
            // not whole: in a large program that takes seconds, in which nothing is answered.
            if size > Self.largestForHeuristic { settings.br_tech = GLP_BR_MFV }
            settings.cb_func = callback
            settings.cb_info = context
            return glp_intopt(problem, &settings)
        }
        if let failure = watch.failure { throw failure }
        guard code == 0 || code == GLP_ESTOP && watch.isCutShort else { throw .gaveUp(code) }
        return !watch.isCutShort
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

/// Which of a problem's variables are basic, and at which bound the others are.
private struct Basis {
    private let rows, columns: [Int32]

    init(of problem: OpaquePointer) {
        rows = (0..<glp_get_num_rows(problem)).map { glp_get_row_stat(problem, $0 + 1) }
        columns = (0..<glp_get_num_cols(problem)).map { glp_get_col_stat(problem, $0 + 1) }
    }

    func restore(in problem: OpaquePointer) {
        for (row, status) in rows.enumerated() { glp_set_row_stat(problem, Int32(row + 1), status) }
        for (column, status) in columns.enumerated() { glp_set_col_stat(problem, Int32(column + 1), status) }
    }
}
