import CPlatform
import Glibc
import Synchronization

/// A request to stop, as by Ctrl-C: what everything watches that waits, for a server, a lock or another program.
///
/// After ``install()``, SIGINT and SIGTERM set ``shared``, once: waits end early, and nothing further is begun. A second
/// signal ends the process at once, as if none of this were there.
public final class Interrupt: Sendable {
    /// The one that the process's signals set.
    public static let shared = Interrupt()

    /// Readable from the request on, and never drained, so that any number of threads may poll it.
    public let descriptor: Int32

    /// One of its own, for a part of a program that is to be stopped apart from the rest.
    public init() {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(descriptor >= 0, "eventfd: \(String(cString: strerror(errno)))")
    }

    deinit {
        close(descriptor)
    }

    /// Makes SIGINT and SIGTERM set ``shared``.
    public static func install() {
        signalledDescriptor.store(shared.descriptor, ordering: .sequentiallyConsistent)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            // Only what signal-safety(7) allows: no allocation, no locks.
            let saved = errno
            Interrupt.signalNumber.store(number, ordering: .relaxed)
            var one: UInt64 = 1
            _ = write(signalledDescriptor.load(ordering: .relaxed), &one, MemoryLayout<UInt64>.size)
            errno = saved
        }
        // The second signal finds the default action.
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
        // Whoever started the process may have done so from a thread that takes no signals.
        var both = sigset_t()
        sigemptyset(&both)
        sigaddset(&both, SIGINT)
        sigaddset(&both, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &both, nil)
    }

    /// The signal that was received by the process since ``install()``, if one was; for its exit code, 128 and this.
    public static var signal: Int32? {
        let number = signalNumber.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Asks for a stop from within the program.
    public func request() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Whether a stop was asked for.
    public var isRequested: Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) > 0
    }

    fileprivate static let signalNumber = Atomic<Int32>(0)
}

/// What the signal handler writes to; a global that is set before the handler is, since nothing may be made in one.
private let signalledDescriptor = Atomic<Int32>(-1)
