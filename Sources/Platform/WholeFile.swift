import Glibc

/// Reads files whole.
package enum WholeFile {
    /// The file's bytes; it may be a pipe.
    ///
    /// - Throws: the system's reason why it cannot be read.
    package static func bytes(of path: String) throws(FileError) -> [UInt8] {
        guard let stream = fopen(path, "re") else { throw FileError("read", path) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        let chunk = 1 << 20
        while feof(stream) == 0 {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: chunk))
            let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress! + start, 1, chunk, stream) }
            guard ferror(stream) == 0 else { throw FileError("read", path) }
            bytes.removeLast(chunk - count)
        }
        return bytes
    }
}
