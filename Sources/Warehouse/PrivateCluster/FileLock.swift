import Glibc

/// A lock that one process at a time holds; the system lets go of it when its holder ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, waiting while another process has it.
    init(path: String, interrupt: Interrupt) throws {
        // Opened for reading alone, so that root and the folder's owner can share it.
        descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw Files.failure("lock \(path)") }
        // Tried again and again rather than waited for, so that Ctrl-C ends the wait.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                let error = Files.failure("lock \(path)")
                close(descriptor)
                throw error
            }
            if interrupt.isRequested {
                close(descriptor)
                throw WarehouseError.cancelled
            }
            usleep(20_000)
        }
    }

    deinit {
        close(descriptor)
    }
}
