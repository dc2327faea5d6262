import Synchronization

/// Draws and judges the reports of scenarios in several threads at once. The result does not depend on their number.
public struct Simulator: Sendable {
    public let seed: UInt64
    /// How many verdicts there are in each cell: a multiple of the number of areas.
    public let replicates: Int
    public let parts: Set<Scenario.Part>
    public let threads: Int

    /// How many sets of reports each scenario has.
    let sets: Int

    /// - Parameters:
    ///   - seed: the same seed gives the same verdicts.
    ///   - replicates: how many verdicts each cell has at least.
    ///   - parts: what is measured.
    ///   - threads: how many threads work.
    public init(
        seed: UInt64, replicates: Int, parts: Set<Scenario.Part> = Set(Scenario.Part.allCases), threads: Int
    ) {
        self.seed = seed
        sets = max(1, (replicates + SimulatedAreas.count - 1) / SimulatedAreas.count)
        self.replicates = sets * SimulatedAreas.count
        self.parts = parts
        self.threads = threads
    }

    /// The verdicts of one scenario.
    public struct Result: Sendable {
        public let scenario: Scenario
        public let tallies: [Effect: Tally]
    }

    /// What has been done.
    public struct Progress: Sendable {
        /// The share of all rows that have been judged.
        public let share: Double
        /// The scenario whose last set was judged, where it was the last.
        public let finished: Scenario?
    }

    /// How many verdicts there are at the smallest detectable difference of each side, where all areas name one.
    public var detectableReplicates: Int { sets * Scenario.detectableAreas }

    /// Judges every scenario.
    ///
    /// - Parameters:
    ///   - scenarios: the scenarios, whose results are returned in the same order.
    ///   - progress: called after each set of reports, from one thread at a time.
    public func run(
        _ scenarios: [Scenario], progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> [Result] {
        let work = Work(simulator: self, scenarios: scenarios, progress: progress)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<max(1, threads) { tasks.addTask { try work.workOff() } }
            try await tasks.waitForAll()
        }
        return work.results
    }
}

/// The sets of reports still to be judged, and the verdicts of those that have been.
private final class Work: Sendable {
    private struct State {
        var next = 0
        var setsLeft: [Int]
        var rowsDone = 0
        var tallies: [[Effect: Tally]]
    }

    private let simulator: Simulator
    private let scenarios: [Scenario]
    private let progress: @Sendable (Simulator.Progress) -> Void
    private let state: Mutex<State>

    init(
        simulator: Simulator, scenarios: [Scenario], progress: @escaping @Sendable (Simulator.Progress) -> Void
    ) {
        self.simulator = simulator
        self.scenarios = scenarios
        self.progress = progress
        state = Mutex(
            State(
                setsLeft: scenarios.map { _ in simulator.sets },
                tallies: Array(repeating: [:], count: scenarios.count)))
    }

    var results: [Simulator.Result] {
        zip(scenarios, state.withLock(\.tallies)).map { Simulator.Result(scenario: $0, tallies: $1) }
    }

    /// Takes one set after another until there are none left.
    func workOff() throws {
        while let (scenario, set) = taken() {
            try Task.checkCancellation()
            let counts = try scenarios[scenario].verdicts(
                seed: simulator.seed, set: set, parts: simulator.parts)
            add(counts, of: scenario)
        }
    }

    private func taken() -> (scenario: Int, set: Int)? {
        let number = state.withLock { state in
            state.next += 1
            return state.next - 1
        }
        let (scenario, set) = number.quotientAndRemainder(dividingBy: simulator.sets)
        return scenario < scenarios.count ? (scenario, set) : nil
    }

    private func add(_ counts: [Effect: VerdictCounts], of scenario: Int) {
        let all = simulator.sets * scenarios.reduce(0) { $0 + $1.size }
        state.withLock { state in
            for (effect, counts) in counts { state.tallies[scenario][effect, default: Tally()].add(counts) }
            state.setsLeft[scenario] -= 1
            state.rowsDone += scenarios[scenario].size
            progress(
                Simulator.Progress(
                    share: Double(state.rowsDone) / Double(all),
                    finished: state.setsLeft[scenario] == 0 ? scenarios[scenario] : nil))
        }
    }
}
