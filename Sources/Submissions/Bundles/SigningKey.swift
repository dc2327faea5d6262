import Crypto
import Foundation
import Glibc

/// The key that bundles are signed with (Ed25519): 32 random bytes in hexadecimal, in a file that is its owner's alone,
/// with the public key beside it, in `.pub`, for whoever checks.
public struct SigningKey: Sendable {
    public let path: String
    private let key: Curve25519.Signing.PrivateKey

    /// Reads the key, and writes its public key beside it where that is missing.
    ///
    /// - Parameter mayCreate: whether a new one is made where there is none; not once bundles have been signed.
    public init(path: String, mayCreate: Bool) throws(SubmissionError) {
        self.path = path
        if access(path, F_OK) != 0 {
            guard mayCreate else {
                throw .key(
                    path: path, problem: "is not there, and bundles have been signed with one",
                    remedy: "Restore it from its backup; where it is lost, have a new one: openssl rand -hex 32 >KEY; "
                        + "chmod 600 KEY, and give its .pub to whoever checks.")
            }
            try SigningKey.create(path)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .key(
                path: path, problem: "cannot be read: \(String(cString: strerror(errno)))",
                remedy: "It must be a file of the account that submits.")
        }
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .key(path: path, problem: "is no file", remedy: "It must be a file of the account that submits.")
        }
        guard status.st_mode & 0o077 == 0 else { throw .keyNotPrivate(path: path, problem: "can be read by others") }
        guard status.st_uid == geteuid() else { throw .keyNotPrivate(path: path, problem: "is another account's") }
        var text = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &text, text.count)
        guard let bytes = SigningKey.bytes(text.prefix(max(0, count))),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else {
            throw .key(
                path: path, problem: "does not hold 64 hexadecimal digits", remedy: "Restore it from its backup.")
        }
        self.key = key
        try publish()
    }

    /// The key that signatures are checked with.
    public var publicKey: PublicKey { PublicKey(key.publicKey) }

    /// The signature of some bytes.
    func signature(of bytes: Data) throws -> Data {
        try key.signature(for: bytes)
    }

    /// Writes the public key's file, where it is not there or another's.
    private func publish() throws(SubmissionError) {
        let (file, text) = (path + ".pub", publicKey.text)
        guard WholeFolder.contents(of: file) != Data(text.utf8) else { return }
        try WholeFolder.replace(file, with: Data(text.utf8))
    }

    /// Makes a new key; where another process is quicker, its key stays.
    private static func create(_ path: String) throws(SubmissionError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try WholeFolder.makeFolders(folder)
        let aside = "\(path).\(getpid()).part"
        let text = hexadecimal(Curve25519.Signing.PrivateKey().rawRepresentation) + "\n"
        unlink(aside)
        try WholeFolder.write(Data(text.utf8), to: aside, mode: 0o600)
        defer { unlink(aside) }
        guard link(aside, path) == 0 || errno == EEXIST else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        try WholeFolder.flush(folder)
    }

    /// Reads 64 hexadecimal digits.
    static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
        let digits = text.filter { $0 > 0x20 }.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: 64, by: 2) {
            guard let high = digits[pair], let low = digits[pair + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

/// The key that signatures are checked with.
public struct PublicKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
    }

    /// Reads a key's file: 64 hexadecimal digits.
    public init(file path: String) throws(SubmissionError) {
        guard let text = WholeFolder.contents(of: path) else {
            throw .key(
                path: path, problem: "cannot be read", remedy: "Name the public key's file: --public-key FILE")
        }
        guard let bytes = SigningKey.bytes(text), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else {
            throw .key(
                path: path, problem: "is no public key: it does not hold 64 hexadecimal digits",
                remedy: "Name the public key's file: --public-key FILE")
        }
        self.key = key
    }

    /// The key as its file has it.
    public var text: String { hexadecimal(key.rawRepresentation) + "\n" }

    /// SHA-256 of the key, in hexadecimal.
    public var fingerprint: String { hexadecimal(SHA256.hash(data: key.rawRepresentation)) }

    /// Whether the bytes were signed with the other half of this key, and not changed since.
    func isSignature(_ signature: Data, of bytes: Data) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }
}
