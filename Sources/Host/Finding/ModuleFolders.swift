import Glibc
import Platform
import Text

/// Where modules are looked for, and which files there may be loaded.
public struct ModuleFolders: Sendable {
    public let folders: [String]
    /// Which files may be run.
    public let trust: ModuleTrust

    /// The folders of `LAA_MODULES`, separated by colons, where an empty entry stands for all the usual ones; without
    /// that variable, the usual ones.
    ///
    /// - Parameters:
    ///   - programFolder: the program's own folder, which holds its modules.
    ///   - below: folders below it that hold further modules; those that do not exist are skipped.
    ///   - home: a folder of the user's own; skipped where it does not exist.
    public init(environment: [String: String], programFolder: String, below: [String] = [], home: String? = nil) {
        trust = ModuleTrust(environment: environment, programFolder: programFolder)
        let usual =
            [programFolder]
            + (below.map { "\(programFolder)/\($0)" } + [home].compactMap(\.self))
            .filter { access($0, F_OK) == 0 }
        guard let listed = environment["LAA_MODULES"], !listed.isEmpty else {
            folders = usual
            return
        }
        folders = listed.split(separator: ":", omittingEmptySubsequences: false)
            .flatMap { $0.isEmpty ? usual : [String($0)] }
    }

    /// Whether a file is a declared module's, by its name.
    static func isDeclared(_ file: String) -> Bool { file.hasSuffix(".sql") }

    /// Every `lib*.so` and `*.sql` in the folders that may be loaded, in order of folder and name, and why the others
    /// may not.
    ///
    /// No file is run to find out, and one that is not trusted is only hashed.
    public func candidates() -> (files: [String], problems: [ModuleProblem]) {
        var files: [String] = []
        var problems = trust.problem.map { [$0] } ?? []
        var seen: Set<FileIdentity> = []
        for folder in folders {
            do throws(ModuleProblem) {
                for name in try names(in: folder) {
                    let file = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
                    do throws(ModuleProblem) {
                        try Self.checkName(of: file)
                        guard seen.insert(try check(file)).inserted else { continue }
                        files.append(file)
                    } catch {
                        problems.append(error)
                    }
                }
            } catch {
                problems.append(error)
            }
        }
        return (files, problems)
    }

    private struct FileIdentity: Hashable {
        let device: UInt
        let inode: UInt
    }

    /// ReportKit's own library, which a build puts beside its modules.
    private static let ownLibrary = "libReportKit.so"

    /// Whether a file of that name is considered.
    static func isModule(named name: String) -> Bool {
        (name.hasPrefix("lib") && name.hasSuffix(".so") && name != ownLibrary)
            || (isDeclared(name) && !name.hasPrefix("."))
    }

    /// The files of a folder that may be modules by their names, in order of name; none where it cannot be read.
    public static func modules(in folder: String) -> [String] {
        Folder.names(in: folder).filter(isModule).sorted().map {
            folder.hasSuffix("/") ? folder + $0 : "\(folder)/\($0)"
        }
    }

    /// Refuses a file whose name holds a control character: it could not be listed, nor recorded as trusted.
    static func checkName(of file: String) throws(ModuleProblem) {
        if let control = Printable.controlInLine(file) {
            throw .unprintable(file: file, problem: "its name holds \(Printable.name(of: control))")
        }
    }

    private func names(in folder: String) throws(ModuleProblem) -> [String] {
        guard let directory = opendir(folder) else {
            throw .folderUnreadable(folder: folder, reason: String(cString: strerror(errno)))
        }
        defer { closedir(directory) }
        var status = stat()
        guard fstat(dirfd(directory), &status) == 0 else {
            throw .folderUnreadable(folder: folder, reason: String(cString: strerror(errno)))
        }
        guard !FileStatus(status).isWritableByOthers(trustsOwnGroup: true) else {
            throw .folderWritableByOthers(folder: folder)
        }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if ModuleFolders.isModule(named: name) { names.append(name) }
        }
        return names.sorted()
    }

    private func check(_ file: String) throws(ModuleProblem) -> FileIdentity {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .fileUnreadable(file: file, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .fileUnreadable(file: file, reason: String(cString: strerror(errno)))
        }
        let isDeclared = Self.isDeclared(file)
        func unusable() -> ModuleProblem {
            isDeclared
                ? .declaration(file: file, problems: [DeclaredProblem(line: nil, "is empty, or not a regular file.")])
                : .notAnELFFile(file: file)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw unusable() }
        guard !FileStatus(status).isWritableByOthers(trustsOwnGroup: true) else {
            throw .fileWritableByOthers(file: file)
        }
        try trust.check(file, open: descriptor)
        guard status.st_size > 0 else { throw unusable() }
        let identity = FileIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))
        if isDeclared { return identity }
        let size = Int(status.st_size)
        guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            throw .fileUnreadable(file: file, reason: String(cString: strerror(errno)))
        }
        defer { munmap(mapped, size) }
        try ModuleStamp(file: file, bytes: UnsafeRawBufferPointer(start: mapped, count: size)).check(file: file)
        return identity
    }
}
