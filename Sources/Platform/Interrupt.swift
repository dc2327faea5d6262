import CPlatform
import Glibc
import Synchronization

/// A request to stop, as by Ctrl-C. Everything that waits, for a server, a lock or another program, watches it.
///
/// After ``install()``, SIGINT and SIGTERM set ``shared``, once: waits end early, and nothing further is begun. A
/// second signal ends the process at once, as by default.
public final class Interrupt: Sendable {
    /// The request that the process's signals set.
    public static let shared = Interrupt()

    /// An eventfd that is readable once a stop is requested, and is never drained, so that any number of threads may
    /// poll it.
    public let descriptor: Int32

    /// A separate request, for a part of a program that is to be stopped independently of the rest.
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
        // The second signal takes the default action.
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
        // The process may have been started from a thread that blocks signals.
        var both = sigset_t()
        sigemptyset(&both)
        sigaddset(&both, SIGINT)
        sigaddset(&both, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &both, nil)
    }

    /// The signal that the process has received since ``install()``, if any; its exit code is 128 plus this.
    public static var signal: Int32? {
        let number = signalNumber.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Requests a stop from within the program.
    public func request() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
    }

    /// Whether a stop was requested.
    public var isRequested: Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) > 0
    }

    fileprivate static let signalNumber = Atomic<Int32>(0)
}

/// What the signal handler writes to: a global that is set before the handler is installed, since a handler must not
/// initialise anything.
private let signalledDescriptor = Atomic<Int32>(-1)
