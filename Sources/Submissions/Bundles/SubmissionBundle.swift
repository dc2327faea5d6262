import Foundation
import Platform
import ReportKit

/// A return as it is submitted: its files, a cover, the statement of what it is, and the statement's signature.
public struct SubmissionBundle: Sendable {
    public let statement: Statement
    /// The statement's file.
    let statementFile: BundleFile
    /// Every file, the signature included.
    public let files: [BundleFile]

    /// The name of the bundle's folder, and the key by which a receiver recognises a repeated delivery.
    public var name: String { statement.key }
    /// SHA-256 of the statement, which in turn has the hash of every other file except the signature.
    public var hash: String { statementFile.hash }
    /// The bytes of all files except the signature.
    public var bytes: Int { statement.files.map(\.bytes).reduce(statementFile.contents.count, +) }

    /// Makes a bundle of the files, adding the statement and its signature.
    init(_ statement: Statement, files: [BundleFile], signedWith key: SigningKey) throws {
        self.statement = statement
        statementFile = try statement.file()
        let signature = try key.signature(of: statementFile.contents)
        self.files =
            files + [
                statementFile,
                BundleFile(name: Statement.signatureName, text: signature.base64EncodedString() + "\n"),
            ]
    }

    /// The name of an edition's bundle: always the same for one edition, and different for every other.
    ///
    /// In the partnership's name, letters and digits are kept, a space becomes `_`, and any other byte becomes `=` and
    /// two hexadecimal digits.
    public static func name(partnership: String, quarter: Quarter, edition: Int) -> String {
        let safe = partnership.utf8.map { byte -> String in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
            case 0x20: "_"
            default: "=" + Hexadecimal.text([byte])
            }
        }
        return "\(safe.joined())-\(quarter)-edition-\(edition)"
    }
}
