import Glibc
import Synchronization

/// A file that is written under a temporary name beside its final one, and renamed once it is complete and on disk. If
/// it is never renamed, it is removed with this object.
package final class UnfinishedFile {
    /// Its final path.
    package let path: String
    private let temporary: String
    private var descriptor: Int32

    private static let count = Atomic<Int>(0)
    /// The temporary names of all that are being written now.
    private static let written = Mutex<Set<String>>([])

    /// Removes every file that is not complete, since the process ends at once.
    static func removeAll() {
        written.withLock { for path in $0 { unlink(path) } }
    }

    package init(for path: String, mode: FileMode = .atMost(0o644)) throws(FileError) {
        self.path = path
        let number = Self.count.add(1, ordering: .relaxed).newValue
        temporary = "\(Path.folder(of: path))/.\(Path.name(of: path)).\(getpid()).\(number).part"
        // Left by a dead process that had the same number.
        unlink(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode.bits)
        guard descriptor >= 0 else { throw FileError("write", path) }
        let temporary = temporary
        Self.written.withLock { _ = $0.insert(temporary) }
        if let bits = mode.exactBits, fchmod(descriptor, bits) != 0 { throw FileError("write", path) }
    }

    deinit {
        forget()
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    private func forget() {
        let temporary = temporary
        Self.written.withLock { _ = $0.remove(temporary) }
    }

    /// Appends bytes.
    package func append(_ bytes: [UInt8]) throws(FileError) {
        guard Descriptor.write(bytes, to: descriptor) else { throw FileError("write", path) }
    }

    /// Flushes what was written to disk.
    package func flush() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError("write", path) }
    }

    /// Gives the file its final name durably, replacing any existing file.
    package func publish() throws(FileError) {
        try flush()
        try takeName()
        try Folder.flush(Path.folder(of: path))
    }

    /// Gives the file its final name unless that is taken.
    ///
    /// - Returns: whether it has that name now.
    package func publishUnlessThere() throws(FileError) -> Bool {
        try flush()
        guard try takeFreeName() else { return false }
        try Folder.flush(Path.folder(of: path))
        return true
    }

    /// Renames the file, which must be flushed already; its folder is still to be flushed.
    func takeName() throws(FileError) {
        guard rename(temporary, path) == 0 else { throw FileError("write", path) }
        forget()
        close(descriptor)
        descriptor = -1
    }

    /// Renames the file unless the name is taken; false where it is.
    func takeFreeName() throws(FileError) -> Bool {
        // Making a link fails where the name is taken; renaming would replace the file.
        guard link(temporary, path) == 0 else {
            if errno == EEXIST { return false }
            throw FileError("write", path)
        }
        return true
    }
}
