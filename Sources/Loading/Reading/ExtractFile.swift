import CZlib
import Glibc

/// The bytes of an extract, decompressed where it is gzip, whatever its name.
final class ExtractFile {
    private let handle: gzFile
    let path: String
    /// Bytes of the file on disk.
    let size: Int

    /// - Throws: ``LoadError/notFound(path:reason:)`` or ``LoadError/notText(file:problem:)``.
    init(path: String) throws {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LoadError.notFound(path: path, reason: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw LoadError.notFound(path: path, reason: "it is a folder")
        }
        size = Int(status.st_size)
        guard let handle = gzdopen(descriptor, "rb") else {
            close(descriptor)
            throw LoadError.notFound(path: path, reason: "there is not enough memory to open it")
        }
        self.handle = handle
        gzbuffer(handle, 262_144)
    }

    deinit {
        gzclose_r(handle)
    }

    /// How much of the file has been read so far, 0 to 1.
    var fraction: Double {
        size > 0 ? min(1, Double(gzoffset(handle)) / Double(size)) : 1
    }

    /// Reads as many bytes as there are, and at most as many as fit; returns 0 at the end.
    ///
    /// - Throws: ``LoadError/damaged(file:problem:)`` where the compressed data are truncated or corrupt.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = Int(gzread(handle, buffer.baseAddress, UInt32(clamping: buffer.count)))
        if count < buffer.count {
            var status: Int32 = Z_OK
            let message = gzerror(handle, &status)
            if status == Z_BUF_ERROR {
                throw LoadError.damaged(file: path, problem: "its compressed data end too early: it was cut short")
            }
            if count < 0 || status < 0 {
                let problem = message.map { String(cString: $0) } ?? "it cannot be read"
                throw LoadError.damaged(file: path, problem: "its data cannot be read (\(problem))")
            }
        }
        return count
    }
}
