import Glibc
import Platform

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
        guard let status = FileStatus(of: descriptor), let folder = FileStatus(following: Path.folder(of: path)) else {
            throw unusable("cannot be read (\(reason))")
        }
        guard !status.isWritableByOthers() else {
            throw unusable("can be written by others than its owner: chmod 600 it, once you have checked it")
        }
        guard !folder.isWritableByOthers() else {
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
        let lock = try lock()
        defer { lock.release() }
        var entries = try read()
        body(&entries)
        try write(entries.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined())
    }

    private func lock() throws(ModuleProblem) -> FileLock {
        do {
            return try FileLock(path + ".lock", mode: 0o600)
        } catch .unusable(let error) {
            throw unusable("cannot be locked (\(error.reason))")
        } catch {
            throw .interrupted(file: path)
        }
    }

    private func write(_ text: String) throws(ModuleProblem) {
        do {
            try DurableFile.replace(path, with: Array(text.utf8), mode: .exactly(0o600))
        } catch {
            throw unusable("cannot be written (\(error.reason))")
        }
    }

    /// Makes the home, as the private cluster does: root's server runs as another account, which has to pass through.
    private func makeFolder() throws(ModuleProblem) {
        do {
            try Folder.make(Path.folder(of: path), mode: .exactly(User.isRoot ? 0o755 : 0o700))
        } catch {
            throw unusable("cannot be made (\(error.reason))")
        }
    }

    private var reason: String { String(cString: strerror(errno)) }

    private func unusable(_ reason: String) -> ModuleProblem { .trustListUnusable(file: path, reason: reason) }
}

extension TrustList {
    /// The path from the root, of what need not be there.
    static func absolutePath(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return Path.real(Path.folder(of: path)).map { $0 == "/" ? "/" + name : $0 + "/" + name } ?? path
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
        let files = names.sorted().map { "\(path)/\($0)" }
        // The list has a line for each.
        for file in files { try ModuleFolders.checkName(of: file) }
        return files
    }
}
