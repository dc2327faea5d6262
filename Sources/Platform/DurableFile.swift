import Glibc

/// Writing files that appear whole and for good, or not at all.
///
/// ### For the program itself
/// ``replace(_:with:mode:)``, ``create(_:with:mode:)``, ``writeNew(_:to:mode:)``
/// ### For whoever names the place
/// ``write(_:to:)``, ``write(_:into:)``, ``create(_:below:)``
package enum DurableFile {
    /// A file to be written: its path below the folder that it goes into, and its bytes.
    package struct Contents: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Writes a file in place of whatever has its name.
    package static func replace(
        _ path: String, with bytes: [UInt8], mode: FileMode = .atMost(0o644)
    ) throws(FileError) {
        let file = try UnfinishedFile(for: path, mode: mode)
        try file.append(bytes)
        try file.publish()
    }

    /// Writes a file unless something has its name: whoever is first is right.
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

    /// Writes a new file under its own name, and flushes it: for one in a folder that is itself still to get its name.
    package static func writeNew(
        _ bytes: [UInt8], to path: String, mode: FileMode = .atMost(0o644)
    ) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode.bits)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        if let bits = mode.exactBits, fchmod(descriptor, bits) != 0 { throw FileError("write", path) }
        guard Descriptor.write(bytes, to: descriptor), fsync(descriptor) == 0 else { throw FileError("write", path) }
    }

    /// Writes one file; through a symbolic link, the file that it leads to. What is not a file, such as a pipe or a
    /// device, is not replaced but written into.
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

    /// Writes files into a folder, made if need be: all are written and flushed under other names before the first
    /// takes its own.
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
            // What was written under other names is gone by now.
            if isNew { rmdir(folder) }
            throw error
        }
    }

    /// Writes new files below a folder, with the folders that they need: all of them, or, where one cannot be written or
    /// has a name that something has already, none.
    package static func create(_ files: [Contents], below folder: String) throws(FileError) {
        for file in files where FileStatus("\(folder)/\(file.name)") != nil {
            throw FileError("write", "\(folder)/\(file.name)", reason: "it is there already")
        }
        var made: [String] = []
        var named: [String] = []
        do throws(FileError) {
            for file in files { made += try Folder.make(Path.folder(of: "\(folder)/\(file.name)")) }
            let waiting = try unfinished(files, in: folder)
            for file in waiting {
                guard try file.takeFreeName() else {
                    throw FileError("write", file.path, reason: "it is there already")
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

    /// The files, on the disk under other names.
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
