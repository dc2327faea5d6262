import Glibc

/// Operations on folders: make (with their parents), flush, list, rename and remove.
package enum Folder {
    /// Makes a folder and its missing parents, and flushes the entry of each; makes none where one cannot be made.
    ///
    /// - Returns: the folders that were made, outermost first.
    @discardableResult
    package static func make(_ path: String, mode: FileMode = .atMost(0o755)) throws(FileError) -> [String] {
        // Searched from the bottom up: a folder may exist below one that this process cannot write to.
        var missing: [String] = []
        var place = path
        while !isFolder(place) {
            missing.append(place)
            let above = Path.folder(of: place)
            if above == place { break }
            place = above
        }
        var made: [String] = []
        do throws(FileError) {
            for folder in missing.reversed() where try makeOne(folder, mode: mode, for: path) { made.append(folder) }
        } catch {
            for folder in made.reversed() { rmdir(folder) }
            throw error
        }
        return made
    }

    /// - Parameter wanted: the folder that the error names, since the caller may not know its parents.
    /// - Returns: false where another process made it first.
    private static func makeOne(_ path: String, mode: FileMode, for wanted: String) throws(FileError) -> Bool {
        guard mkdir(path, mode.bits) == 0 else {
            if errno == EEXIST && isFolder(path) { return false }
            throw FileError("make the folder", wanted)
        }
        if let bits = mode.exactBits, chmod(path, bits) != 0 { throw FileError("set the mode of", path) }
        try flush(Path.folder(of: path))
        return true
    }

    /// Whether a path leads to a folder.
    package static func isFolder(_ path: String) -> Bool {
        FileStatus(following: path)?.isDirectory == true
    }

    /// Flushes the folder's entries to disk. Without this, a renamed file may be lost, or have its old name, after the
    /// machine fails.
    package static func flush(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError("write", path) }
    }

    /// Renames a file or folder durably.
    package static func rename(_ path: String, to other: String) throws(FileError) {
        guard Glibc.rename(path, other) == 0 else { throw FileError("rename \(path) to", other) }
        try flush(Path.folder(of: other))
    }

    /// The names in a folder; empty where it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder and everything in it, as far as possible; links are not followed.
    package static func removeTree(_ path: String) {
        for name in names(in: path) {
            let child = path + "/" + name
            if FileStatus(child)?.isDirectory == true { removeTree(child) } else { unlink(child) }
        }
        rmdir(path)
    }
}
