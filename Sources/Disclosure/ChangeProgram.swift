private import CGLPK

/// A linear program over changes from a known solution, in GLPK.
///
/// Each variable is two of GLPK's columns, its increase over its known value and its decrease, so that GLPK need not search for
/// a first solution: where the known one satisfies the equations, so does no change at all. Solved by the simplex method and
/// then, where the optimum is not in whole numbers, by branch and cut. Each program starts from the solution of the one before.
final class ChangeProgram {
    /// What became of a search, by GLPK's number.
    struct Status: Equatable {
        let code: Int32

        static let optimal = Status(code: GLP_OPT)
        static let feasible = Status(code: GLP_FEAS)
        static let unbounded = Status(code: GLP_UNBND)
        static let undefined = Status(code: GLP_UNDEF)

        /// Whether there is no solution.
        var isContradiction: Bool { code == GLP_NOFEAS || code == GLP_INFEAS }
    }

    enum Goal {
        case least, greatest

        fileprivate var direction: Int32 { self == .least ? GLP_MIN : GLP_MAX }
    }

    /// What a unit of a variable's increase and of its decrease adds to the objective.
    struct Cost {
        let ofMore, ofLess: Double

        /// Any change costs as much.
        static func either(_ cost: Double) -> Cost { Cost(ofMore: cost, ofLess: cost) }
        /// The variable's value itself.
        static let value = Cost(ofMore: 1, ofLess: -1)
    }

    /// Where a variable is in GLPK's program.
    private enum Place {
        /// So many other variables have columns before it.
        case columns(Int32)
        /// In no equation: it is whatever it may be.
        case nowhere
        /// What is left of an equation, with its factor in it: it has no column.
        case slack(of: Int, factor: Double)
    }

    private let problem: OpaquePointer
    private let origins: [Double]
    private let equations: [MergedUnknowns.Equation]
    private let places: [Place]
    /// By how much the known values miss each equation.
    private let missing: [Double]
    private let budget: SolverBudget
    private var isFree: [Bool]
    /// The variables that cannot have any value.
    private var impossible: Set<Int> = []
    /// By how much variables of no equation differ from their known values, where these are not possible.
    private var alone: [Int: Double] = [:]
    /// GLPK's columns that have a cost.
    private var objective: [Int32] = []

    /// - Parameters:
    ///   - unknowns: the variables, with their known values, and the equations over them.
    ///   - budget: what the searches may take.
    init(_ unknowns: MergedUnknowns, _ budget: SolverBudget) {
        let (origins, equations) = (unknowns.origins, unknowns.equations)
        self.origins = origins
        self.equations = equations
        self.budget = budget
        isFree = origins.map { _ in true }
        places = Self.places(unknowns)
        missing = equations.map { equation in
            equation.terms.reduce(equation.value) { $0 - $1.factor * origins[$1.variable] }
        }
        glp_term_out(GLP_OFF)
        problem = glp_create_prob()
        let columns = 2 * places.count { if case .columns = $0 { true } else { false } }
        if columns > 0 { glp_add_cols(problem, Int32(columns)) }
        for column in 0..<columns { glp_set_col_kind(problem, Int32(column + 1), GLP_IV) }
        if !equations.isEmpty { glp_add_rows(problem, Int32(equations.count)) }
        for row in equations.indices { set(row) }
    }

    /// A derived variable of one equation alone is what is left of it, where that is a whole number whatever the others are: the
    /// simplex method then has an inequality, which the known values satisfy with something to spare, in place of an equation.
    private static func places(_ unknowns: MergedUnknowns) -> [Place] {
        var slacks: [Int: Place] = [:]
        for (row, equation) in unknowns.equations.enumerated()
        where equation.terms.count > 1
            && (equation.terms.map(\.factor) + [equation.value]).allSatisfy({ $0 == $0.rounded() })
        {
            let slack = equation.terms.first {
                unknowns.isDerived[$0.variable] && unknowns.uses[$0.variable] == 1 && $0.factor.magnitude == 1
            }
            if let slack { slacks[slack.variable] = .slack(of: row, factor: slack.factor) }
        }
        var columns: Int32 = 0
        return unknowns.members.indices.map { variable in
            if let slack = slacks[variable] { return slack }
            if unknowns.isAlone(variable) { return .nowhere }
            columns += 1
            return .columns(columns - 1)
        }
    }

