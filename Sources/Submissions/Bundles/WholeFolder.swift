import Foundation
import Glibc
import Platform

/// Writing folders that appear whole or not at all.
package enum WholeFolder {
    /// Writes files as a folder of that name: aside first, every file and the folder flushed, then renamed, and the
    /// folder above flushed.
    ///
    /// One process at a time may write a folder of one name; what another left half written is replaced.
    ///
    /// - Parameter began: called once the first file is written.
    /// - Returns: false, where there is something of that name already; it is left as it is.
    package static func write(
        _ files: [BundleFile], as name: String, in parent: String, began: () -> Void = {}
    ) throws(SubmissionError) -> Bool {
        try makeFolders(parent)
        let (aside, final) = ("\(parent)/.\(name).part", "\(parent)/\(name)")
        if exists(final) { return false }
        try remove(aside)
        guard mkdir(aside, 0o755) == 0 else { throw failure(aside) }
        do throws(SubmissionError) {
            for (number, file) in files.enumerated() {
                try wrapped { () throws(FileError) in
                    try DurableFile.writeNew([UInt8](file.contents), to: "\(aside)/\(file.name)")
                }
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
        guard let listing = opendir(folder) else {
            throw .bundleUnreadable(path: folder, reason: String(cString: strerror(errno)))
        }
        closedir(listing)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .noBundle(path: folder)
        }
        return names.sorted().map { name in (name, contents(of: "\(folder)/\(name)")) }
    }

    /// The contents of a file; nil of anything else, a link included.
    static func contents(of path: String) -> Data? {
        guard FileStatus(path)?.isFile == true else { return nil }
        return try? Data(contentsOf: URL(fileURLWithPath: path))
    }

    static func exists(_ path: String) -> Bool { FileStatus(path) != nil }

    /// Removes a folder of files, if there is one; first out of sight, so that no half of it is ever taken for a whole.
    static func remove(_ folder: String) throws(SubmissionError) {
        guard exists(folder) else { return }
        var path = folder
        if !Path.name(of: folder).hasPrefix(".") {
            path = "\(Path.folder(of: folder))/.\(Path.name(of: folder)).gone"
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
        try wrapped { () throws(FileError) in _ = try Folder.make(path) }
    }

    /// Writes a file in place of what has its name, whole or not at all.
    static func replace(_ path: String, with contents: Data) throws(SubmissionError) {
        try wrapped { () throws(FileError) in try DurableFile.replace(path, with: [UInt8](contents)) }
    }

    private static func flush(_ folder: String) throws(SubmissionError) {
        try wrapped { () throws(FileError) in try Folder.flush(folder) }
    }

    private static func wrapped(_ body: () throws(FileError) -> Void) throws(SubmissionError) {
        do {
            try body()
        } catch {
            throw SubmissionError(error)
        }
    }

    private static func failure(_ path: String) -> SubmissionError { SubmissionError(FileError("write", path)) }
}

extension SubmissionError {
    /// A file or folder that cannot be written.
    init(_ error: FileError) {
        self = .cannotWrite(path: error.path, reason: error.reason)
    }
}
