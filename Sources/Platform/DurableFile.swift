import Glibc

/// Writes files durably and atomically: each appears complete, or not at all.
///
/// ### The program's own files
/// ``replace(_:with:mode:)``, ``create(_:with:mode:)``, ``writeNew(_:to:mode:)``
/// ### Files whose place the user names
/// ``write(_:to:)``, ``write(_:into:)``, ``create(_:below:)``
package enum DurableFile {
    /// A file to be written: its path within the target folder, and its bytes.
    package struct Contents: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Writes a file, replacing any existing file of that name.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: FileMode = .atMost(0o644)
    ) throws(FileError) {
        let file = try UnfinishedFile(for: path, mode: mode)
        try file.append(bytes)
        try file.publish()
    }

    /// Writes a file unless its name is taken: where two processes write at once, the first wins.
    ///
    /// - Returns: whether it was written.
    @discardableResult
    package static func create(
        _ path: String, with bytes: [UInt8], mode: FileMode = .atMost(0o644)
    ) throws(FileError) -> Bool {
        let file = try UnfinishedFile(for: path, mode: mode)
        try file.append(bytes)
        return try file.publishUnlessThere()
    }

    /// Writes a new file under its final name, and flushes it: for a folder that is itself still to be renamed.
    package static func writeNew(
        _ bytes: [UInt8], to path: String, mode: FileMode = .atMost(0o644)
    ) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode.bits)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        if let bits = mode.exactBits, fchmod(descriptor, bits) != 0 { throw FileError("write", path) }
        guard Descriptor.write(bytes, to: descriptor), fsync(descriptor) == 0 else { throw FileError("write", path) }
    }

    /// Says beforehand what would keep a file from being written: a folder that is not there, or that nothing may be written
    /// into.
    package static func checkPlace(ofFile path: String) throws(FileError) {
        let target = Path.real(path) ?? path
        let status = FileStatus(following: target)
        if let status, status.isDirectory { throw FileError("write", path, reason: "it is a folder") }
        // A pipe or a device is written to as it is.
        if let status, !status.isFile { return }
        try checkFolder(Path.folder(of: target), of: path)
    }

    /// The same of a folder, which is made if necessary.
    package static func checkPlace(ofFolder path: String) throws(FileError) {
        guard let status = FileStatus(following: path) else {
            return try checkFolder(Path.folder(of: path), of: path)
        }
        guard status.isDirectory else { throw FileError("write", path, reason: "it is not a folder") }
        try checkFolder(path, of: path)
    }

    private static func checkFolder(_ folder: String, of path: String) throws(FileError) {
        guard Folder.isFolder(folder) else { throw FileError("write", path, reason: "there is no folder \(folder)") }
        if access(folder, W_OK | X_OK) != 0 { throw FileError("write", path) }
    }

    /// Writes one file, following symbolic links. What is not a regular file, such as a pipe or a device, is written to
    /// rather than replaced.
    package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let target = Path.real(path) ?? path
        let status = FileStatus(following: target)
        if let status, status.isDirectory { throw FileError("write", path, reason: "it is a folder") }
        guard let status, !status.isFile else {
            let folder = Path.folder(of: target)
            guard Folder.isFolder(folder) else {
                throw FileError("write", path, reason: "there is no folder \(folder)")
            }
            return try replace(target, with: bytes)
        }
        let descriptor = open(target, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        guard Descriptor.write(bytes, to: descriptor) else { throw FileError("write", path) }
    }

    /// Writes files into a folder, which is made if necessary. All are written and flushed under temporary names before
    /// the first is renamed.
    package static func write(_ files: [Contents], into folder: String) throws(FileError) {
        let isNew = mkdir(folder, 0o755) == 0
        if !isNew, errno != EEXIST { throw FileError("write", folder) }
        do throws(FileError) {
            for file in files where Folder.isFolder("\(folder)/\(file.name)") {
                throw FileError("write", "\(folder)/\(file.name)", reason: "it is a folder")
            }
            let waiting = try unfinished(files, in: folder)
            for file in waiting { try file.takeName() }
            try Folder.flush(folder)
            if isNew { try Folder.flush(Path.folder(of: folder)) }
        } catch {
            // The temporary files have been removed by now.
            if isNew { rmdir(folder) }
            throw error
        }
    }

    /// Writes new files below a folder, with the folders that they need: all of them or, where one cannot be written or
    /// its name is taken, none.
    package static func create(_ files: [Contents], below folder: String) throws(FileError) {
        for file in files where FileStatus("\(folder)/\(file.name)") != nil {
            throw FileError("write", "\(folder)/\(file.name)", reason: "it exists already")
        }
        var made: [String] = []
        var named: [String] = []
        do throws(FileError) {
            for file in files { made += try Folder.make(Path.folder(of: "\(folder)/\(file.name)")) }
            let waiting = try unfinished(files, in: folder)
            for file in waiting {
                guard try file.takeFreeName() else {
                    throw FileError("write", file.path, reason: "it exists already")
                }
                named.append(file.path)
            }
            for place in Set(named.map(Path.folder(of:))).sorted() { try Folder.flush(place) }
        } catch {
            for path in named { unlink(path) }
            for place in made.reversed() { rmdir(place) }
            throw error
        }
    }

    /// The files, written and flushed under temporary names.
    private static func unfinished(_ files: [Contents], in folder: String) throws(FileError) -> [UnfinishedFile] {
        var waiting: [UnfinishedFile] = []
        for contents in files {
            let file = try UnfinishedFile(for: "\(folder)/\(contents.name)")
            try file.append(contents.bytes)
            try file.flush()
            waiting.append(file)
        }
        return waiting
    }
}
