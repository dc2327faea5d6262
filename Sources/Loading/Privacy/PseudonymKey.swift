import Crypto
import Glibc

/// The file of the key that identifiers are hashed with: 32 random bytes in hexadecimal, its owner's alone.
///
/// Without it no later extract can be matched to the people of the warehouse, and with it the hashes could be tried
/// out: it is kept apart from the database, and is to be backed up apart from it.
public struct PseudonymKey: Sendable {
    public let path: String

    /// The key of a home.
    public init(home: String) {
        path = home + "/pseudonym.key"
    }

    /// Reads the key.
    ///
    /// - Parameter mayCreate: whether a warehouse that knows no key yet may be given a new one.
    func read(mayCreate: Bool) throws(LoadError) -> SymmetricKey {
        if access(path, F_OK) != 0 {
            guard mayCreate else {
                throw .key(
                    problem: "\(path) is not there, and the warehouse's people were hashed with one",
                    remedy: "Restore the file from its backup; without it no person can be recognised again.")
            }
            try create()
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw .key(
                problem: "\(path) cannot be read: \(reason)", remedy: "It must be a file of the account that loads.")
        }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        guard status.st_mode & 0o077 == 0 else { throw .keyNotPrivate(path: path, problem: "can be read by others") }
        guard status.st_uid == geteuid() else { throw .keyNotPrivate(path: path, problem: "is another account's") }
        var text = [UInt8](repeating: 0, count: 256)
        let count = Glibc.read(descriptor, &text, text.count)
        guard let bytes = PseudonymKey.bytes(text.prefix(max(0, count))) else {
            throw .key(problem: "\(path) does not hold 64 hexadecimal digits", remedy: "Restore it from its backup.")
        }
        return SymmetricKey(data: bytes)
    }

    /// Makes a new key; where another process is quicker, its key stays.
    private func create() throws(LoadError) {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += (folder.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
            if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 { throw cannotWrite }
        }
        let temporary = "\(path).\(getpid()).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite }
        defer { unlink(temporary) }
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() + "\n"
        }
        let written = write(descriptor, key, key.utf8.count)
        guard written == key.utf8.count, fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else {
            close(descriptor)
            throw cannotWrite
        }
        close(descriptor)
        guard link(temporary, path) == 0 || errno == EEXIST else { throw cannotWrite }
        // The key must not be lost where the rows hashed with it are kept.
        let parent = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    private var reason: String { String(cString: strerror(errno)) }
    private var cannotWrite: LoadError { .cannotWrite(path: path, reason: reason) }

    private static func bytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = text.filter { $0 > 0x20 }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: 64, by: 2) {
            guard let byte = UInt8(String(decoding: digits[pair..<(pair + 2)], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
