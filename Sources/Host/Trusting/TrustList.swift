import Glibc

/// The file `$LAA_HOME/trusted-modules`: a line a module, its SHA-256, two spaces and its path, as `sha256sum` has them.
struct TrustList {
    let path: String

    /// The hashes by path; none where there is no file.
    ///
    /// - Throws: ``ModuleProblem/trustListUnusable(file:reason:)`` where others could have written it, or it is damaged.
    func read() throws(ModuleProblem) -> [String: String] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [:] }
            throw unusable("cannot be read (\(reason))")
        }
        defer { close(descriptor) }
        var (status, folder) = (stat(), stat())
        guard fstat(descriptor, &status) == 0, stat(ModuleFile.folder(of: path), &folder) == 0 else {
            throw unusable("cannot be read (\(reason))")
        }
        guard status.st_uid == geteuid() || status.st_uid == 0, status.st_mode & 0o022 == 0 else {
            throw unusable("can be written by others than its owner: chmod 600 it, once you have checked it")
        }
        guard folder.st_uid == geteuid() || folder.st_uid == 0, folder.st_mode & 0o022 == 0 else {
            throw unusable("is in a folder that others can write to: chmod go-w it, once you have checked the list")
        }
        guard let text = FileDigest.withBytes(of: descriptor, { String(decoding: $0, as: UTF8.self) }) else {
            throw unusable("is no regular file")
        }
        var entries: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let digest = line.prefix(64)
            guard line.dropFirst(64).hasPrefix("  /"), digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit) else {
                throw unusable("has a line that is no hash with a path: '\(line.prefix(80))'")
            }
            entries[String(line.dropFirst(66))] = digest.lowercased()
        }
        return entries
    }

    /// Changes the list, whole or not at all; two processes do so one after the other.
    func change(_ body: (inout [String: String]) -> Void) throws(ModuleProblem) {
        try makeFolder()
        let lock = open(path + ".lock", O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw unusable("cannot be locked (\(reason))") }
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else { throw unusable("cannot be locked (\(reason))") }
        }
        var entries = try read()
        body(&entries)
        try write(entries.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined())
    }

    private func write(_ text: String) throws(ModuleProblem) {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable("cannot be written (\(reason))") }
        defer { unlink(temporary) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        let isWhole = rest.isEmpty && fsync(descriptor) == 0
        let why = reason
        close(descriptor)
        guard isWhole else { throw unusable("cannot be written (\(why))") }
        guard rename(temporary, path) == 0 else { throw unusable("cannot be written (\(reason))") }
        let folder = open(ModuleFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    /// Makes the home, as the private cluster does: root's server runs as another account, which has to pass through.
    private func makeFolder() throws(ModuleProblem) {
        var folder = path.hasPrefix("/") ? "" : "."
        for part in ModuleFile.folder(of: path).split(separator: "/") where part != "." {
            folder += "/" + part
            if mkdir(folder, geteuid() == 0 ? 0o755 : 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 {
                throw unusable("cannot be made (\(reason))")
            }
        }
    }

    private var reason: String { String(cString: strerror(errno)) }

    private func unusable(_ reason: String) -> ModuleProblem { .trustListUnusable(file: path, reason: reason) }
}

extension TrustList {
    /// The path without links and detours; nil where nothing is there.
    static func realPath(_ path: String) -> String? {
        realpath(path, nil).map { real in
            defer { free(real) }
            return String(cString: real)
        }
    }

    /// The path from the root, of what need not be there.
    static func absolutePath(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return realPath(ModuleFile.folder(of: path)).map { $0 == "/" ? "/" + name : $0 + "/" + name } ?? path
    }

    /// The file itself, or the module files of a folder.
    static func moduleFiles(at path: String) throws(ModuleProblem) -> [String] {
        guard let directory = opendir(path) else {
            if errno == ENOTDIR { return [path] }
            throw .fileUnreadable(file: path, reason: String(cString: strerror(errno)))
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if ModuleFolders.isModule(named: name) || name.hasSuffix(".sql") { names.append(name) }
        }
        return names.sorted().map { "\(path)/\($0)" }
    }
}
