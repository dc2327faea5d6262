import Crypto
import Platform
import Text

/// A token by which somebody reads returns: `laa_`, 16 hexadecimal digits by which it is found, `_`, and 64 that are secret.
///
/// The warehouse keeps only ``digest``, from which neither the token nor ``key`` can be found.
public struct AccessToken: Sendable {
    /// The token itself, to be shown once.
    public let text: String
    /// By which the warehouse finds it; not secret.
    let handle: String
    /// The hexadecimal SHA-256 of the token, by which the portal identifies its transactions.
    let key: String
    /// Whether it stands for a user whom the proxy signs in, and nobody holds it.
    let isOfUser: Bool

    /// A new token.
    public init() {
        let bytes = (0..<40).map { _ in UInt8.random(in: .min ... .max) }
        handle = Hexadecimal.text(bytes.prefix(8))
        text = "laa_\(handle)_\(Hexadecimal.text(bytes.dropFirst(8)))"
        key = Self.hash(text)
        isOfUser = false
    }

    /// What a user whom the proxy signs in is known by: only who has the key can make it.
    init(user: String, key: SymmetricKey) {
        handle = Hexadecimal.text(SHA256.hash(data: Array("laa portal user\n\(user)".utf8)).prefix(8))
        text = "laa_\(handle)_" + Hexadecimal.text(HMAC<SHA256>.authenticationCode(for: Array(user.utf8), using: key))
        self.key = Self.hash(text)
        isOfUser = true
    }

    /// Reads a token; nil where the text has not the form of one.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 85, bytes.starts(with: "laa_".utf8), bytes[20] == UInt8(ascii: "_"),
            (bytes[4..<20] + bytes[21...]).allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
        handle = String(decoding: bytes[4..<20], as: UTF8.self)
        key = Self.hash(text)
        isOfUser = false
    }

    /// What the warehouse keeps: the hexadecimal SHA-256 of ``key``.
    var digest: String { Self.hash(key) }

    /// What a transaction sets to be known by.
    var setting: String { "\(handle):\(key)" }

    /// Whether it is the one that a digest was kept of. Takes as long whether the first byte differs or the last.
    func matches(_ kept: String) -> Bool {
        guard let bytes = Hexadecimal.bytes(kept.utf8) else { return false }
        // A digest compares itself in constant time.
        return SHA256.hash(data: Array(key.utf8)) == bytes
    }

    private static func hash(_ text: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(text.utf8)))
    }
}
