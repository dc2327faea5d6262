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
            // Not filled with zeros first, which a debug build does one by one.
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                count = fread(buffer.baseAddress!, 1, chunk, stream)
            }
            guard ferror(stream) == 0 else { throw FileError("read", path) }
            bytes += part
        }
        return bytes
    }
}
