import Foundation
import Synchronization

/// A value that is made on a thread of its own, before it is asked for.
package final class MadeAhead<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)
    private let isMade = DispatchSemaphore(value: 0)

    /// - Parameter make: makes the value; it is called at once.
    package init(_ make: @escaping @Sendable () -> Value) {
        Thread.detachNewThread { [self] in
            let value = make()
            made.withLock { $0 = value }
            isMade.signal()
        }
    }

    /// The value, once it is made; to be asked for once.
    package var value: Value {
        isMade.wait()
        guard let value = made.withLock({ $0 }) else { preconditionFailure("signalled before it was made") }
        return value
    }
}
