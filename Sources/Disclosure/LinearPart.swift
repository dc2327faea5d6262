private import CGLPK

/// Equations that share their unknowns, put to GLPK when first asked.
///
/// GLPK is told how much more or less each unknown is than in one way that things could be, so that it need not look
/// for a first: where that satisfies the equations, so does no change at all. Solved by the simplex method, then, where
/// the best point is not of whole numbers, by branch and cut.
final class LinearPart {
    /// How far from a whole number counts as one.
    static let tolerance = 1e-6

    /// An unknown of the part.
    struct Unknown {
        /// In the whole system.
        let number: Int
        let lower, upper: Double
        /// What it is in one way that things could be.
        let origin: Double
    }

    /// Rising.
    let unknowns: [Unknown]
    /// The numbers of the equations in their system, rising.
    let numbers: [Int]
    private let equations: [LinearSystem.Equation]
    private let seen: SeenValues
    private var made: OpaquePointer?

    /// - Parameters:
    ///   - unknowns: rising.
    ///   - equations: of these unknowns alone.
    ///   - numbers: of the equations, rising.
    init(_ unknowns: [Unknown], _ equations: [LinearSystem.Equation], numbers: [Int], _ seen: SeenValues) {
        self.unknowns = unknowns
        self.equations = equations
        self.numbers = numbers
        self.seen = seen
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
            return try optimum(problem)
        } catch .contradiction {
            return nil
        }
    }

    /// A published count that may change, and what each one more or less costs.
    struct Move {
        let unknown: Int
        let cost: Double
    }

    /// The unknowns that change, at the least cost, over reals; nil where the equations cannot be satisfied.
    ///
    /// - Parameter moves: those of other parts are of no account here.
    func cheapest(_ moves: [Move]) throws(Solver.Failure) -> [Int]? {
        let problem = problem()
        clearObjective(problem)
        let own = moves.compactMap { move in place(of: move.unknown).map { (move, place: $0) } }
        for (move, place) in own {
            glp_set_obj_coef(problem, Self.more(place), move.cost)
            glp_set_obj_coef(problem, Self.less(place), move.cost)
        }
        glp_set_obj_dir(problem, GLP_MIN)
        switch try simplex(problem) {
        case GLP_OPT:
            return own.filter { _, place in
                (value(problem, place) - unknowns[place].origin).magnitude > Self.tolerance
            }.map(\.0.unknown)
        case GLP_NOFEAS, GLP_INFEAS, GLP_UNDEF: return nil
        default: throw .gaveUp(glp_get_status(problem))
        }
    }

    // MARK: - GLPK

    // Its columns count from 1: of each unknown, how much more it is, and how much less.
    private static func more(_ place: Int) -> Int32 { Int32(2 * place + 1) }
    private static func less(_ place: Int) -> Int32 { Int32(2 * place + 2) }

    /// Where an unknown stands among those of the part; nil of what is of another part.
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

    /// Infinite where nothing limits it.
    private func extreme(of unknown: Int, _ direction: Int32) throws(Solver.Failure) -> Double {
        let problem = problem()
        guard let place = place(of: unknown) else { throw .contradiction }
        clearObjective(problem)
        glp_set_obj_coef(problem, Self.more(place), 1)
        glp_set_obj_coef(problem, Self.less(place), -1)
        glp_set_obj_dir(problem, direction)
        return try optimum(problem).map { $0[place] } ?? .infinity
    }

    private func clearObjective(_ problem: OpaquePointer) {
        for column in 0...2 * unknowns.count { glp_set_obj_coef(problem, Int32(column), 0) }
    }

    /// Whole numbers that make the most of the objective; nil where nothing limits it.
    private func optimum(_ problem: OpaquePointer) throws(Solver.Failure) -> [Double]? {
        let status = try simplex(problem)
        guard status == GLP_OPT || status == GLP_UNBND else {
            throw status == GLP_NOFEAS || status == GLP_INFEAS ? .contradiction : .gaveUp(status)
        }
        let values = unknowns.indices.map { value(problem, $0) }
        let isWhole = values.allSatisfy { ($0 - $0.rounded()).magnitude <= Self.tolerance }
        // Whatever was asked, this is one way that things could be.
        if isWhole, glp_get_prim_stat(problem) == GLP_FEAS {
            for (unknown, value) in zip(unknowns, values) { seen.add(value.rounded(), of: unknown.number) }
        }
        if status == GLP_UNBND { return nil }
        if isWhole { return values.map { $0.rounded() } }
        var settings = glp_iocp()
        glp_init_iocp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        let code = glp_intopt(problem, &settings)
        guard code == 0 else { throw .gaveUp(code) }
        switch glp_mip_status(problem) {
        case GLP_OPT:
            return unknowns.enumerated().map { place, unknown in
                let change = glp_mip_col_val(problem, Self.more(place)) - glp_mip_col_val(problem, Self.less(place))
                return (unknown.origin + change).rounded()
            }
        case GLP_NOFEAS: throw .contradiction
        case let status: throw .gaveUp(status)
        }
    }

    private func simplex(_ problem: OpaquePointer) throws(Solver.Failure) -> Int32 {
        var settings = glp_smcp()
        glp_init_smcp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        var code = glp_simplex(problem, &settings)
        if code != 0 {
            // The basis left by the last question does not suit this one.
            glp_std_basis(problem)
            code = glp_simplex(problem, &settings)
        }
        guard code == 0 else { throw .gaveUp(code) }
        return glp_get_status(problem)
    }
}
