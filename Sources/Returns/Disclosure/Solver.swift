import CGLPK

/// A linear system put to GLPK: what its unknowns can be.
///
/// Solved by the simplex method, then, where the best point is not of whole numbers, by branch and cut. The same system
/// gives the same answers every time. Not to be used from another thread than the one it was made on.
final class Solver {
    /// Why there is no answer.
    enum Failure: Error {
        /// No whole numbers satisfy the equations.
        case contradiction
        /// GLPK gave up, with its own code.
        case gaveUp(Int32)

        var description: String {
            switch self {
            case .contradiction: "its figures contradict each other"
            case .gaveUp(let code): "the solver gave up (GLPK's code \(code))"
            }
        }
    }

    /// How far from a whole number counts as one.
    private static let tolerance = 1e-6

    private let problem: OpaquePointer
    private let count: Int

    init(_ system: LinearSystem) {
        glp_term_out(GLP_OFF)
        problem = glp_create_prob()
        count = system.bounds.count
        if count > 0 { glp_add_cols(problem, Int32(count)) }
        for (unknown, bounds) in system.bounds.enumerated() {
            bound(unknown, from: bounds.lower, to: bounds.upper)
            glp_set_col_kind(problem, Int32(unknown + 1), GLP_IV)
        }
        if !system.equations.isEmpty { glp_add_rows(problem, Int32(system.equations.count)) }
        for (row, equation) in system.equations.enumerated() {
            // GLPK counts from 1.
            let columns = [0] + equation.terms.map { Int32($0.unknown + 1) }
            let factors = [0] + equation.terms.map(\.factor)
            glp_set_mat_row(problem, Int32(row + 1), Int32(equation.terms.count), columns, factors)
            glp_set_row_bnds(problem, Int32(row + 1), GLP_FX, equation.value, equation.value)
        }
    }

    deinit {
        glp_delete_prob(problem)
    }

    func bound(_ unknown: Int, from lower: Double, to upper: Double) {
        let kind = lower == upper ? GLP_FX : upper == .infinity ? GLP_LO : GLP_DB
        glp_set_col_bnds(problem, Int32(unknown + 1), kind, lower, upper == .infinity ? 0 : upper)
    }

    /// The least and the greatest whole number that an unknown can be; the greatest is infinite where nothing limits it.
    func range(of unknown: Int) throws(Failure) -> (least: Double, greatest: Double) {
        (try extreme(of: unknown, GLP_MIN), try extreme(of: unknown, GLP_MAX))
    }

    /// Whether any whole numbers satisfy the equations.
    func isConsistent() throws(Failure) -> Bool {
        do throws(Failure) {
            clearObjective()
            glp_set_obj_dir(problem, GLP_MIN)
            _ = try optimum()
            return true
        } catch .contradiction {
            return false
        }
    }

    /// Unknowns that satisfy the equations at the least cost, as reals; nil where none do.
    func cheapest(_ costs: [Double]) throws(Failure) -> (cost: Double, values: [Double])? {
        for (unknown, cost) in costs.enumerated() { glp_set_obj_coef(problem, Int32(unknown + 1), cost) }
        glp_set_obj_dir(problem, GLP_MIN)
        switch try simplex() {
        case GLP_OPT: return (glp_get_obj_val(problem), (0..<count).map { glp_get_col_prim(problem, Int32($0 + 1)) })
        case GLP_NOFEAS, GLP_INFEAS, GLP_UNDEF: return nil
        default: throw .gaveUp(glp_get_status(problem))
        }
    }

    private func extreme(of unknown: Int, _ direction: Int32) throws(Failure) -> Double {
        clearObjective()
        glp_set_obj_coef(problem, Int32(unknown + 1), 1)
        glp_set_obj_dir(problem, direction)
        return try optimum()
    }

    private func clearObjective() {
        for column in 0...count { glp_set_obj_coef(problem, Int32(column), 0) }
    }

    /// The best whole-number value of the objective; infinite where nothing limits it.
    private func optimum() throws(Failure) -> Double {
        switch try simplex() {
        case GLP_OPT: break
        case GLP_UNBND: return .infinity
        case GLP_NOFEAS, GLP_INFEAS: throw .contradiction
        case let status: throw .gaveUp(status)
        }
        let isWhole = (0..<count).allSatisfy { column in
            let value = glp_get_col_prim(problem, Int32(column + 1))
            return (value - value.rounded()).magnitude <= Self.tolerance
        }
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

    private func simplex() throws(Failure) -> Int32 {
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
