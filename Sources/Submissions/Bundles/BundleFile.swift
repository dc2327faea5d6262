import Crypto
import Foundation
import Returns

/// A file of a bundle.
public struct BundleFile: Hashable, Sendable {
    public let name: String
    public let contents: Data

    public init(name: String, contents: Data) {
        self.name = name
        self.contents = contents
    }

    init(_ file: ReturnFile) {
        self.init(name: file.name, contents: Data(file.contents))
    }

    init(name: String, text: String) {
        self.init(name: name, contents: Data(text.utf8))
    }

    /// SHA-256 of the contents, in hexadecimal.
    public var hash: String { hexadecimal(SHA256.hash(data: contents)) }
}

/// The bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}
