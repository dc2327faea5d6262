import ReportKit
import Synchronization

/// The outcome of one module in a run.
public struct ModuleOutcome: Sendable {
    public let file: String
    /// The indicator's identifier; nil where the file was not described before it was run and gave no report.
    public let id: String?
    public private(set) var result: Result<Report, WorkerFailure>
    /// How long the report took, without those on earlier periods.
    public let took: Duration
    /// The results of the reports on the requested earlier periods.
    var earlierResults: [Result<Report, WorkerFailure>] = []

    init(_ order: ReportOrder, _ result: Result<Report, WorkerFailure>, took: Duration = .zero) {
        self.took = took
        file = order.module.path
        id = (try? result.get())?.indicator.id ?? order.id
        self.result = result
    }

    /// The reports on the requested earlier periods that could be made.
    public var earlier: [Report] { earlierResults.compactMap { try? $0.get() } }

    /// Of the outcome for a larger selection, what a smaller one would have had.
    ///
    /// - Parameter isFollowed: whether its report is followed over the earlier periods.
    public func part(for selection: AreaSelection, isFollowed: Bool) -> ModuleOutcome {
        guard case .success(let report) = result else { return self }
        var part = self
        guard selection.levels.contains(where: report.indicator.offers) else {
            let error = ReportError.noData(
                indicator: report.indicator.id, period: report.requested.description, missing: "row to count")
            part.result = .failure(
                WorkerFailure(kind: .noData, module: file, message: error.description))
            part.earlierResults = []
            return part
        }
        part.result = .success(selection.part(of: report))
        part.earlierResults = isFollowed ? earlierResults.map { $0.map(selection.pastPart) } : []
        return part
    }

    /// Why there is no report, or none on an earlier period.
    var failures: [WorkerFailure] {
        ([result] + earlierResults).compactMap { result in
            guard case .failure(let failure) = result else { return nil }
            return failure
        }
    }

    /// The report, or else the failure as an error.
    public func report() throws(HostError) -> Report {
        switch result {
        case .success(let report): return report
        case .failure(let failure): throw .worker(failure)
        }
    }
}

/// Runs worker processes side by side.
struct WorkerPool: Sendable {
    /// The maximum number of workers at a time.
    var width: Int
    /// Path of this program.
    var program: String
    /// How long one report may take.
    var timeLimit: Duration
    /// Bytes of memory that one worker may use.
    var memoryLimit: Int
    /// The state of the warehouse that all report from, and how they access it.
    var session: WorkerSession

    /// The minimum number of declared modules per additional worker.
    private static let minimumPerWorker = 4

    /// Makes every report and returns the outcomes in the order given, whether or not they succeeded.
    ///
    /// A compiled module has a process of its own for all its reports. Declared modules share processes: only the
    /// program's own code runs there, and the server ends a statement that takes too long. Where a process nevertheless
    /// ends early, the report that it was making is tried again in a new one, unless it was the first there or ran out
    /// of time; a report that ends its process by itself fails alone.
    ///
    /// - Parameter ended: called as each report ends, except for those on earlier quarters.
    func run(
        _ plans: [PlannedReport], ended: @escaping @Sendable (ModuleOutcome) -> Void
    ) async -> [ModuleOutcome] {
        let results = Results(plans, ended)
        let queues = queues(of: plans)
        let seats = queues.flatMap { queue in
            let useful = queue.isDeclared ? queue.modules.count / Self.minimumPerWorker : 1
            return Array(repeating: queue, count: max(1, min(useful, width)))
        }
        await withTaskGroup(of: Void.self) { tasks in
            var waiting = seats[...]
            func start() {
                guard let queue = waiting.popFirst() else { return }
                tasks.addTask { await serve(queue, results) }
            }
            for _ in 0..<max(1, width) { start() }
            while await tasks.next() != nil { start() }
        }
        return results.outcomes
    }

