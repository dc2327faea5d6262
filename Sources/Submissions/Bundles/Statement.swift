import Foundation
import Platform
import ReportKit
import Text

/// A bundle's statement of what it is, its `submission.json`: the file that is signed, and whose hash is in the ledger.
public struct Statement: Codable, Hashable, Sendable {
    /// The format of this file.
    public var format = Statement.format
    /// The bundle's name and idempotency key: a receiver accepts each name once.
    public let key: String
    public let partnership: String
    public let quarter: Quarter
    public let edition: Int
    /// The day the return was made as of: that of the run, unless `--as-of` named an earlier one.
    public let asOf: Day
    public let program: String
    /// Why a later edition was made; nil for the first.
    public let reason: String?
    /// Why it was sent despite closed gates; nil if none was closed.
    public let overrideReason: String?
    /// The closed gates that were overridden, in words.
    public let overridden: [String]
    /// The last vintage that counted: the return is made as of that vintage.
    public let lastVintage: Int
    /// The disclosure policy that was applied: `standard`, or the SHA-256 of the policy's file.
    public let policy: String
    /// Where the ledger ended when the bundle was made.
    public let ledger: LedgerHead
    /// SHA-256 of the public key that the signature is checked with.
    public let signedUnder: String
    /// Every file except this one and the signature, in order of name.
    public let files: [File]

    public static let format = "laa-submission-1"
    /// The name of the statement's file.
    public static let name = "submission.json"
    /// The name of its signature's file: Ed25519, in base64.
    public static let signatureName = "submission.sig"

    /// A file of the bundle.
    public struct File: Codable, Hashable, Sendable {
        public let name: String
        public let bytes: Int
        public let sha256: String

        public init(_ file: BundleFile) {
            name = file.name
            bytes = file.contents.count
            sha256 = file.hash
        }
    }

    /// Why a file is not a statement that can be read, as in "is not JSON".
    package struct Unreadable: ExitCoded {
        package let problem: String
        package var exitCode: ExitCode { .badData }
    }

    /// Reads the file of a statement.
    package static func read(_ file: Data) -> Result<Statement, Unreadable> {
        struct Form: Decodable {
            let format: String
        }
        do {
            // First alone: another version may have another structure.
            let form = try JSONDecoder().decode(Form.self, from: file).format
            guard form == format else {
                return .failure(
                    Unreadable(
                        problem: "is of the format '\(Printable.line(form))', and this program reads '\(format)': use "
                            + "the version of laa that made it"))
            }
            return .success(try JSONDecoder().decode(Statement.self, from: file))
        } catch {
            return .failure(Unreadable(problem: (error as? DecodingError)?.problem(in: file) ?? "cannot be read"))
        }
    }

    /// The statement as a file of the bundle.
    func file() throws -> BundleFile {
        BundleFile(name: Statement.name, text: try JSONText.text(self))
    }
}
