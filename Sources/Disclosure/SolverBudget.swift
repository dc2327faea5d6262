import Platform

/// How much work the linear programs of one table may take together, and who may stop them.
///
/// Work is counted rather than timed, so that the same tables end in the same way on every machine: a step is about
/// what one unknown or one equation costs in one iteration of the simplex method. The clock is the last resort, for a
/// machine on which so many steps take unreasonably long. Use it only on the thread that made it.
final class SolverBudget {
    /// What a table may take.
    enum Limit: Hashable, Sendable {
        /// So many steps.
        case steps(Int)
        /// So much time on a monotonic clock, while the machine is awake.
        case time(Duration)
    }

    /// After so many steps the clock and the interrupt are looked at again: some tens of milliseconds.
    static let slice = 4_000_000
    /// What a program costs beside its iterations.
    private static let stepsOfProgram = 200

    private let most: Int
    private let time: Duration?
    private let interrupt: Interrupt
    private let began = SuspendingClock.now
    /// The number of steps at which the clock and the interrupt are looked at next.
    private var next = 0
    private(set) var steps = 0

    /// - Parameters:
    ///   - steps: the largest number of steps; nil for any number.
    ///   - time: the longest time; nil for any time.
    ///   - interrupt: what stops the work at once.
    init(steps: Int? = nil, time: Duration? = nil, interrupt: Interrupt = .shared) {
        most = steps ?? .max
        self.time = time
        self.interrupt = interrupt
    }

    /// What a policy allows for one table.
    convenience init(_ policy: DisclosurePolicy, interrupt: Interrupt = .shared) {
        self.init(
            steps: policy.solverSteps * DisclosurePolicy.stepsOfUnit, time: .seconds(policy.solverSeconds),
            interrupt: interrupt)
    }

    /// Counts steps, without looking whether they were too many: the next program does.
    func note(_ steps: Int) {
        self.steps += steps
    }

    /// Counts the steps of a program.
    ///
    /// - Parameters:
    ///   - iterations: of the simplex method.
    ///   - size: how many unknowns and equations the program has.
    func spend(iterations: Int, size: Int) throws(Solver.Failure) {
        try spend(Self.stepsOfProgram + (1 + iterations) * size)
    }

    /// Counts steps.
    ///
    /// - Throws: ``Solver/Failure/deadline(_:)`` where they are too many, and ``Solver/Failure/interrupted``.
    func spend(_ steps: Int) throws(Solver.Failure) {
        self.steps += steps
        if self.steps > most { throw .deadline(.steps(most)) }
        guard self.steps >= next else { return }
        next = self.steps + Self.slice
        try look()
    }

    /// Looks at the clock and the interrupt.
    func look() throws(Solver.Failure) {
        if interrupt.isRequested { throw .interrupted }
        if let time, SuspendingClock.now - began >= time { throw .deadline(.time(time)) }
    }
}

extension SolverBudget.Limit: CustomStringConvertible {
    var description: String {
        switch self {
        case .steps(let steps):
            "the \(steps / DisclosurePolicy.stepsOfUnit) million steps of the policy's solver-steps"
        case .time(let time): "the \(time.components.seconds) seconds of the policy's solver-seconds"
        }
    }
}
