import Crypto
import Foundation
import Glibc
import Platform

/// The key that bundles are signed with (Ed25519): 32 random bytes in hexadecimal, in a file that is its owner's alone,
/// with the public key beside it, in `.pub`, for whoever checks.
public struct SigningKey: Sendable {
    public let path: String
    private let key: Curve25519.Signing.PrivateKey

    /// Reads the key, and writes its public key beside it where that is missing.
    ///
    /// - Parameter mayCreate: whether a new one is made where there is none; not once bundles have been signed.
    public init(path: String, mayCreate: Bool) throws(SubmissionError) {
        let file = PrivateKeyFile(path)
        self.path = path
        // A rotation that died halfway had moved the former key away already.
        if !file.isThere, PrivateKeyFile(path + ".new").isThere, WholeFolder.exists(KeyRing.file(of: path)) {
            guard rename(path + ".new", path) == 0 else { throw SubmissionError(FileError("write", path)) }
        }
        if !file.isThere {
            guard mayCreate else {
                throw .key(
                    path: path, problem: "is not there, and bundles have been signed with one",
                    remedy: "Restore it from its backup; where it is lost, have a new one: openssl rand -hex 32 >KEY; "
                        + "chmod 600 KEY, and give its .pub to whoever checks.")
            }
            try SigningKey.create(file)
        }
        let bytes: [UInt8]
        do {
            bytes = try file.read()
        } catch {
            throw SubmissionError(error)
        }
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
            throw SubmissionError(.malformed(path: path))
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
    private static func create(_ file: PrivateKeyFile) throws(SubmissionError) {
        do {
            try file.create([UInt8](Curve25519.Signing.PrivateKey().rawRepresentation), folderMode: .atMost(0o755))
        } catch {
            throw SubmissionError(error)
        }
    }
}

extension SubmissionError {
    fileprivate init(_ failure: PrivateKeyFile.Failure) {
        let own = "It must be a file of the account that submits."
        self =
            switch failure {
            case .unreadable(let path, let reason):
                .key(path: path, problem: "cannot be read: \(reason)", remedy: own)
            case .notAFile(let path): .key(path: path, problem: "is not a file", remedy: own)
            case .openToOthers(let path): .keyNotPrivate(path: path, problem: "can be read by others")
            case .anotherAccounts(let path): .keyNotPrivate(path: path, problem: "is another account's")
            case .malformed(let path):
                .key(
                    path: path, problem: "does not hold 64 hexadecimal digits", remedy: "Restore it from its backup.")
            }
    }
}

/// The key that signatures are checked with.
public struct PublicKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    init(_ key: Curve25519.Signing.PublicKey) {
        self.key = key
    }

    /// A key of 32 bytes; nil where they are none.
    init?(bytes: [UInt8]) {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
        self.key = key
    }

    /// Reads a key's file: 64 hexadecimal digits.
    public init(file path: String) throws(SubmissionError) {
        guard let text = WholeFolder.contents(of: path) else {
            throw .key(
                path: path, problem: "cannot be read", remedy: "Name the public key's file: --public-key FILE")
        }
        guard let bytes = PrivateKeyFile.key(text),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else {
            throw .key(
                path: path, problem: "is no public key: it does not hold 64 hexadecimal digits",
                remedy: "Name the public key's file: --public-key FILE")
        }
        self.key = key
    }

    /// The key as its file has it.
    public var text: String { Hexadecimal.text(key.rawRepresentation) + "\n" }

    /// SHA-256 of the key, in hexadecimal.
    public var fingerprint: String { Hexadecimal.text(SHA256.hash(data: key.rawRepresentation)) }

    /// Whether the bytes were signed with the other half of this key, and not changed since.
    package func isSignature(_ signature: Data, of bytes: Data) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }
}
