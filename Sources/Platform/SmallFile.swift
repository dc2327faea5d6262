import Glibc

/// Reads small files, such as those that a program keeps for itself.
package enum SmallFile {
    /// The end of a file's text; nil where it cannot be read. Opening something else, such as a pipe, does not block,
    /// and a symbolic link is not followed.
    package static func text(_ path: String, last: Int = 65_536) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let status = FileStatus(of: descriptor), status.isFile else { return nil }
        // Files in /proc report no size.
        let bytes = Descriptor.read(descriptor, from: max(0, status.size - last), atMost: last)
        return String(decoding: bytes, as: UTF8.self)
    }
}