    /// The orders that share processes, those of compiled modules first.
    private func queues(of plans: [PlannedReport]) -> [ReportQueue] {
        let items = plans.enumerated().map { ReportQueue.Item(plan: $0, earlier: nil, order: $1.order) }
        let declared = items.filter { ModuleFolders.isDeclared($0.order.module.path) }
        let compiled = items.filter { !ModuleFolders.isDeclared($0.order.module.path) }
        var files: [ModuleFile] = []
        for item in compiled where !files.contains(item.order.module) { files.append(item.order.module) }
        return files.map { file in
            ReportQueue(compiled.filter { $0.order.module == file }, isDeclared: false)
        } + (declared.isEmpty ? [] : [ReportQueue(declared, isDeclared: true)])
    }

    /// Starts workers, one after another, until the queue is empty.
    private func serve(_ queue: ReportQueue, _ results: Results) async {
        var first = queue.take()
        while let item = first {
            guard !Task.isCancelled else {
                let cancelled = WorkerFailure(
                    kind: .cancelled, module: item.order.module.path, message: "cancelled.")
                results.add(.failure(cancelled), for: item, queue)
                first = queue.take()
                continue
            }
            var next: ReportQueue.Item? = item
            var isAlone = true
            var began = ContinuousClock.now
            let unanswered = await worker(for: queue).reports {
                defer { next = nil }
                began = .now
                return next ?? queue.take()
            } answered: { item, result in
                isAlone = false
                results.add(result, for: item, queue, took: .now - began)
            }
            if let unanswered, isAlone || unanswered.timedOut || unanswered.failure.kind == .cancelled {
                results.add(.failure(unanswered.failure), for: unanswered.item, queue)
                first = queue.take()
            } else {
                // A report made earlier in the process may be to blame.
                first = unanswered?.item ?? queue.take()
            }
        }
    }

    private func worker(for queue: ReportQueue) -> WorkerProcess {
        var session = session
        session.modules = queue.modules
        session.readsInParts = queue.readsInParts
        return WorkerProcess(
            program: program, order: .reports(session), timeLimit: timeLimit, memoryLimit: memoryLimit,
            // A declared module can hang only in the server, whose message about a statement that it ends says more.
            grace: queue.isDeclared ? .seconds(1) : .zero)
    }
}

/// The results of a run so far.
private final class Results: Sendable {
    private struct State {
        var outcomes: [ModuleOutcome?]
        var earlier: [[Result<Report, WorkerFailure>?]]
    }

    private let plans: [PlannedReport]
    private let ended: @Sendable (ModuleOutcome) -> Void
    private let state: Mutex<State>

    init(_ plans: [PlannedReport], _ ended: @escaping @Sendable (ModuleOutcome) -> Void) {
        self.plans = plans
        self.ended = ended
        state = Mutex(
            State(
                outcomes: Array(repeating: nil, count: plans.count),
                earlier: plans.map { Array(repeating: nil, count: $0.earlier.count) }))
    }

    /// Records a result, and queues the earlier reports that it calls for.
    func add(
        _ result: Result<Report, WorkerFailure>, for item: ReportQueue.Item, _ queue: ReportQueue,
        took: Duration = .zero
    ) {
        if let earlier = item.earlier {
            state.withLock { $0.earlier[item.plan][earlier] = result }
            return
        }
        let outcome = ModuleOutcome(item.order, result, took: took)
        state.withLock { $0.outcomes[item.plan] = outcome }
        ended(outcome)
        let plan = plans[item.plan]
        // A module that failed is not asked for earlier quarters.
        if case .success(let report) = result, !plan.earlier.isEmpty, plan.isFollowed(report) {
            // The latest first, which has most in common with what was read last.
            queue.add(
                plan.earlier.enumerated().reversed().map {
                    ReportQueue.Item(plan: item.plan, earlier: $0, order: $1)
                })
        }
    }

    /// The outcomes of all plans, with the results of the earlier reports.
    var outcomes: [ModuleOutcome] {
        state.withLock { state in
            zip(state.outcomes, state.earlier).compactMap { outcome, earlier in
                var outcome = outcome
                outcome?.earlierResults = earlier.compactMap(\.self)
                return outcome
            }
        }
    }
}
