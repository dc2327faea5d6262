import Crypto
import Platform

/// Hashes files, and how they are loaded, so that they are known again: HMAC-SHA-256 under the key of identifiers.
///
/// A plain hash would tell the identifiers of a file of a few rows: the warehouse has all else of them, and anybody can
/// try numbers until the hash is the same. Kinds without identifiers need no key, and are hashed under an empty one.
struct FileHash {
    /// What is hashed. The word that its hash begins with keeps it apart from hashes of identifiers.
    enum Subject: String {
        case content = "file content:"
        case settings = "file settings:"
    }

    private let key: SymmetricKey

    init(_ key: SymmetricKey?) {
        self.key = key ?? SymmetricKey(data: [UInt8]())
    }

    func begun(_ subject: Subject) -> HMAC<SHA256> {
        var mac = HMAC<SHA256>(key: key)
        mac.update(data: Array(subject.rawValue.utf8))
        return mac
    }

    /// The hash of how a file is loaded, in hexadecimal.
    func settings(_ text: String) -> String {
        var mac = begun(.settings)
        mac.update(data: Array(text.utf8))
        return Hexadecimal.text(mac.finalize())
    }
}
