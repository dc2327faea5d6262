import Foundation
import ReportKit
import Text

/// What a bundle says of itself, in its `submission.json`: what is signed, and what the ledger has the hash of.
public struct Statement: Codable, Hashable, Sendable {
    /// The form of this file.
    public var format = Statement.format
    /// Name of the bundle; whoever receives it takes each name once.
    public let key: String
    public let partnership: String
    public let quarter: Quarter
    public let edition: Int
    /// The day that it was made on, or was to be judged from.
    public let asOf: Day
    public let program: String
    /// Why there is a later edition.
    public let reason: String?
    /// Why it was sent although a gate was closed.
    public let overrideReason: String?
    /// The gates that were closed.
    public let overridden: [String]
    /// The last vintage that was seen: the return is as of it.
    public let lastVintage: Int
    /// The disclosure policy that it was made under: `standard`, or the SHA-256 of its file.
    public let policy: String
    /// Where the ledger ended when it was made.
    public let ledger: LedgerHead
    /// SHA-256 of the public key that it is signed under.
    public let signedUnder: String
    /// Every other file, the signature left out, in order of name.
    public let files: [File]

    public static let format = "laa-submission-1"
    /// The file that it is written in.
    public static let name = "submission.json"
    /// The file of its signature: Ed25519, in base64.
    public static let signatureName = "submission.sig"

    /// A file of the bundle.
    public struct File: Codable, Hashable, Sendable {
        public let name: String
        public let bytes: Int
        public let sha256: String

        public init(_ file: BundleFile) {
            (name, bytes, sha256) = (file.name, file.contents.count, file.hash)
        }
    }

    /// The statement as its file has it.
    func file() throws -> BundleFile {
        BundleFile(name: Statement.name, text: try JSONText.text(self))
    }
}
