import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// Transforms each element, on a few processors; the results are in the order of the elements.
    ///
    /// No more than that, since every thread takes some of the memory that a worker may use.
    ///
    /// - Throws: what the transformation of the first element throws that fails.
    func mapSideBySide<Value: Sendable>(_ transform: @Sendable (Element) throws -> Value) throws -> [Value] {
        let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: Swift.min(count, 4)) { _ in
            while true {
                let index = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                guard index < count else { return }
                let result = Result { try transform(self[index]) }
                results.withLock { $0[index] = result }
            }
        }
        return try results.withLock { try $0.compactMap { try $0?.get() } }
    }
}
