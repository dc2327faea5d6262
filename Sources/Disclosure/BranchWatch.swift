private import CGLPK

/// Counts the work of a branch and cut while it runs, and ends it where the budget does.
final class BranchWatch {
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
