import Synchronization

/// Values that take long to make, kept until others that were asked for since need their room.
final class LeastRecent<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var values: [Key: (value: Value, cost: Int, asked: Int)] = [:]
        var cost = 0
        var clock = 0
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: what those that are kept may cost together.
    init(most: Int) {
        self.most = most
    }

    /// The value of a key, made unless it is there. Where two threads ask at once, both make it.
    func value(_ key: Key, cost: (Value) -> Int, make: () throws -> Value) rethrows -> Value {
        if let known = known(key) { return known }
        let made = try make()
        keep(made, of: key, cost: cost(made))
        return made
    }

    /// The value of a key; nil where it is not there.
    func known(_ key: Key) -> Value? {
        state.withLock { state -> Value? in
            state.clock += 1
            state.values[key]?.asked = state.clock
            return state.values[key]?.value
        }
    }

    func keep(_ value: Value, of key: Key, cost price: Int) {
        state.withLock { state in
            guard price <= most else { return }
            if let before = state.values[key] { state.cost -= before.cost }
            state.values[key] = (value, price, state.clock)
            state.cost += price
            while state.cost > most, let oldest = state.values.min(by: { $0.value.asked < $1.value.asked }) {
                state.cost -= oldest.value.cost
                state.values[oldest.key] = nil
            }
        }
    }
}
