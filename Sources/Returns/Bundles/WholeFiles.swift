import Foundation
import Glibc

/// Writing files that appear whole or not at all.
public enum WholeFiles {
    /// A file that could not be written; nothing of it, or of those written with it, is left.
    public struct Failure: Error, CustomStringConvertible {
        public let path: String
        public let reason: String

        public var description: String {
            "cannot write \(path): \(reason). Nothing was written; make room for it, or choose another place."
        }
    }

    /// Writes files into a folder, made if need be: all are written and flushed under other names before the first
    /// takes its own.
    public static func write(_ files: [ReturnFile], into folder: String) throws(Failure) {
        let made = mkdir(folder, 0o755) == 0
        if !made, errno != EEXIST { throw failure(folder) }
        var waiting: [(temporary: String, final: String)] = []
        do throws(Failure) {
            for file in files {
                let final = "\(folder)/\(file.name)"
                guard kind(of: final) != S_IFDIR else { throw Failure(path: final, reason: "it is a folder") }
            }
            for file in files {
                let final = "\(folder)/\(file.name)"
                let temporary = "\(folder)/.\(file.name).\(getpid()).part"
                waiting.append((temporary, final))
                try write(new: file.contents, to: temporary)
            }
            while let next = waiting.first {
                guard rename(next.temporary, next.final) == 0 else { throw failure(next.final) }
                waiting.removeFirst()
            }
            try flush(folder)
        } catch {
            for file in waiting { unlink(file.temporary) }
            if made { rmdir(folder) }
            throw error
        }
    }

    /// Writes one file; through a symbolic link, the file that it leads to. What is no file, such as a pipe or a
    /// device, is not replaced but written into.
    public static func write(_ contents: String, to path: String) throws(Failure) {
        try write(bytes: Array(contents.utf8), to: path)
    }

    /// The same of bytes.
    public static func write(bytes: [UInt8], to path: String) throws(Failure) {
        let target =
            realpath(path, nil).map { resolved in
                defer { free(resolved) }
                return String(cString: resolved)
            } ?? path
        switch kind(of: target) {
        case S_IFREG, nil:
            let url = URL(fileURLWithPath: target)
            let folder = url.deletingLastPathComponent().path
            guard kind(of: folder) == S_IFDIR else {
                throw Failure(path: path, reason: "there is no folder \(folder)")
            }
            try write([ReturnFile(name: url.lastPathComponent, contents: bytes)], into: folder)
        case S_IFDIR:
            throw Failure(path: path, reason: "it is a folder")
        default:
            let descriptor = open(target, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path) }
            defer { close(descriptor) }
            try write(bytes, into: descriptor, path)
        }
    }

    /// What is at a path, a symbolic link's end included: `S_IFREG` and so on; nil for nothing.
    private static func kind(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }

    private static func write(new bytes: [UInt8], to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try write(bytes, into: descriptor, path)
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func write(_ bytes: [UInt8], into descriptor: Int32, _ path: String) throws(Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
    }

    private static func flush(_ folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(path: path, reason: String(cString: strerror(errno)))
    }
}
