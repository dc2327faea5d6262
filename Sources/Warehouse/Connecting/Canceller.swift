import CLibPQ
import Glibc
import Synchronization

/// Cancels the statement that a connection is running, from any thread.
public final class Canceller: @unchecked Sendable {
    // PQcancel may be called from any thread, since the object is only read (libpq, section 34.7).
    private let handle: OpaquePointer
    private let requested = Atomic<Bool>(false)

    init(connection: OpaquePointer) throws {
        guard let handle = PQgetCancel(connection) else {
            throw WarehouseError.connectionLost(reason: "it cannot be cancelled, so it is not used")
        }
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Asks the server to give up the statement in flight, which then throws ``WarehouseError/cancelled``.
    ///
    /// Without one in flight it does nothing. It returns once the server has taken the request.
    public func cancel() {
        requested.store(true, ordering: .sequentiallyConsistent)
        var problem = [CChar](repeating: 0, count: 256)
        // A request that does not get through leaves the statement running, as does one that comes too late.
        _ = PQcancel(handle, &problem, Int32(problem.count))
    }

    /// The same without waiting, for when the server itself may hang.
    func cancelInBackground() {
        requested.store(true, ordering: .sequentiallyConsistent)
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { context in
                Unmanaged<Canceller>.fromOpaque(context!).takeRetainedValue().cancel()
                return nil
            }, retained.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            retained.release()
        }
    }

    /// Whether cancelling the statement in flight was requested.
    var wasRequested: Bool { requested.load(ordering: .sequentiallyConsistent) }

    func reset() { requested.store(false, ordering: .sequentiallyConsistent) }
}
