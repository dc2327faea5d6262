import Glibc

/// A file's type, owner and mode, as the file system gives them.
package struct FileStatus: Sendable {
    package let owner: uid_t
    package let group: gid_t
    package let mode: mode_t
    package let size: Int
    /// Nanoseconds since 1970 began.
    package let modified: Int

    /// The status of whatever has that name, without following a symbolic link; nil where nothing has it.
    package init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The status of what a path leads to, following a symbolic link; nil where nothing is there.
    package init?(following path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The status of an open file; nil where the system does not give it.
    package init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    package init(_ status: stat) {
        owner = status.st_uid
        group = status.st_gid
        mode = status.st_mode
        modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
        size = Int(status.st_size)
    }

    package var isFile: Bool { mode & S_IFMT == S_IFREG }
    package var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    package var isSocket: Bool { mode & S_IFMT == S_IFSOCK }

    /// Whether anybody but root and this account owns it or may write to it.
    ///
    /// - Parameter trustsOwnGroup: whether members of this account's own group may.
    package func isWritableByOthers(trustsOwnGroup: Bool = false) -> Bool {
        let isStrangers = owner != 0 && owner != geteuid()
        let groupMayWrite = mode & S_IWGRP != 0 && !(trustsOwnGroup && group == getegid())
        return isStrangers || groupMayWrite || mode & S_IWOTH != 0
    }
}

/// The permissions of a new file or folder.
package enum FileMode: Sendable {
    /// These bits, less those that the process's umask takes away.
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
