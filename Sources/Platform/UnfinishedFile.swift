import Glibc
import Synchronization

/// A file that is written under another name beside its own, which it gets once it is whole and on the disk; without
/// that, it goes with this object.
package final class UnfinishedFile {
    /// The name that it is to have.
    package let path: String
    private let temporary: String
    private var descriptor: Int32

    private static let count = Atomic<Int>(0)

    package init(for path: String, mode: FileMode = .atMost(0o644)) throws(FileError) {
        self.path = path
        let number = Self.count.add(1, ordering: .relaxed).newValue
        temporary = "\(Path.folder(of: path))/.\(Path.name(of: path)).\(getpid()).\(number).part"
        // Of a dead process that had the same number.
        unlink(temporary)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode.bits)
        guard descriptor >= 0 else { throw FileError("write", path) }
        if let bits = mode.exactBits, fchmod(descriptor, bits) != 0 { throw FileError("write", path) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    /// Writes on.
    package func append(_ bytes: [UInt8]) throws(FileError) {
        guard Descriptor.write(bytes, to: descriptor) else { throw FileError("write", path) }
    }

    /// Sees that what was written is on the disk.
    package func flush() throws(FileError) {
        guard fsync(descriptor) == 0 else { throw FileError("write", path) }
    }

    /// Gives the file its name, in place of whatever has that, for good.
    package func publish() throws(FileError) {
        try flush()
        try takeName()
        try Folder.flush(Path.folder(of: path))
    }

    /// Gives the file its name unless something has that already.
    ///
    /// - Returns: whether it has it now.
    package func publishUnlessThere() throws(FileError) -> Bool {
        try flush()
        guard try takeFreeName() else { return false }
        try Folder.flush(Path.folder(of: path))
        return true
    }

    /// Renames the file, which must be flushed; its folder is still to be.
    func takeName() throws(FileError) {
        guard rename(temporary, path) == 0 else { throw FileError("write", path) }
        close(descriptor)
        descriptor = -1
    }

    /// The same where nothing has the name; false where something has.
    func takeFreeName() throws(FileError) -> Bool {
        // A link is refused where the name is taken, which renaming would not be.
        guard link(temporary, path) == 0 else {
            if errno == EEXIST { return false }
            throw FileError("write", path)
        }
        return true
    }
}
