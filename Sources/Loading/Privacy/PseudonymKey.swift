import Crypto
import Platform

/// The file of the key that identifiers are hashed with: 32 random bytes in hexadecimal, its owner's alone.
///
/// Without it no later extract can be matched to the people of the warehouse, and with it the hashes could be tried
/// out: it is kept apart from the database, and is to be backed up apart from it.
public struct PseudonymKey: Sendable {
    private let file: PrivateKeyFile

    public var path: String { file.path }

    /// The key of a home.
    public init(home: String) {
        file = PrivateKeyFile(home + "/pseudonym.key")
    }

    /// The fingerprint that a warehouse keeps of its key; nil where there is no key's file.
    ///
    /// - Throws: ``LoadError/key(problem:remedy:)`` or ``LoadError/keyNotPrivate(path:problem:)``.
    public func fingerprint() throws(LoadError) -> String? {
        file.isThere ? Pseudonymiser(try read(mayCreate: false)).fingerprint : nil
    }

    /// The fingerprint of a key, of 32 bytes.
    package static func fingerprint(of key: [UInt8]) -> String {
        Pseudonymiser(SymmetricKey(data: key)).fingerprint
    }

    /// Reads the key.
    ///
    /// - Parameters:
    ///   - mayCreate: whether a warehouse that knows no key yet may be given a new one.
    ///   - keeps: whether a new one is written to the file; otherwise it is of use for a load that is undone.
    func read(mayCreate: Bool, keeps: Bool = true) throws(LoadError) -> SymmetricKey {
        if !file.isThere {
            guard mayCreate else {
                throw .key(
                    problem: "\(path) is not there, and the warehouse's people were hashed with one",
                    remedy: "Restore the file from its backup; without it no person can be recognised again.")
            }
            guard keeps else { return SymmetricKey(size: .bits256) }
            try create()
        }
        do {
            return SymmetricKey(data: try file.read())
        } catch {
            throw LoadError(error)
        }
    }

    /// Makes a new key; where another process is quicker, its key stays.
    private func create() throws(LoadError) {
        let key = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        do {
            try file.create(key, folderMode: .exactly(0o700))
        } catch {
            throw .cannotWrite(path: error.path, reason: error.reason)
        }
    }
}

extension LoadError {
    fileprivate init(_ failure: PrivateKeyFile.Failure) {
        self =
            switch failure {
            case .unreadable(let path, let reason):
                .key(
                    problem: "\(path) cannot be read: \(reason)",
                    remedy: "It must be a file of the account that loads.")
            case .notAFile(let path):
                .key(problem: "\(path) is not a file", remedy: "It must be a file of the account that loads.")
            case .openToOthers(let path): .keyNotPrivate(path: path, problem: "can be read by others")
            case .anotherAccounts(let path): .keyNotPrivate(path: path, problem: "is another account's")
            case .malformed(let path):
                .key(problem: "\(path) does not hold 64 hexadecimal digits", remedy: "Restore it from its backup.")
            }
    }
}
