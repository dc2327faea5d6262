import Crypto
import Disclosure
import Foundation
import Platform
import ReportKit
import Text

/// Something that is to be published, as the register records it.
public struct Publication: Sendable {
    public let kind: PublicationKind
    /// Of a submission its bundle; of a file or folder its name, without its place.
    public let name: String
    /// The areas or the level asked for, in words.
    public let areas: String
    /// `standard`, or the text of the policy's file.
    public let policy: String
    /// The last vintage seen, where the warehouse was seen as it was earlier; nil for all that there was.
    public let asOf: Int?
    /// The numbers of the vintages that its figures draw on, in order.
    public let vintages: [Int]
    /// Version and commit of the program.
    public let program: String
    public let tables: [PublishedTable]

    public init(
        _ kind: PublicationKind, name: String, areas: String, policy: String, asOf: Int?, vintages: [Int],
        program: String, tables: [PublishedTable]
    ) {
        self.kind = kind
        self.name = name
        self.areas = areas
        self.policy = policy
        self.asOf = asOf
        self.vintages = vintages
        self.program = program
        self.tables = tables
    }

    /// A publication as the database takes it.
    struct Written {
        /// JSON of each table.
        let counts: [String]
        /// SHA-256 of all that makes it another publication.
        let contentHash: String

        init(_ publication: Publication) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            counts = try publication.tables.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            var hash = SHA256()
            for text in [publication.areas, publication.policy, publication.program] + counts {
                hash.update(data: Data("\(text.utf8.count):\(text)\n".utf8))
            }
            contentHash = Hexadecimal.text(hash.finalize())
        }
    }
}