    deinit { glp_delete_prob(problem) }

    private func set(_ row: Int) {
        var columns: [Int32] = [0]
        var factors: [Double] = [0]
        for term in equations[row].terms {
            guard case .columns(let place) = places[term.variable] else { continue }
            columns += [Self.more(place), Self.less(place)]
            factors += [term.factor, -term.factor]
        }
        glp_set_mat_row(problem, Self.number(row), Int32(columns.count - 1), columns, factors)
        glp_set_row_bnds(problem, Self.number(row), GLP_FX, missing[row], missing[row])
    }

    // GLPK's rows and columns are numbered from 1.
    private static func number(_ row: Int) -> Int32 { Int32(row + 1) }
    private static func more(_ place: Int32) -> Int32 { 2 * place + 1 }
    private static func less(_ place: Int32) -> Int32 { 2 * place + 2 }

    // MARK: - Limits and costs

    /// Whether every variable can have some value.
    var isPossible: Bool { impossible.isEmpty }

    /// Limits a variable.
    ///
    /// - Parameter isFree: whether it can have several values, as long as it is not limited for a while only.
    func bound(_ variable: Int, from lower: Double, to upper: Double, isFree: Bool) {
        self.isFree[variable] = isFree
        guard lower <= upper else {
            impossible.insert(variable)
            return
        }
        impossible.remove(variable)
        let (least, greatest) = (lower - origins[variable], upper - origins[variable])
        switch places[variable] {
        case .columns(let place):
            bound(Self.more(place), from: max(0, least), to: max(0, greatest), glp_set_col_bnds)
            bound(Self.less(place), from: max(0, -greatest), to: max(0, -least), glp_set_col_bnds)
        case .nowhere: alone[variable] = min(max(0, least), greatest)
        case .slack(let row, let factor):
            let ends = [missing[row] - factor * least, missing[row] - factor * greatest]
            bound(Self.number(row), from: min(ends[0], ends[1]), to: max(ends[0], ends[1]), glp_set_row_bnds)
        }
    }

    private func bound(
        _ number: Int32, from lower: Double, to upper: Double,
        _ set: (OpaquePointer?, Int32, Int32, Double, Double) -> Void
    ) {
        switch (lower.isFinite, upper.isFinite) {
        case (true, true): set(problem, number, lower == upper ? GLP_FX : GLP_DB, lower, upper)
        case (true, false): set(problem, number, GLP_LO, lower, 0)
        case (false, true): set(problem, number, GLP_UP, 0, upper)
        case (false, false): set(problem, number, GLP_FR, 0, 0)
        }
    }

    /// Sets the objective. A derived variable has a cost by its value alone.
    func seek(_ goal: Goal, of costs: [(variable: Int, cost: Cost)]) {
        for column in objective { glp_set_obj_coef(problem, column, 0) }
        objective = []
        func add(_ place: Int32, _ cost: Cost) {
            for (column, cost) in [(Self.more(place), cost.ofMore), (Self.less(place), cost.ofLess)] {
                objective.append(column)
                glp_set_obj_coef(problem, column, cost)
            }
        }
        for (variable, cost) in costs {
            switch places[variable] {
            case .columns(let place): add(place, cost)
            case .nowhere: continue
            case .slack(let row, let factor):
                guard cost.ofMore == -cost.ofLess else { continue }
                for term in equations[row].terms {
                    guard case .columns(let place) = places[term.variable] else { continue }
                    let change = -term.factor / factor * cost.ofMore
                    add(place, Cost(ofMore: change, ofLess: -change))
                }
            }
        }
        glp_set_obj_dir(problem, goal.direction)
    }

