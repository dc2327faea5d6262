import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// What becomes of each element, worked out on all processors; in the order of the elements.
    ///
    /// Inside itself it works on one processor alone, as Dispatch has it.
    func mapSideBySide<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
        let values = Mutex([Value?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let value = transform(self[index])
            values.withLock { $0[index] = value }
        }
        return values.withLock { $0.compactMap(\.self) }
    }
}
