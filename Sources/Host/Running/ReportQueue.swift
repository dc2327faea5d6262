import ReportKit
import Synchronization

/// A module's report that is wanted, and those on earlier quarters that it may call for.
struct PlannedReport: Sendable {
    let order: ReportOrder
    /// The same of earlier quarters.
    var earlier: [ReportOrder] = []
    /// Whether the earlier ones are wanted too, by the report.
    var isFollowed: @Sendable (Report) -> Bool = { _ in true }
}

/// The orders that may share a process, taken one at a time by the processes that serve them.
final class ReportQueue: Sendable {
    /// An order, and what it is for.
    struct Item: Sendable {
        /// The place of its plan in the run.
        let plan: Int
        /// Which of the plan's earlier reports it is; nil for the report itself.
        let earlier: Int?
        let order: ReportOrder
    }

    /// The files of the orders.
    let modules: [ModuleFile]
    /// Whether they are declared modules, of which nothing runs but the program's own code.
    let isDeclared: Bool
    private let waiting: Mutex<[Item]>

    /// - Parameter items: the first orders, the first to be taken first.
    init(_ items: [Item], isDeclared: Bool) {
        var seen: Set<ModuleFile> = []
        modules = items.map(\.order.module).filter { seen.insert($0).inserted }
        self.isDeclared = isDeclared
        waiting = Mutex(items.reversed())
    }

    /// The next order; nil where there is none at the moment.
    func take() -> Item? {
        waiting.withLock { $0.popLast() }
    }

    /// Adds orders of the queue's files after all others.
    func add(_ items: [Item]) {
        waiting.withLock { $0.insert(contentsOf: items.reversed(), at: 0) }
    }
}
