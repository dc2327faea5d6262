import Synchronization

/// The latest results of a function that depends on its argument alone and takes long: several returns ask for the same.
package final class RecentResults<Argument: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var values: [Argument: Value] = [:]
        /// The arguments, oldest first.
        var arguments: [Argument] = []
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: how many results are kept.
    package init(most: Int) {
        self.most = most
    }

    /// The result for an argument, computed unless it is among the latest. Where two threads ask at once, both compute it.
    package func result(for argument: Argument, _ compute: () -> Value) -> Value {
        if let known = state.withLock({ $0.values[argument] }) { return known }
        let value = compute()
        state.withLock { state in
            if state.values.updateValue(value, forKey: argument) == nil { state.arguments.append(argument) }
            if state.arguments.count > most { state.values[state.arguments.removeFirst()] = nil }
        }
        return value
    }
}
