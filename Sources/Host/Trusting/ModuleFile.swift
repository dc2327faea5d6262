import CConfinement
import Crypto
import Glibc
import Platform

/// A module's file that may be run.
public struct ModuleFile: Codable, Hashable, Sendable {
    public let path: String
    /// SHA-256 of the bytes that may be run, in hexadecimal; nil where the file is one of the program's own.
    public let digest: String?

    init(path: String, digest: String?) {
        self.path = path
        self.digest = digest
    }

    /// A file as it is now, trusted or not: for one that the user names in order to have it checked.
    ///
    /// - Throws: ``ModuleProblem`` where it is not there or no module, or has the stamp of another ReportKit or compiler:
    ///   none of its code could be run.
    init(asItIs path: String) throws(ModuleProblem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? .fileMissing(file: path) : .fileUnreadable(file: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        guard let digest = FileDigest.of(descriptor) else {
            throw .fileUnreadable(file: path, reason: "it is not a regular file")
        }
        if !ModuleFolders.isDeclared(path) {
            guard path.hasSuffix(".so") else { throw .notAModule(file: path) }
            let stamp = FileDigest.withBytes(of: descriptor) { bytes in
                Result { () throws(ModuleProblem) in try ModuleStamp(file: path, bytes: bytes).check(file: path) }
            }
            try stamp?.get()
        }
        self.init(path: path, digest: digest)
    }
}

/// The bytes of a module that were found to be trusted; nothing that happens to its file can change them any more.
///
/// A file that was hashed and is then opened again by name may be another one by then, and one that stays open may be
/// written to. So the file is read once, into sealed memory, and that copy is hashed and run.
public final class ModuleBytes {
    private let path: String
    private let descriptor: Int32
    /// Whether the descriptor is a sealed copy; otherwise it is one of the program's own files as it is.
    private let isSealed: Bool

    /// - Throws: ``ModuleProblem/changed(file:)`` where the bytes are not those that were trusted.
    public init(of file: ModuleFile) throws(ModuleProblem) {
        let original = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard original >= 0 else { throw .fileUnreadable(file: file.path, reason: String(cString: strerror(errno))) }
        path = file.path
        isSealed = file.digest != nil
        descriptor = isSealed ? laa_sealed_copy(original) : original
        let reason = errno
        if isSealed { close(original) }
        guard descriptor >= 0 else { throw .fileUnreadable(file: file.path, reason: String(cString: strerror(reason))) }
        if let expected = file.digest, FileDigest.of(descriptor) != expected { throw .changed(file: file.path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The path that the dynamic linker is to load.
    var loadPath: String {
        if isSealed { return "/proc/self/fd/\(descriptor)" }
        return path.contains("/") ? path : "./" + path
    }

    /// The bytes, such as a declared module's text.
    public var contents: [UInt8] {
        FileDigest.withBytes(of: descriptor) { Array($0) } ?? []
    }
}

/// SHA-256 of files.
enum FileDigest {
    /// In hexadecimal; nil where the file cannot be read.
    static func of(_ descriptor: Int32) -> String? {
        withBytes(of: descriptor) { bytes in Hexadecimal.text(SHA256.hash(data: bytes)) }
    }

    /// The same by the file's path.
    static func of(path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return of(descriptor)
    }

    /// Calls `body` with a file's bytes, which are valid only during the call.
    static func withBytes<R>(of descriptor: Int32, _ body: (UnsafeRawBufferPointer) -> R) -> R? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        if size == 0 { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        guard let mapped = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), mapped != MAP_FAILED else {
            return nil
        }
        defer { munmap(mapped, size) }
        return body(UnsafeRawBufferPointer(start: mapped, count: size))
    }
}
