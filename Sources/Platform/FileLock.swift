import Glibc

/// A lock that one process at a time holds; the system releases it when its holder ends, however it ends.
package final class FileLock {
    /// Why the lock was not taken.
    package enum Failure: Error, Equatable {
        /// Its file cannot be locked at all.
        case unusable(FileError)
        /// Another process held it until the time limit.
        case taken(path: String)
        /// A stop was requested while another process held it.
        case interrupted
    }

    /// The lock's file; a process that inherits it holds the lock too.
    package let descriptor: Int32

    /// Takes the lock, waiting while another process holds it.
    ///
    /// - Parameters:
    ///   - mode: the mode of the lock's file if it has to be made.
    ///   - limit: the maximum time to wait; nil for no limit.
    ///   - interrupt: ends the wait early.
    package init(
        _ path: String, mode: mode_t = 0o644, limit: Duration? = nil, interrupt: Interrupt = .shared
    ) throws(Failure) {
        // Opened only for reading, so that root and the folder's owner can share it; opening a pipe does not block.
        descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
        guard descriptor >= 0 else { throw .unusable(FileError("lock", path)) }
        let end = limit.map { ContinuousClock.now + $0 }
        // Polled rather than waited for in the system call, so that Ctrl-C ends the wait.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .unusable(FileError("lock", path)) }
            if let end, ContinuousClock.now > end { throw .taken(path: path) }
            if interrupt.isRequested { throw .interrupted }
            usleep(20_000)
        }
    }

    /// Releases it, even where a process that inherited it is still running.
    package func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}

extension FileLock.Failure: ExitCoded, CustomStringConvertible {
    package var exitCode: ExitCode {
        switch self {
        case .unusable(let error): error.exitCode
        case .taken: .tryAgain
        case .interrupted: .interrupted
        }
    }

    package var description: String {
        switch self {
        case .unusable(let error): error.description
        case .taken(let path): "another process still holds the lock \(path). Try again once it has ended."
        case .interrupted: "cancelled. Nothing is left half done."
        }
    }
}
