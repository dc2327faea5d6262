import Disclosure
import ReportKit
import Text

/// The register of publications as a table for people, and as JSON for programs.
public struct PublicationListing {
    private let entries: [PublicationEntry]

    public init(_ entries: [PublicationEntry]) {
        self.entries = entries
    }

    /// ```
    /// Number  Kind    Name        Areas       Days                      Added
    /// ------  ------  ----------  ----------  ------------------------  --------------------
    ///      1  return  lancashire  Lancashire  2010-01-01 to 2011-03-31  2011-07-28T09:00:00Z
    /// ```
    public func table(width: Int) -> String {
        guard !entries.isEmpty else { return "Nothing has been published yet.\n" }
        var table = TextTable([
            .init(heading: "Number"), .init(heading: "Kind", alignment: .left),
            .init(heading: "Name", alignment: .left, yields: true),
            .init(heading: "Areas", alignment: .left, yields: true), .init(heading: "Days", alignment: .left),
            .init(heading: "Added", alignment: .left),
        ])
        for entry in entries {
            table.append([
                "\(entry.number)", entry.kind.rawValue, entry.name, entry.areas, "\(entry.from) to \(entry.through)",
                entry.recordedAt,
            ])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// A list of objects, one per publication.
    public func json() throws -> String { try JSONText.text(entries.map(Document.init)) }

    /// One publication with the tables that it added, as an object.
    public static func json(_ entry: PublicationEntry, _ tables: [PublishedTable]) throws -> String {
        try JSONText.text(Whole(publication: Document(entry), tables: tables))
    }

    /// One publication as lines of `name: value`, then its tables, a line each.
    public static func text(_ entry: PublicationEntry, _ tables: [PublishedTable]) -> String {
        let fields: [(String, String)] = [
            ("Publication", "\(entry.number)"), ("Kind", entry.kind.rawValue), ("Name", entry.name),
            ("Areas", entry.areas), ("Days", "\(entry.from) to \(entry.through)"),
            ("Policy", entry.policy), ("As of vintage", entry.asOf.map(String.init) ?? "the latest"),
            ("Vintages", entry.vintages), ("Program", entry.program),
            ("Weighed against", entry.considered == 0 ? "nothing" : "publications 1 to \(entry.considered)"),
            ("Content hash", entry.contentHash), ("Recorded by", entry.recordedBy), ("Recorded at", entry.recordedAt),
        ]
        let lines = fields.map { name, value in
            "\(name): \(Printable.lines(value).replacing(/\r?\n/, with: "\n    "))\n"
        }
        let ofTables = tables.map { table in
            let counts = table.cells.flatMap(\.counts.values)
            let suppressed = counts.count { $0 == .suppressed }
            let by = table.breakdown.map { " by \($0.rawValue)" } ?? ""
            return "  \(Printable.line(table.indicator)), \(table.span.from) to \(table.span.to)\(by): "
                + "\(table.cells.count) figures; \(counts.count - suppressed) counts shown, \(suppressed) suppressed\n"
        }
        return lines.joined() + "Tables that no earlier publication of its kind had:\n"
            + (ofTables.isEmpty ? "  none\n" : ofTables.joined())
    }

    private struct Whole: Encodable {
        let publication: Document
        let tables: [PublishedTable]
    }

    private struct Document: Encodable {
        let number: Int
        let kind: PublicationKind
        let name, areas: String
        let from, through: Day
        let policy: String
        @OrNull var asOf: Int?
        let vintages: [Int]
        let program: String
        let considered: Int
        let hash, recordedBy, recordedAt: String

        init(_ entry: PublicationEntry) {
            number = entry.number
            kind = entry.kind
            name = entry.name
            areas = entry.areas
            from = entry.from
            through = entry.through
            policy = entry.policy
            asOf = entry.asOf
            vintages = entry.vintages.split(separator: ",").compactMap { Int($0) }
            program = entry.program
            considered = entry.considered
            hash = entry.contentHash
            recordedBy = entry.recordedBy
            recordedAt = entry.recordedAt
        }
    }
}
