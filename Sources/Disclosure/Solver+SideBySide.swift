private import CGLPK
import Platform

extension Solver {
    /// Whether programs may be solved on several threads at once. GLPK keeps what it works with for each thread apart where it
    /// was built so, as Debian's is; one that was not would mix them up.
    static let isThreadSafe = glp_config("TLS") != nil
}

extension Array where Element: Sendable {
    /// Transforms each element by what may solve linear programs, on all processors where the solver allows it; the results
    /// are in the order of the elements.
    func mapSolving<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
        Solver.isThreadSafe ? mapSideBySide(transform) : map(transform)
    }
}
