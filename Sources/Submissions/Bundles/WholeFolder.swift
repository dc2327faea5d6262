import Foundation
import Glibc

/// Writing folders that appear whole or not at all.
enum WholeFolder {
    /// Writes files as a folder of that name: aside first, every file and the folder flushed, then renamed, and the
    /// folder above flushed.
    ///
    /// One process at a time may write a folder of one name; what another left half written is replaced.
    ///
    /// - Parameter began: called once the first file is written.
    /// - Returns: false, where there is something of that name already; it is left as it is.
    static func write(
        _ files: [BundleFile], as name: String, in parent: String, began: () -> Void = {}
    ) throws(SubmissionError) -> Bool {
        try makeFolders(parent)
        let (aside, final) = ("\(parent)/.\(name).part", "\(parent)/\(name)")
        if exists(final) { return false }
        try remove(aside)
        guard mkdir(aside, 0o755) == 0 else { throw failure(aside) }
        do throws(SubmissionError) {
            for (number, file) in files.enumerated() {
                try write(file.contents, to: "\(aside)/\(file.name)")
                if number == 0 { began() }
            }
            try flush(aside)
            guard rename(aside, final) == 0 else {
                if errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR {
                    try remove(aside)
                    return false
                }
                throw failure(final)
            }
        } catch {
            try? remove(aside)
            throw error
        }
        try flush(parent)
        return true
    }

    /// The files of a folder, in order of name; what is in it and no file is nil.
    static func files(of folder: String) throws(SubmissionError) -> [(name: String, contents: Data?)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .noBundle(path: folder)
        }
        return names.sorted().map { name in (name, contents(of: "\(folder)/\(name)")) }
    }

    /// The contents of a file; nil of anything else, a link included.
    static func contents(of path: String) -> Data? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return try? Data(contentsOf: URL(fileURLWithPath: path))
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Removes a folder of files, if there is one; first out of sight, so that no half of it is ever taken for a whole.
    static func remove(_ folder: String) throws(SubmissionError) {
        guard exists(folder) else { return }
        let url = URL(fileURLWithPath: folder)
        var path = folder
        if !url.lastPathComponent.hasPrefix(".") {
            path = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).gone"
            try? FileManager.default.removeItem(atPath: path)
            guard rename(folder, path) == 0 else { throw failure(folder) }
        }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .cannotWrite(path: folder, reason: "\(error.localizedDescription)")
        }
    }

    /// Makes a folder and those above it, unless they are there, and flushes the entry of each that it makes.
    static func makeFolders(_ path: String) throws(SubmissionError) {
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR else { return }
        let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do throws(SubmissionError) {
            if above != path { try makeFolders(above) }
        } catch .cannotWrite(_, let reason) {
            throw .cannotWrite(path: path, reason: reason)
        }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST && isFolder(path) else { throw failure(path) }
        try flush(above)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Writes a file in place of what has its name, whole or not at all.
    static func replace(_ path: String, with contents: Data) throws(SubmissionError) {
        let aside = "\(path).\(getpid()).part"
        unlink(aside)
        do throws(SubmissionError) {
            try write(contents, to: aside)
            guard rename(aside, path) == 0 else { throw failure(path) }
        } catch {
            unlink(aside)
            throw error
        }
    }

    static func write(_ contents: Data, to path: String, mode: mode_t = 0o644) throws(SubmissionError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = contents[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    static func flush(_ folder: String) throws(SubmissionError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private static func failure(_ path: String) -> SubmissionError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}
