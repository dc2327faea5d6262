import ReportKit
import Synchronization

/// A requested report of one module, and the reports on earlier quarters that may follow it.
struct PlannedReport: Sendable {
    let order: ReportOrder
    /// The same report for earlier quarters.
    var earlier: [ReportOrder] = []
    /// Why it is not made; nil where it may be.
    var refusal: WorkerFailure?
    /// Given the report, returns whether to make the earlier ones too.
    var isFollowed: @Sendable (Report) -> Bool = { _ in true }
}

/// The orders that may share a process, taken one at a time by the processes that serve them.
final class ReportQueue: Sendable {
    /// An order, and its place in the run.
    struct Item: Sendable {
        /// The index of its plan in the run.
        let plan: Int
        /// Its index among the plan's earlier reports; nil for the report itself.
        let earlier: Int?
        let order: ReportOrder
    }

    /// The files of the orders.
    let modules: [ModuleFile]
    /// Whether they are declared modules, for which only the program's own code runs.
    let isDeclared: Bool
    /// Whether one of them may read several queries at a time: a compiled one against a prediction.
    let readsInParts: Bool
    private let waiting: Mutex<[Item]>

    /// - Parameter items: the first orders, in the order in which they are to be taken.
    init(_ items: [Item], isDeclared: Bool) {
        var seen: Set<ModuleFile> = []
        modules = items.map(\.order.module).filter { seen.insert($0).inserted }
        self.isDeclared = isDeclared
        readsInParts = !isDeclared && items.contains { $0.order.family == .proportionAgainstPredicted }
        waiting = Mutex(items.reversed())
    }

    /// The next order; nil where none is waiting.
    func take() -> Item? {
        waiting.withLock { $0.popLast() }
    }

    /// Adds orders for the queue's files behind all others.
    func add(_ items: [Item]) {
        waiting.withLock { $0.insert(contentsOf: items.reversed(), at: 0) }
    }
}
