import Crypto
import Glibc
import NIOCore
import Platform

/// The bytes of something that is served: a file of a bundle, or what was made of one. They never change.
///
/// Those of a file that is kept open are read piece by piece, as whoever reads them takes them.
final class ContentFile: Sendable {
    /// SHA-256 of its bytes, in hexadecimal.
    let hash: String
    let size: Int
    private let descriptor: Int32

    /// Opens a file of a folder; nil where there is none, or it is a link or anything else than a file.
    convenience init?(opening path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        guard let status = FileStatus(of: descriptor), status.isFile else {
            Glibc.close(descriptor)
            return nil
        }
        self.init(keeping: descriptor, size: status.size)
    }

    /// Keeps bytes in a file that has no name, so that they take no memory.
    ///
    /// - Throws: `FileError` where there is no room for them.
    convenience init(_ bytes: [UInt8], in folder: String = "/tmp") throws(FileError) {
        var name = Array("\(folder)/laa-portal-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw FileError("write", folder) }
        unlink(name)
        guard Descriptor.write(bytes, to: descriptor) else {
            let failure = FileError("write", folder)
            Glibc.close(descriptor)
            throw failure
        }
        self.init(keeping: descriptor, size: bytes.count)
    }

    private init(keeping descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
        var sum = SHA256()
        var offset = 0
        while offset < size {
            let piece = Descriptor.read(descriptor, from: offset, atMost: 1 << 18)
            if piece.isEmpty { break }
            sum.update(data: piece)
            offset += piece.count
        }
        hash = Hexadecimal.text(sum.finalize())
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Some of its bytes; fewer where the file became shorter, as no file of a bundle does.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        Descriptor.read(descriptor, from: range.lowerBound, atMost: range.count)
    }

    var bytes: [UInt8] { bytes(0..<size) }
}
