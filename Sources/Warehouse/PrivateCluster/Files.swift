import Glibc

/// What the file system says of a file, not following a link at its end.
struct FileStatus {
    let owner: uid_t
    let group: gid_t
    let mode: mode_t
    let size: Int

    init?(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        (owner, group, mode, size) = (status.st_uid, status.st_gid, status.st_mode, Int(status.st_size))
    }

    var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
    var isSocket: Bool { mode & S_IFMT == S_IFSOCK }
}

/// The few things that the private cluster does with files; each throws the system's reason with the path.
enum Files {
    /// Makes a folder and those above it, with that mode, unless it is there.
    static func makeFolders(_ path: String, mode: mode_t) throws {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            folder += "/" + part
            try makeFolder(folder, mode: mode)
        }
    }

    /// Makes one folder with exactly that mode, unless something of its name is there.
    static func makeFolder(_ path: String, mode: mode_t, owner: User? = nil) throws {
        guard mkdir(path, mode) == 0 else {
            // A read-only or closed parent is no matter where the folder is there.
            if errno == EEXIST || access(path, F_OK) == 0 { return }
            throw failure("make the folder \(path)")
        }
        guard chmod(path, mode) == 0 else { throw failure("set the mode of \(path)") }
        if let owner { try own(path, by: owner) }
    }

    static func own(_ path: String, by user: User) throws {
        guard lchown(path, user.id, user.group) == 0 else { throw failure("give \(path) to \(user.name)") }
    }

    /// Writes a file whole or not at all.
    static func write(_ text: String, to path: String, mode: mode_t) throws {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("write \(temporary)") }
        let length = text.utf8.count
        let written = text.withCString { Glibc.write(descriptor, $0, length) }
        guard written == length, fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
            let error = failure("write \(temporary)")
            close(descriptor)
            throw error
        }
        close(descriptor)
        try rename(temporary, to: path)
    }

    static func rename(_ path: String, to other: String) throws {
        guard Glibc.rename(path, other) == 0 else { throw failure("rename \(path) to \(other)") }
        let folder = open(parent(of: other), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// A small file's text, nil where it cannot be read. What is no file, such as a pipe, is not waited for.
    static func read(_ path: String, last: Int = 65_536) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        lseek(descriptor, off_t(max(0, size - last)), SEEK_SET)
        let bytes = [UInt8](unsafeUninitializedCapacity: last) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, last))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names in a folder; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder with all that is in it, not following links.
    static func removeTree(_ path: String) {
        for name in names(in: path) {
            let child = path + "/" + name
            if FileStatus(child)?.isDirectory == true { removeTree(child) } else { unlink(child) }
        }
        rmdir(path)
    }

    static func parent(of path: String) -> String {
        let cut = path.lastIndex(of: "/") ?? path.startIndex
        return cut == path.startIndex ? "/" : String(path[..<cut])
    }

    /// The path from the root, links followed where it exists.
    static func absolute(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        if path.hasPrefix("/") { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    static func failure(_ action: String) -> WarehouseError {
        let reason = String(cString: strerror(errno))
        return .privateCluster(
            reason: "cannot \(action): \(reason)",
            remedy: "Make it possible, or have LAA_HOME name another folder.")
    }
}
