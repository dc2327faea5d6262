import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Each element transformed, on all processors; in the order of the elements.
    ///
    /// Called from inside itself it works on one processor alone, as Dispatch does.
    package func mapSideBySide<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
        let values = Mutex([Value?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let value = transform(self[index])
            values.withLock { $0[index] = value }
        }
        return values.withLock { $0.compactMap(\.self) }
    }
}
