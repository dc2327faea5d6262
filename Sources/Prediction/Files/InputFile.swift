import Glibc

/// Reads a file as a whole.
enum InputFile {
    /// The file's bytes.
    static func bytes(of path: String) throws(PredictionError) -> [UInt8] {
        guard let stream = fopen(path, "r") else { throw unreadable(path) }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        let chunk = 1 << 20
        while feof(stream) == 0 {
            let start = bytes.count
            bytes.append(contentsOf: repeatElement(0, count: chunk))
            let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress! + start, 1, chunk, stream) }
            guard ferror(stream) == 0 else { throw unreadable(path) }
            bytes.removeLast(chunk - count)
        }
        return bytes
    }

    private static func unreadable(_ path: String) -> PredictionError {
        .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
}
