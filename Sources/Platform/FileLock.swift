import Glibc

/// A lock that one process at a time holds; the system lets go of it when its holder ends, however it ends.
package final class FileLock {
    /// Why the lock was not taken.
    package enum Failure: Error, Equatable {
        /// Its file cannot be locked at all.
        case unusable(FileError)
        /// Another process had it for as long as was waited.
        case taken(path: String)
        /// A stop was asked for while another process had it.
        case interrupted
    }

    /// The lock's file; a process that inherits it holds the lock too.
    package let descriptor: Int32

    /// Takes the lock, waiting while another process has it.
    ///
    /// - Parameters:
    ///   - mode: that of the lock's file where it is made.
    ///   - limit: how long to wait at most; nil to wait for as long as it takes.
    ///   - interrupt: what ends the wait early.
    package init(
        _ path: String, mode: mode_t = 0o644, limit: Duration? = nil, interrupt: Interrupt = .shared
    ) throws(Failure) {
        // Opened for reading alone, so that root and the folder's owner can share it; a pipe is not waited for.
        descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
        guard descriptor >= 0 else { throw .unusable(FileError("lock", path)) }
        let end = limit.map { ContinuousClock.now + $0 }
        // Tried again and again rather than waited for, so that Ctrl-C ends the wait.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .unusable(FileError("lock", path)) }
            if let end, ContinuousClock.now > end { throw .taken(path: path) }
            if interrupt.isRequested { throw .interrupted }
            usleep(20_000)
        }
    }

    /// Lets go of it, also where a process that inherited it is still there.
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
        case .taken(let path): "another process still has the lock \(path). Try again once it has ended."
        case .interrupted: "cancelled. Nothing is left half done."
        }
    }
}
