import Crypto
import Glibc
import Platform
import Warehouse

/// What is in a file on disk, as a digest, and by which the file is known to be still the same.
struct FileContent: Equatable, Sendable {
    /// The keyed hash of its bytes, in hexadecimal.
    let digest: String
    let identity: FileIdentity

    /// Reads a file to its end.
    ///
    /// - Throws: ``LoadError/notFound(path:reason:)``, ``LoadError/changed(file:)``, or `WarehouseError.cancelled`.
    init(of path: String, hashedBy hash: FileHash, interrupt: Interrupt) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        var opened = stat()
        guard descriptor >= 0, fstat(descriptor, &opened) == 0 else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw LoadError.notFound(path: path, reason: reason)
        }
        defer { close(descriptor) }
        guard opened.st_mode & S_IFMT == S_IFREG else {
            throw LoadError.notFound(path: path, reason: "it is not a file on disk")
        }
        var mac = hash.begun(.content)
        var offset = 0
        while case let bytes = Descriptor.read(descriptor, from: offset, atMost: 1 << 20), !bytes.isEmpty {
            try interrupt.check()
            mac.update(data: bytes)
            offset += bytes.count
        }
        var now = stat()
        guard fstat(descriptor, &now) == 0, FileIdentity(now) == FileIdentity(opened) else {
            throw LoadError.changed(file: path)
        }
        digest = Hexadecimal.text(mac.finalize())
        identity = FileIdentity(opened)
    }
}

/// A file on disk in one state: another file, or the same one written to, has another.
struct FileIdentity: Equatable, Sendable {
    private let device: UInt
    private let inode: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
