import Glibc
import Platform
import Warehouse

/// Which module files may be run: the program's own, and those whose hash the user has recorded.
///
/// The program's own are those in its folder, or one below it, that belong to the program's owner: whoever can put a
/// file there can replace the program. Their hashes are not recorded. Any other file is run only while its SHA-256 is
/// the one that `laa modules trust` recorded for its path.
///
/// ### Checking
/// ``check(_:open:)``, ``file(at:)``
/// ### Recording
/// ``trust(_:)``, ``revoke(_:)``, ``entries``
public struct ModuleTrust: Sendable {
    /// Why the list cannot be relied on, in which case nothing on it is trusted; nil where it can.
    public let problem: ModuleProblem?
    private let list: TrustList
    private let recorded: [String: String]
    private let programFolder: String
    private let programOwner: uid_t?

    /// - Parameters:
    ///   - environment: its `LAA_HOME` names the folder of the list.
    ///   - programFolder: the folder of the program and of its own modules.
    public init(environment: [String: String], programFolder: String) {
        list = TrustList(path: ConnectionTarget.home(environment: environment) + "/trusted-modules")
        self.programFolder = Path.real(programFolder) ?? programFolder
        var status = stat()
        programOwner = stat(self.programFolder + "/laa", &status) == 0 ? status.st_uid : nil
        do throws(ModuleProblem) {
            recorded = try list.read()
            problem = nil
        } catch {
            recorded = [:]
            problem = error
        }
    }

    /// Refuses a file that may not be run.
    ///
    /// - Parameter descriptor: the file, open for reading.
    /// - Throws: ``ModuleProblem/untrusted(file:)`` or ``ModuleProblem/changed(file:)``.
    func check(_ path: String, open descriptor: Int32) throws(ModuleProblem) {
        guard let expected = try file(at: path).digest else { return }
        guard FileDigest.of(descriptor) == expected else { throw .changed(file: path) }
    }

    /// A file for a worker to run, with the recorded hash, which the worker checks before it runs anything.
    ///
    /// - Throws: ``ModuleProblem/untrusted(file:)``.
    public func file(at path: String) throws(ModuleProblem) -> ModuleFile {
        if isOwn(path) { return ModuleFile(path: path, digest: nil) }
        guard let digest = Path.real(path).flatMap({ recorded[$0] }) else { throw .untrusted(file: path) }
        return ModuleFile(path: path, digest: digest)
    }

    /// Whether a file is one of the program's own.
    private func isOwn(_ path: String) -> Bool {
        guard let programOwner, var place = Path.real(path), place.hasPrefix(programFolder + "/") else {
            return false
        }
        // The file, every folder between it and the program's folder, and that folder.
        while place.utf8.count >= programFolder.utf8.count {
            var status = stat()
            guard lstat(place, &status) == 0, status.st_uid == programOwner || status.st_uid == 0,
                status.st_mode & S_IWOTH == 0
            else { return false }
            place = Path.folder(of: place)
        }
        return true
    }
}

extension ModuleTrust {
    /// A path with the SHA-256 recorded for it, in hexadecimal.
    public struct Entry: Equatable, Sendable {
        public let path: String
        public let digest: String
    }

    /// What is recorded, by path.
    public var entries: [Entry] {
        recorded.sorted { $0.key < $1.key }.map { Entry(path: $0.key, digest: $0.value) }
    }

    /// Records the hash of a file as it is now, or of every module file in a folder.
    ///
    /// - Returns: what was recorded.
    /// - Throws: ``ModuleProblem`` where a file cannot be read or others can write to it, or the list cannot be written.
    public func trust(_ path: String) throws(ModuleProblem) -> [Entry] {
        var found: [Entry] = []
        for file in try TrustList.moduleFiles(at: path) {
            found.append(try entry(for: file))
        }
        try list.change { recorded in
            for entry in found { recorded[entry.path] = entry.digest }
        }
        return found
    }

    /// Forgets a file, or every file in a folder; it need not exist any more.
    ///
    /// - Returns: what was forgotten.
    public func revoke(_ path: String) throws(ModuleProblem) -> [Entry] {
        let real = Path.real(path) ?? TrustList.absolutePath(path)
        var forgotten: [Entry] = []
        try list.change { recorded in
            for (path, digest) in recorded.sorted(by: { $0.key < $1.key })
            where path == real || path.hasPrefix(real + "/") {
                forgotten.append(Entry(path: path, digest: digest))
                recorded[path] = nil
            }
        }
        return forgotten
    }

    private func entry(for path: String) throws(ModuleProblem) -> Entry {
        func unreadable(_ reason: String) -> ModuleProblem { .fileUnreadable(file: path, reason: reason) }
        guard let real = Path.real(path), !real.utf8.contains(where: { $0 < 0x20 }) else {
            throw unreadable("its path cannot be recorded")
        }
        let descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable(String(cString: strerror(errno))) }
        guard !FileStatus(status).isWritableByOthers(trustsOwnGroup: true) else {
            throw .fileWritableByOthers(file: path)
        }
        guard let digest = FileDigest.of(descriptor) else { throw unreadable("it is not a regular file") }
        return Entry(path: real, digest: digest)
    }
}
