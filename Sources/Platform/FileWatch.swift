import Glibc

/// Waits for a file to be saved: by an editor that writes into it, or by one that puts another in its place.
///
/// It looks three times a second: watches of the kernel (inotify) follow a file, not a name, and are lost with an editor
/// that renames.
package struct FileWatch {
    private let path: String
    private let interrupt: Interrupt
    private var seen: State?

    /// How often it looks, in milliseconds.
    private static let interval: Int32 = 300

    private struct State: Equatable {
        let inode: UInt64
        let size: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    /// - Parameter interrupt: ends a wait early.
    package init(_ path: String, interrupt: Interrupt = .shared) {
        self.path = path
        self.interrupt = interrupt
        seen = Self.state(of: path)
    }

    /// Waits until the file differs from what it was when this was made, or from the last change. A file that is gone for
    /// a moment, as while an editor saves, is waited for.
    ///
    /// - Returns: false where the wait was ended.
    package mutating func waitForChange() -> Bool {
        while true {
            var poller = pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&poller, 1, Self.interval) > 0 { return false }
            guard let state = Self.state(of: path), state != seen else { continue }
            seen = state
            return true
        }
    }

    private static func state(of path: String) -> State? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return State(
            inode: UInt64(status.st_ino), size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec)
    }
}
