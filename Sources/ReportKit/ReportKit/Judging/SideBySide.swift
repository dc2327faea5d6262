import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// Transforms each element, on all processors; the results are in the order of the elements.
    ///
    /// - Throws: what the transformation of the first element throws that fails.
    func mapSideBySide<Value: Sendable>(_ transform: @Sendable (Element) throws -> Value) throws -> [Value] {
        let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = Result { try transform(self[index]) }
            results.withLock { $0[index] = result }
        }
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}
