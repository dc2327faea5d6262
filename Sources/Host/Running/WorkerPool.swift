import ReportKit

/// What became of one module of a run.
public struct ModuleOutcome: Sendable {
    public let file: String
    /// The indicator's identifier; nil where the file was not asked before it was run, and gave no report.
    public let id: String?
    public let result: Result<Report, WorkerFailure>
    /// The reports on the earlier quarters asked for, those that could be made.
    public internal(set) var earlier: [Report] = []

    init(_ order: ReportOrder, _ result: Result<Report, WorkerFailure>) {
        file = order.module.path
        id = (try? result.get())?.indicator.id ?? order.id
        self.result = result
    }
}

/// Runs worker processes side by side.
struct WorkerPool: Sendable {
    /// The most workers at a time.
    var width: Int
    /// Path of this program.
    var program: String
    /// How long one module may take.
    var timeLimit: Duration
    /// Bytes of memory that one worker may take.
    var memoryLimit: Int

    /// The most declared modules of one worker.
    private static let mostShared = 12

    /// Runs every order and gives the outcomes in their order, however they ended.
    ///
    /// A compiled module has a process of its own. Declared modules share some: the program's own code is all that runs
    /// there, and the server ends a statement that takes too long. Where such a process nevertheless ends early, each of
    /// its modules is run again in its own, and the one to blame costs nothing but itself.
    ///
    /// - Parameter ended: called as each ends.
    func run(_ orders: [ReportOrder], ended: @escaping @Sendable (ModuleOutcome) -> Void) async -> [ModuleOutcome] {
        let groups = grouped(orders)
        return await withTaskGroup(of: [(Int, ModuleOutcome)].self) { tasks in
            var outcomes = [ModuleOutcome?](repeating: nil, count: orders.count)
            var next = 0
            func start() {
                guard next < groups.count else { return }
                let group = groups[next]
                next += 1
                tasks.addTask { await run(group.map { ($0, orders[$0]) }, ended) }
            }
            for _ in 0..<max(1, width) { start() }
            while let finished = await tasks.next() {
                for (index, outcome) in finished { outcomes[index] = outcome }
                start()
            }
            return outcomes.compactMap(\.self)
        }
    }

    /// The orders that share a process, by their places.
    private func grouped(_ orders: [ReportOrder]) -> [[Int]] {
        let declared = orders.indices.filter { ModuleFolders.isDeclared(orders[$0].module.path) }
        let compiled = orders.indices.filter { !ModuleFolders.isDeclared(orders[$0].module.path) }
        // A few groups a worker, so that none waits long for the last.
        let size = min(max(1, declared.count / (3 * max(1, width))), Self.mostShared)
        return compiled.map { [$0] }
            + stride(from: 0, to: declared.count, by: size).map { start in
                Array(declared[start..<min(start + size, declared.count)])
            }
    }

    private func run(
        _ orders: [(Int, ReportOrder)], _ ended: @Sendable (ModuleOutcome) -> Void
    ) async -> [(Int, ModuleOutcome)] {
        if orders.count > 1,
            let results = await worker(.reports(orders.map(\.1)), timeLimit * orders.count).reports(orders.count)
        {
            return zip(orders, results).map { order, result in
                let outcome = ModuleOutcome(order.1, result)
                ended(outcome)
                return (order.0, outcome)
            }
        }
        var outcomes: [(Int, ModuleOutcome)] = []
        for (index, order) in orders {
            let outcome = ModuleOutcome(order, await worker(.report(order), timeLimit).report())
            ended(outcome)
            outcomes.append((index, outcome))
        }
        return outcomes
    }

    private func worker(_ order: WorkOrder, _ limit: Duration) -> WorkerProcess {
        WorkerProcess(program: program, order: order, timeLimit: limit, memoryLimit: memoryLimit)
    }
}