    // MARK: - Starting points

    /// The next search starts from the known solution.
    func startFromKnown() { glp_std_basis(problem) }

    /// The next search starts from what most variables follow from one equation each.
    func startFromEquations() { glp_adv_basis(problem, 0) }

    /// Which of the variables are basic, and at which bound the others are.
    struct Basis {
        fileprivate let rows, columns: [Int32]
    }

    var basis: Basis {
        get {
            Basis(
                rows: (0..<glp_get_num_rows(problem)).map { glp_get_row_stat(problem, $0 + 1) },
                columns: (0..<glp_get_num_cols(problem)).map { glp_get_col_stat(problem, $0 + 1) })
        }
        set {
            for (row, status) in newValue.rows.enumerated() { glp_set_row_stat(problem, Int32(row + 1), status) }
            for (column, status) in newValue.columns.enumerated() {
                glp_set_col_stat(problem, Int32(column + 1), status)
            }
        }
    }

    // MARK: - Searching

    /// The value of a variable that the last search over the reals found.
    func value(_ variable: Int) -> Double {
        origins[variable] + change(variable, glp_get_col_prim, glp_get_row_prim)
    }

    /// The value of a variable that branch and cut found.
    func wholeValue(_ variable: Int) -> Double {
        (origins[variable] + change(variable, glp_mip_col_val, glp_mip_row_val)).rounded()
    }

    private func change(
        _ variable: Int, _ column: (OpaquePointer?, Int32) -> Double, _ row: (OpaquePointer?, Int32) -> Double
    ) -> Double {
        switch places[variable] {
        case .columns(let place): column(problem, Self.more(place)) - column(problem, Self.less(place))
        case .nowhere: alone[variable] ?? 0
        case .slack(let number, let factor): (missing[number] - row(problem, Self.number(number))) / factor
        }
    }

    /// Whether the last search over the reals found values that satisfy the equations, whether they are the best or not.
    var isSolved: Bool { glp_get_prim_stat(problem) == GLP_FEAS }

    /// What became of the last branch and cut.
    var wholeStatus: Status { Status(code: glp_mip_status(problem)) }

    /// Programs of more unknowns and equations than this branch on the unknown that is least whole.
    private static let largestForHeuristic = 1_000

    /// How many free columns and equations the program has.
    private var size: Int {
        zip(places, isFree).reduce(equations.count) { size, variable in
            if case (.columns, true) = variable { size + 2 } else { size }
        }
    }

    /// Solves the program over the reals, a slice at a time, so that the budget and the interrupt are looked at between
    /// slices. A slice is a number of iterations: were it one of seconds, a slow machine would find another of several
    /// optimal solutions.
    ///
    /// - Parameters:
    ///   - isDual: whether the start satisfies the optimum's conditions but not all limits.
    ///   - opened: how many variables may change besides the free ones.
    func solve(isDual: Bool = false, opened: Int = 0) throws(Solver.Failure) -> Status {
        guard isPossible else { throw .contradiction }
        let size = size + 2 * opened
        var settings = glp_smcp()
        glp_init_smcp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        settings.meth = isDual ? GLP_DUALP : GLP_PRIMAL
        settings.it_lim = Int32(max(100, SolverBudget.slice / max(1, size)))
        var isFresh = false
        while true {
            let before = glp_get_it_cnt(problem)
            let code = glp_simplex(problem, &settings)
            try budget.spend(iterations: Int(glp_get_it_cnt(problem) - before), size: size)
            switch code {
            case 0: return Status(code: glp_get_status(problem))
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
    /// - Parameter most: the largest number of steps; nil for as many as the budget has.
    /// - Returns: whether the search came to its end, within so many steps.
    func branch(atMost most: Int?) throws(Solver.Failure) -> Bool {
        let size = size
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
