import Glibc

/// A file that holds a key, 32 bytes in hexadecimal, and that only its owner can access.
package struct PrivateKeyFile: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// Why the key cannot be used.
    package enum Failure: Error, Equatable {
        case unreadable(path: String, reason: String)
        case notAFile(path: String)
        case openToOthers(path: String)
        case anotherAccounts(path: String)
        /// It does not hold 64 hexadecimal digits.
        case malformed(path: String)
    }

    /// The number of bytes in a key.
    package static let length = 32

    /// Whether something of that name exists.
    package var isThere: Bool { FileStatus(path) != nil }

    /// Reads the key. A symbolic link is not followed, and opening a pipe does not block.
    package func read() throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        guard let status = FileStatus(of: descriptor) else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.isFile else { throw .notAFile(path: path) }
        let credential = ServiceCredential()
        guard credential.isClosed(path, status) else { throw .openToOthers(path: path) }
        guard credential.isOwn(path, status) else { throw .anotherAccounts(path: path) }
        guard let key = Self.key(Descriptor.read(descriptor, atMost: 256)) else { throw .malformed(path: path) }
        return key
    }

    /// Writes a new key, making its folder if necessary; where another process is first, that process's key stays.
    package func create(_ key: [UInt8], folderMode: FileMode) throws(FileError) {
        try Folder.make(Path.folder(of: path), mode: folderMode)
        try DurableFile.create(path, with: Array((Hexadecimal.text(key) + "\n").utf8), mode: .exactly(0o600))
    }

    /// The key that a file's text encodes; nil where it does not encode one.
    package static func key(_ text: some Sequence<UInt8>) -> [UInt8]? {
        Hexadecimal.bytes(text).flatMap { $0.count == length ? $0 : nil }
    }
}

extension PrivateKeyFile.Failure: ExitCoded, CustomStringConvertible {
    package var exitCode: ExitCode {
        switch self {
        case .openToOthers, .anotherAccounts: .notAllowed
        case .unreadable, .notAFile, .malformed: .badConfiguration
        }
    }

    package var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason). Correct its permissions."
        case .notAFile(let path): "\(path) is not a file. Name the key's file."
        case .openToOthers(let path): "\(path) can be read by others. Let only its owner read it: chmod 600 \(path)"
        case .anotherAccounts(let path): "\(path) is another account's. Use the key of this one."
        case .malformed(let path): "\(path) does not hold 64 hexadecimal digits. Restore it from its backup."
        }
    }
}
