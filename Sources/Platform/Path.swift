import Glibc

/// Operations on paths as strings.
package enum Path {
    /// The folder that a path is in: `.` for a bare name, `/` for what is in the root.
    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// The path without symbolic links, `.` and `..`; nil where nothing is there.
    package static func real(_ path: String) -> String? {
        realpath(path, nil).map { real in
            defer { free(real) }
            return String(cString: real)
        }
    }

    /// The absolute path; links are resolved where it exists.
    package static func absolute(_ path: String) -> String {
        if let real = real(path) { return real }
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
