import Platform

/// Reads a file as a whole.
enum InputFile {
    /// The file's bytes.
    static func bytes(of path: String) throws(PredictionError) -> [UInt8] {
        do {
            return try WholeFile.bytes(of: path)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
    }
}
