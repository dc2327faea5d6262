import Crypto
import Foundation
import Platform
import Returns
import Text

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

    /// A file of text, which holds no control characters beside those that lay it out.
    init(name: String, text: String) {
        self.init(name: name, contents: Data(Printable.lines(text).utf8))
    }

    /// SHA-256 of the contents, in hexadecimal.
    public var hash: String { Hexadecimal.text(SHA256.hash(data: contents)) }
}
