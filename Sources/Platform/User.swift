import Glibc

/// An account of this machine.
package struct User: Equatable, Sendable {
    package var id: uid_t
    package var group: gid_t
    package var name: String
    package var home: String

    /// The account with that name.
    package static func named(_ name: String) -> User? {
        getpwnam(name).map { User($0.pointee) }
    }

    /// The account with that number.
    package static func numbered(_ id: uid_t) -> User? {
        getpwuid(id).map { User($0.pointee) }
    }

    /// The account that this process runs as.
    package static var current: User? { numbered(geteuid()) }

    /// The number of that account, which need not have a name.
    package static var currentID: uid_t { geteuid() }

    package static var isRoot: Bool { currentID == 0 }

    /// Whether the account may enter that folder and every folder above it.
    ///
    /// Access control lists are ignored: where they forbid what the mode allows, the server itself reports an error.
    package func canEnter(_ path: String) -> Bool {
        guard let real = realpath(path, nil) else { return false }
        defer { free(real) }
        var folder = ""
        for part in String(cString: real).split(separator: "/") {
            folder += "/" + part
            guard let status = FileStatus(folder), status.isDirectory else { return false }
            let bit: mode_t = status.owner == id ? 0o100 : status.group == group ? 0o010 : 0o001
            guard status.mode & bit != 0 else { return false }
        }
        return true
    }

    private init(_ entry: passwd) {
        id = entry.pw_uid
        group = entry.pw_gid
        name = String(cString: entry.pw_name)
        home = String(cString: entry.pw_dir)
    }
}
