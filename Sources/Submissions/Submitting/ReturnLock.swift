import Glibc
import ReportKit
import Warehouse

/// Keeps other processes of this machine off one return, also while the server is away: its own lock ends with the session.
///
/// The delivery command inherits it. Where this program is killed, whoever comes next waits until that command has ended.
final class ReturnLock {
    /// For the delivery command to inherit.
    let descriptor: Int32

    /// Waits until nobody else of this machine is at the return.
    ///
    /// - Parameter limit: seconds to wait at most; nil to wait for as long as it takes.
    /// - Throws: ``SubmissionError/busy(partnership:quarter:)`` where it is still taken then.
    init(_ partnership: String, _ quarter: Quarter, in state: String, limit: Int?) throws {
        let name = SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: 0)
        let path = "\(state)/\(name).lock"
        descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else {
            throw SubmissionError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        let clock = ContinuousClock()
        let end = limit.map { clock.now + .seconds($0) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            do {
                guard errno == EWOULDBLOCK || errno == EINTR else {
                    throw SubmissionError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
                }
                if let end, clock.now > end {
                    throw SubmissionError.busy(partnership: partnership, quarter: quarter)
                }
                try Interrupt.shared.check()
            } catch {
                close(descriptor)
                throw error
            }
            usleep(20_000)
        }
    }

    /// Lets go of it, also where what a command left running in the background has it still.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}
