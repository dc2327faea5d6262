import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// What becomes of each element, worked out on all processors; in the order of the elements.
    ///
    /// May be used inside itself, where Dispatch's own way of doing this works on one processor alone: whoever calls it works
    /// too, and waits for no helper that has not begun.
    func mapSideBySide<Value: Sendable>(_ transform: @escaping @Sendable (Element) -> Value) -> [Value] {
        let work = SharedWork<Value>(count: count)
        let processors = ProcessInfo.processInfo.activeProcessorCount
        for _ in 0..<Swift.max(0, Swift.min(count, processors) - 1) {
            DispatchQueue.global().async { work.help { transform(self[$0]) } }
        }
        return work.finish { transform(self[$0]) }
    }
}

/// Pieces of work that several threads take one after another.
private final class SharedWork<Value: Sendable>: Sendable {
    private struct State {
        var next = 0
        var values: [Value?]
        /// Helpers at work.
        var helpers = 0
        /// Whether nothing is left to be taken, and whoever asked for the work waits for the helpers.
        var isWaiting = false
    }

    private let state: Mutex<State>
    private let helpersDone = DispatchSemaphore(value: 0)

    init(count: Int) {
        state = Mutex(State(values: Array(repeating: nil, count: count)))
    }

    /// Works along, where there is anything left to do.
    func help(_ make: (Int) -> Value) {
        let isWanted = state.withLock { state in
            guard state.next < state.values.count else { return false }
            state.helpers += 1
            return true
        }
        guard isWanted else { return }
        work(make)
        let isAwaited = state.withLock { state in
            state.helpers -= 1
            return state.isWaiting && state.helpers == 0
        }
        if isAwaited { helpersDone.signal() }
    }

    /// Works until nothing is left, waits for the helpers that have begun, and gives what became of it.
    func finish(_ make: (Int) -> Value) -> [Value] {
        work(make)
        let awaitsHelpers = state.withLock { state in
            state.isWaiting = true
            return state.helpers > 0
        }
        if awaitsHelpers { helpersDone.wait() }
        return state.withLock { $0.values.compactMap(\.self) }
    }

    private func work(_ make: (Int) -> Value) {
        func take() -> Int? {
            state.withLock { state in
                guard state.next < state.values.count else { return nil }
                state.next += 1
                return state.next - 1
            }
        }
        while let index = take() {
            let value = make(index)
            state.withLock { $0.values[index] = value }
        }
    }
}
