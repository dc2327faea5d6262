import CGLPK

/// Equations that share their unknowns, put to GLPK when first asked.
///
/// Solved by the simplex method, then, where the best point is not of whole numbers, by branch and cut.
final class LinearPart {
    /// How far from a whole number counts as one.
    static let tolerance = 1e-6

    /// The unknowns, rising, and what each is at the least and the greatest.
    let unknowns: [Int]
    /// The numbers of the equations in their system, rising.
    let numbers: [Int]
    private let bounds: [(lower: Double, upper: Double)]
    private let equations: [LinearSystem.Equation]
    private var made: OpaquePointer?
    private let seen: SeenValues

    /// - Parameter equations: of the unknowns alone.
    init(
        _ unknowns: [Int], _ bounds: [(lower: Double, upper: Double)], _ equations: [LinearSystem.Equation],
        numbers: [Int], _ seen: SeenValues
    ) {
        self.unknowns = unknowns
        self.bounds = bounds
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

    func isConsistent() throws(Solver.Failure) -> Bool {
        let problem = problem()
        do throws(Solver.Failure) {
            clearObjective(problem)
            glp_set_obj_dir(problem, GLP_MIN)
            _ = try optimum(problem)
            return true
        } catch .contradiction {
            return false
        }
    }

    /// A published count that may change, and what each one more or less costs.
    struct Move {
        let unknown: Int
        let count: Int
        let cost: Double
    }

    /// The unknowns that change, at the least cost, over reals; nil where the equations cannot be satisfied.
    ///
    /// - Parameter moves: those of other parts are of no account here. Asked last of a part: what changes stays in it.
    func cheapest(_ moves: [Move]) throws(Solver.Failure) -> [Int]? {
        let problem = problem()
        clearObjective(problem)
        var columns: [(unknown: Int, columns: ClosedRange<Int32>)] = []
        for move in moves {
            guard let column = column(of: move.unknown) else { continue }
            // How much more, and how much less: what is nothing cannot be less.
            let added = glp_add_cols(problem, move.count == 0 ? 1 : 2)
            let last = move.count == 0 ? added : added + 1
            glp_set_col_bnds(problem, added, GLP_LO, 0, 0)
            if last > added { glp_set_col_bnds(problem, last, GLP_DB, 0, Double(move.count)) }
            for column in added...last { glp_set_obj_coef(problem, column, move.cost) }
            let row = glp_add_rows(problem, 1)
            glp_set_mat_row(problem, row, last - added + 2, [0, column, added, last], [0, 1, -1, 1])
            glp_set_row_bnds(problem, row, GLP_FX, Double(move.count), Double(move.count))
            columns.append((move.unknown, added...last))
        }
        glp_set_obj_dir(problem, GLP_MIN)
        switch try simplex(problem) {
        case GLP_OPT:
            return columns.filter { _, columns in
                columns.reduce(0) { $0 + glp_get_col_prim(problem, $1) } > Self.tolerance
            }.map(\.unknown)
        case GLP_NOFEAS, GLP_INFEAS, GLP_UNDEF: return nil
        default: throw .gaveUp(glp_get_status(problem))
        }
    }

    /// GLPK's number of an unknown's column, counted from 1; nil of what is of another part.
    private func column(of unknown: Int) -> Int32? {
        var (first, end) = (0, unknowns.count)
        while first < end {
            let middle = (first + end) / 2
            if unknowns[middle] < unknown { first = middle + 1 } else { end = middle }
        }
        return first < unknowns.count && unknowns[first] == unknown ? Int32(first + 1) : nil
    }

    private func problem() -> OpaquePointer {
        if let made { return made }
        glp_term_out(GLP_OFF)
        let problem: OpaquePointer = glp_create_prob()
        glp_add_cols(problem, Int32(unknowns.count))
        for (index, bounds) in bounds.enumerated() {
            let column = Int32(index + 1)
            let kind = bounds.lower == bounds.upper ? GLP_FX : bounds.upper == .infinity ? GLP_LO : GLP_DB
            glp_set_col_bnds(problem, column, kind, bounds.lower, bounds.upper == .infinity ? 0 : bounds.upper)
            glp_set_col_kind(problem, column, GLP_IV)
        }
        if !equations.isEmpty { glp_add_rows(problem, Int32(equations.count)) }
        for (index, equation) in equations.enumerated() {
            let row = Int32(index + 1)
            let places = [0] + equation.terms.map { column(of: $0.unknown) ?? 0 }
            let factors = [0] + equation.terms.map(\.factor)
            glp_set_mat_row(problem, row, Int32(equation.terms.count), places, factors)
            glp_set_row_bnds(problem, row, GLP_FX, equation.value, equation.value)
        }
        made = problem
        return problem
    }

    private func extreme(of unknown: Int, _ direction: Int32) throws(Solver.Failure) -> Double {
        let problem = problem()
        clearObjective(problem)
        glp_set_obj_coef(problem, column(of: unknown) ?? 0, 1)
        glp_set_obj_dir(problem, direction)
        return try optimum(problem)
    }

    private func clearObjective(_ problem: OpaquePointer) {
        for column in 0...unknowns.count { glp_set_obj_coef(problem, Int32(column), 0) }
    }

    /// The best whole-number value of the objective; infinite where nothing limits it.
    private func optimum(_ problem: OpaquePointer) throws(Solver.Failure) -> Double {
        let status = try simplex(problem)
        guard status == GLP_OPT || status == GLP_UNBND else {
            throw status == GLP_NOFEAS || status == GLP_INFEAS ? .contradiction : .gaveUp(status)
        }
        let values = unknowns.indices.map { glp_get_col_prim(problem, Int32($0 + 1)) }
        let isWhole = values.allSatisfy { ($0 - $0.rounded()).magnitude <= Self.tolerance }
        // Whatever was asked, this is one way that things could be.
        if isWhole, glp_get_prim_stat(problem) == GLP_FEAS {
            for (unknown, value) in zip(unknowns, values) { seen.add(value.rounded(), of: unknown) }
        }
        if status == GLP_UNBND { return .infinity }
        if isWhole { return glp_get_obj_val(problem).rounded() }
        var settings = glp_iocp()
        glp_init_iocp(&settings)
        settings.msg_lev = GLP_MSG_OFF
        let code = glp_intopt(problem, &settings)
        guard code == 0 else { throw .gaveUp(code) }
        switch glp_mip_status(problem) {
        case GLP_OPT: return glp_mip_obj_val(problem).rounded()
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

/// What unknowns were found to be able to be, each least and greatest: what one question says of one unknown, its answer says of
/// all others too.
final class SeenValues {
    private var least: [Double]
    private var greatest: [Double]

    /// - Parameter count: of unknowns.
    init(count: Int) {
        least = Array(repeating: .infinity, count: count)
        greatest = Array(repeating: -.infinity, count: count)
    }

    func add(_ value: Double, of unknown: Int) {
        least[unknown] = min(least[unknown], value)
        greatest[unknown] = max(greatest[unknown], value)
    }

    /// How many values lie between the least and the greatest seen.
    func count(of unknown: Int) -> Double {
        least[unknown] > greatest[unknown] ? 0 : greatest[unknown] - least[unknown] + 1
    }
}
