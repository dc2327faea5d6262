private import CGLPK

/// A connected component of equations and unknowns, passed to GLPK when first needed.
///
/// GLPK's variables are deviations from a known solution, the origin, so that it need not search for a first solution:
/// where the origin satisfies the equations, so does no change at all. Solved by the simplex method and then, where the
/// optimum is not in whole numbers, by branch and cut.
final class LinearPart {
    /// A value closer than this to a whole number counts as one.
    static let tolerance = 1e-6

    /// An unknown of the part.
    struct Unknown {
        /// Its number in the whole system.
        let number: Int
        let lower, upper: Double
        /// Its value in the known solution.
        let origin: Double
    }

    /// In ascending order of their numbers.
    let unknowns: [Unknown]
    /// The numbers of the equations in their system, ascending.
    let numbers: [Int]
    private let equations: [LinearSystem.Equation]
    private let seen: SeenValues
    private let budget: SolverBudget
    private var made: OpaquePointer?

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

    /// Whole numbers that satisfy the equations, in the order of the unknowns; nil where there are none.
    func solution() throws(Solver.Failure) -> [Double]? {
        let problem = problem()
        do throws(Solver.Failure) {
            clearObjective(problem)
            glp_set_obj_dir(problem, GLP_MIN)
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

    /// The unknowns that change in the cheapest solution over the reals; nil where the equations cannot be satisfied.
    ///
    /// - Parameter moves: the counts that may change; those of other parts are ignored.
    func cheapest(_ moves: [Move]) throws(Solver.Failure) -> [Int]? {
        let problem = problem()
        clearObjective(problem)
        let own = moves.compactMap { move in place(of: move.unknown).map { (move, place: $0) } }
        for (move, place) in own {
            glp_set_obj_coef(problem, Self.more(place), move.cost)
            glp_set_obj_coef(problem, Self.less(place), move.cost)
        }
        glp_set_obj_dir(problem, GLP_MIN)
        // Where nothing changes, nothing costs anything: the dual method starts from there.
        switch try simplex(problem, by: GLP_DUALP) {
        case GLP_OPT:
            return own.filter { _, place in
                (value(problem, place) - unknowns[place].origin).magnitude > Self.tolerance
            }.map(\.0.unknown)
        case GLP_NOFEAS, GLP_INFEAS, GLP_UNDEF: return nil
        default: throw .gaveUp(glp_get_status(problem))
        }
    }

    // MARK: - GLPK

    // GLPK's columns are numbered from 1. Each unknown has two: its increase over the origin and its decrease.
    private static func more(_ place: Int) -> Int32 { Int32(2 * place + 1) }
    private static func less(_ place: Int) -> Int32 { Int32(2 * place + 2) }

    /// The index of an unknown in this part; nil where it belongs to another part.
    private func place(of unknown: Int) -> Int? {
        var (first, end) = (0, unknowns.count)
        while first < end {
            let middle = (first + end) / 2
            if unknowns[middle].number < unknown { first = middle + 1 } else { end = middle }
        }
        return first < unknowns.count && unknowns[first].number == unknown ? first : nil
    }

    private func value(_ problem: OpaquePointer, _ place: Int) -> Double {
        unknowns[place].origin + glp_get_col_prim(problem, Self.more(place))
            - glp_get_col_prim(problem, Self.less(place))
    }

    private func problem() -> OpaquePointer {
        if let made { return made }
        glp_term_out(GLP_OFF)
        let problem: OpaquePointer = glp_create_prob()
        glp_add_cols(problem, Int32(2 * unknowns.count))
        func bound(_ column: Int32, from lower: Double, to upper: Double) {
            let kind = lower == upper ? GLP_FX : upper == .infinity ? GLP_LO : GLP_DB
            glp_set_col_bnds(problem, column, kind, lower, upper == .infinity ? 0 : upper)
            glp_set_col_kind(problem, column, GLP_IV)
        }
        for (place, unknown) in unknowns.enumerated() {
            let origin = unknown.origin
            bound(Self.more(place), from: max(0, unknown.lower - origin), to: max(0, unknown.upper - origin))
            bound(Self.less(place), from: max(0, origin - unknown.upper), to: max(0, origin - unknown.lower))
        }
        if !equations.isEmpty { glp_add_rows(problem, Int32(equations.count)) }
        for (index, equation) in equations.enumerated() {
            let row = Int32(index + 1)
            var columns: [Int32] = [0]
            var factors: [Double] = [0]
            var value = equation.value
            for term in equation.terms {
                guard let place = place(of: term.unknown) else { continue }
                columns += [Self.more(place), Self.less(place)]
                factors += [term.factor, -term.factor]
                value -= term.factor * unknowns[place].origin
            }
            glp_set_mat_row(problem, row, Int32(columns.count - 1), columns, factors)
            glp_set_row_bnds(problem, row, GLP_FX, value, value)
        }
        made = problem
        return problem
    }

    /// The extreme value of an unknown; infinite where nothing limits it.
    private func extreme(of unknown: Int, _ direction: Int32) throws(Solver.Failure) -> Double {
        let problem = problem()
        guard let place = place(of: unknown) else { throw .contradiction }
        clearObjective(problem)
        glp_set_obj_coef(problem, Self.more(place), 1)
        glp_set_obj_coef(problem, Self.less(place), -1)
        glp_set_obj_dir(problem, direction)
        switch try optimum(problem, branchingAtMost: Self.mostBranching) {
        case .solution(let values): return values[place]
        case .unbounded: return .infinity
        // What was seen can be attained: the range may be wider, and is taken to be no wider.
        case .cutShort:
            return direction == GLP_MIN ? seen.least(of: unknown) : seen.greatest(of: unknown)
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

    private func clearObjective(_ problem: OpaquePointer) {
        for column in 0...2 * unknowns.count { glp_set_obj_coef(problem, Int32(column), 0) }
    }

    /// The whole-number solution that optimises the objective.
    ///
    /// - Parameter most: the largest number of steps of branch and cut; nil for as many as the budget has.
    private func optimum(_ problem: OpaquePointer, branchingAtMost most: Int? = nil) throws(Solver.Failure) -> Found {
        let status = try simplex(problem)
        guard status == GLP_OPT || status == GLP_UNBND else {
            throw status == GLP_NOFEAS || status == GLP_INFEAS ? .contradiction : .gaveUp(status)
        }
        let values = unknowns.indices.map { value(problem, $0) }
        let isWhole = values.allSatisfy { ($0 - $0.rounded()).magnitude <= Self.tolerance }
        // Whatever the objective, this is a valid solution, so its values are attainable.
        if isWhole, glp_get_prim_stat(problem) == GLP_FEAS {
            for (unknown, value) in zip(unknowns, values) { seen.add(value.rounded(), of: unknown.number) }
        }
        if status == GLP_UNBND { return .unbounded }
        if isWhole { return .solution(values.map { $0.rounded() }) }
        let isEnded = try branch(problem, atMost: most)
        func found() -> [Double] {
            unknowns.enumerated().map { place, unknown in
                let change = glp_mip_col_val(problem, Self.more(place)) - glp_mip_col_val(problem, Self.less(place))
                return (unknown.origin + change).rounded()
            }
        }
        switch glp_mip_status(problem) {
        case GLP_OPT: return .solution(found())
        case GLP_FEAS where !isEnded:
            for (unknown, value) in zip(unknowns, found()) { seen.add(value, of: unknown.number) }
            return .cutShort
        case GLP_UNDEF where !isEnded: return .cutShort
        case GLP_NOFEAS: throw .contradiction
        case let status: throw .gaveUp(status)
        }
    }

    /// Programs of more unknowns and equations than this branch on the unknown that is least whole.
    private static let largestForHeuristic = 1_000

    /// How many unknowns and equations the program has.
    private var size: Int { 2 * unknowns.count + equations.count }

    /// Solves the program over the reals, a slice at a time, so that the budget and the interrupt are looked at between
    /// slices. A slice is a number of iterations: were it one of seconds, a slow machine would find another of several
    /// optimal solutions.
    private func simplex(_ problem: OpaquePointer, by method: Int32 = GLP_PRIMAL) throws(Solver.Failure) -> Int32 {
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

/// Counts the work of a branch and cut while it runs, and ends it where the budget does.
private final class BranchWatch {
    private let budget: SolverBudget
    private let size: Int
    private var iterations: Int32?
    /// Why the search was ended.
    private(set) var failure: Solver.Failure?
    /// The number of the budget's steps at which the search ends without a result.
    private let last: Int
    private(set) var isCutShort = false

    init(_ budget: SolverBudget, size: Int, most: Int?) {
        self.budget = budget
        self.size = size
        last = most.map { budget.steps + $0 } ?? .max
    }

    typealias Callback = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Void

    /// Runs a search that calls the callback with the context at every step.
    func run(_ search: (@escaping Callback, UnsafeMutableRawPointer) -> Int32) -> Int32 {
        withExtendedLifetime(self) {
            search(
                { tree, context in
                    guard let tree, let context else { return }
                    Unmanaged<BranchWatch>.fromOpaque(context).takeUnretainedValue().step(of: tree)
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    private func step(of tree: OpaquePointer) {
        guard failure == nil, !isCutShort else { return }
        let done = glp_get_it_cnt(glp_ios_get_prob(tree))
        defer { iterations = done }
        do throws(Solver.Failure) {
            try budget.spend(iterations: Int(done - (iterations ?? done)), size: size)
            guard budget.steps > last else { return }
            isCutShort = true
            glp_ios_terminate(tree)
        } catch {
            failure = error
            glp_ios_terminate(tree)
        }
    }
}
