import Glibc

/// A file that the service manager hands to a service: systemd's `LoadCredential=`.
///
/// Its folder is closed to other accounts. Since version 254 such a file belongs to root and lets the service read it by an
/// access control list, which its mode shows as rights of a group.
package struct ServiceCredential {
    /// The folder of this process's credentials; nil where it has none.
    private let folder: String?

    package init(folder: String? = getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }) {
        self.folder = folder.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// Whether nobody else can read a file: it is closed to them, or it is one of the credentials, which none can change.
    package func isClosed(_ path: String, _ status: FileStatus) -> Bool {
        status.mode & 0o077 == 0 || holds(path) && status.mode & 0o037 == 0
    }

    /// Whether a file belongs to this process's account, or is one of its credentials.
    package func isOwn(_ path: String, _ status: FileStatus) -> Bool {
        status.owner == geteuid() || holds(path) && status.owner == 0
    }

    private func holds(_ path: String) -> Bool {
        folder.map { Path.folder(of: path) == $0 } ?? false
    }
}
