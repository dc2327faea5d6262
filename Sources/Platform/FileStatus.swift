import Glibc

/// What the file system says of a file.
package struct FileStatus: Sendable {
    package let owner: uid_t
    package let group: gid_t
    package let mode: mode_t
    package let size: Int

    /// The status of what has that name, a symbolic link at its end not followed; nil where there is nothing.
    package init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The status of what a path leads to, a symbolic link at its end followed; nil where there is nothing.
    package init?(following path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The status of an open file; nil where the system does not say.
    package init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        owner = status.st_uid
        group = status.st_gid
        mode = status.st_mode
        size = Int(status.st_size)
    }

    package var isFile: Bool { mode & S_IFMT == S_IFREG }
    package var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    package var isSocket: Bool { mode & S_IFMT == S_IFSOCK }
}

/// Who may read and write a new file or folder.
package enum FileMode: Sendable {
    /// What the process's umask leaves of these bits.
    case atMost(mode_t)
    /// These bits, whatever the umask.
    case exactly(mode_t)

    var bits: mode_t {
        switch self {
        case .atMost(let bits), .exactly(let bits): bits
        }
    }

    var exactBits: mode_t? {
        if case .exactly(let bits) = self { bits } else { nil }
    }
}
