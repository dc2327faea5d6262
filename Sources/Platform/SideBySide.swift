import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Transforms each element, on all processors; the results are in the order of the elements.
    ///
    /// A nested call works on a single processor, as in Dispatch.
    package func mapSideBySide<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
        let values = Mutex([Value?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let value = transform(self[index])
            values.withLock { $0[index] = value }
        }
        return values.withLock { $0.compactMap(\.self) }
    }
}
