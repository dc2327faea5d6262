import ReportKit

/// What became of one module of a run.
public struct ModuleOutcome: Sendable {
    public let file: String
    public let result: Result<Report, WorkerFailure>
    /// The reports on the earlier quarters asked for, those that could be made.
    public internal(set) var earlier: [Report] = []
}

/// Runs worker processes side by side.
struct WorkerPool {
    /// The most workers at a time.
    var width: Int

    /// Runs every worker and gives their outcomes in the order of the workers, however they ended.
    ///
    /// - Parameter ended: called as each ends.
    func run(_ workers: [WorkerProcess], ended: @Sendable (ModuleOutcome) -> Void) async -> [ModuleOutcome] {
        await withTaskGroup(of: (Int, ModuleOutcome).self) { group in
            var outcomes = [ModuleOutcome?](repeating: nil, count: workers.count)
            var next = 0
            func start() {
                guard next < workers.count else { return }
                let (index, worker) = (next, workers[next])
                next += 1
                group.addTask {
                    (index, ModuleOutcome(file: worker.order.subject, result: await worker.report()))
                }
            }
            for _ in 0..<max(1, width) { start() }
            while let (index, outcome) = await group.next() {
                ended(outcome)
                outcomes[index] = outcome
                start()
            }
            return outcomes.compactMap(\.self)
        }
    }
}
