import Glibc
import Platform

/// A file that is being fetched: its bytes so far, and the tag by which the portal knows it.
struct PartialFile: Sendable {
    let path: String

    private var tagFile: String { path + ".tag" }

    /// The tag of what the bytes are of; nil where that is not known, and they are worth nothing.
    var tag: String? { SmallFile.text(tagFile).flatMap { $0.isEmpty ? nil : $0 } }

    /// How many bytes are there.
    var size: Int { FileStatus(path).flatMap { $0.isFile ? $0.size : nil } ?? 0 }

    /// Begins anew. The tag goes first: bytes never stand under another file's.
    func begin(tag: String?) throws(FileError) {
        remove()
        try DurableFile.writeNew([], to: path, mode: .exactly(0o600))
        if let tag { try DurableFile.writeNew(Array(tag.utf8), to: tagFile, mode: .exactly(0o600)) }
    }

    func append(_ bytes: [UInt8]) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        guard Descriptor.write(bytes, to: descriptor) else { throw FileError("write", path) }
    }

    func remove() {
        unlink(tagFile)
        unlink(path)
    }
}
