import Glibc

/// An operation on a file or folder that failed, and the system's reason.
package struct FileError: Error, Equatable, Sendable {
    /// As in "cannot write": `write`, `make the folder`, `lock`.
    package let action: String
    package let path: String
    /// In the system's own words.
    package let reason: String

    package init(_ action: String, _ path: String, reason: String) {
        self.action = action
        self.path = path
        self.reason = reason
    }

    /// - Parameter number: the system's error number; by default the current `errno`.
    package init(_ action: String, _ path: String, number: Int32 = errno) {
        self.init(action, path, reason: String(cString: strerror(number)))
    }
}

extension FileError: ExitCoded, CustomStringConvertible {
    package var exitCode: ExitCode { .cannotWrite }

    package var description: String {
        "cannot \(action) \(path): \(reason). Nothing was written; make room for it, or choose another place."
    }
}
