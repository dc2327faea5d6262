import Platform
import ReportKit
import Warehouse

/// Keeps other processes of this machine off one return, also while the server is away: its own lock ends with the session.
///
/// The delivery command inherits it. Where this program is killed, whoever comes next waits until that command has ended.
final class ReturnLock {
    private let lock: FileLock

    /// For the delivery command to inherit.
    var descriptor: Int32 { lock.descriptor }

    /// Waits until nobody else of this machine is at the return.
    ///
    /// - Parameter limit: seconds to wait at most; nil to wait for as long as it takes.
    /// - Throws: ``SubmissionError/busy(partnership:quarter:)`` where it is still taken then.
    init(_ partnership: String, _ quarter: Quarter, in state: String, limit: Int?) throws {
        let name = SubmissionBundle.name(partnership: partnership, quarter: quarter, edition: 0)
        do {
            lock = try FileLock("\(state)/\(name).lock", limit: limit.map { .seconds($0) })
        } catch .taken {
            throw SubmissionError.busy(partnership: partnership, quarter: quarter)
        } catch .unusable(let error) {
            throw SubmissionError(error)
        } catch .interrupted {
            throw WarehouseError.cancelled
        }
    }

    /// Lets go of it, also where what a command left running in the background has it still.
    func release() {
        lock.release()
    }
}
