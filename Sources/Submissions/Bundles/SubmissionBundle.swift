import Foundation
import ReportKit
import Platform

/// A return as it is submitted: its files, a cover, what it says of itself, and the signature of that.
public struct SubmissionBundle: Sendable {
    public let statement: Statement
    /// The statement's file.
    let statementFile: BundleFile
    /// Every file, the signature included.
    public let files: [BundleFile]

    /// Name of the folder, and the key by which a repeated delivery is known.
    public var name: String { statement.key }
    /// SHA-256 of the statement, and so of all.
    public var hash: String { statementFile.hash }
    /// Bytes of all files but the signature.
    public var bytes: Int { statement.files.map(\.bytes).reduce(statementFile.contents.count, +) }

    /// Makes a bundle whole and signs it.
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

    /// The name of an edition's bundle: the same for the same edition, and different for any other.
    ///
    /// Letters and digits stand for themselves, a space is `_`, any other byte of the partnership's name `=` and two
    /// hexadecimal digits.
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
