import ReportKit
import Text

/// The ledger as a table for people, and as JSON for programs.
public struct LedgerListing {
    private let editions: [Edition]

    public init(_ entries: [LedgerEntry]) {
        editions = Edition.all(of: entries)
    }

    /// ```
    /// Partnership  Quarter    Edition  State      As of       Entry  Hash
    /// -----------  ---------  -------  ---------  ----------  -----  ------------
    /// Lancashire   2010-11Q4        1  delivered  2011-07-28      2  a1b2c3d4e5f6
    /// ```
    public func table(width: Int) -> String {
        guard !editions.isEmpty else { return "Nothing has been submitted yet.\n" }
        var table = TextTable([
            .init(heading: "Partnership", alignment: .left, yields: true), .init(heading: "Quarter", alignment: .left),
            .init(heading: "Edition"), .init(heading: "State", alignment: .left),
            .init(heading: "As of", alignment: .left), .init(heading: "Entry"),
            .init(heading: "Hash", alignment: .left),
        ])
        for edition in editions {
            table.append([
                edition.partnership, edition.quarter.description, "\(edition.edition)", edition.last.state.rawValue,
                edition.last.asOf.description, "\(edition.last.number)",
                String(edition.content?.hash.prefix(12) ?? "-"),
            ])
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }

    /// A list of objects, one per edition.
    public func json() throws -> String {
        try JSONText.text(editions.map(EditionDocument.init))
    }

    /// The entries in full, as a list of objects.
    public static func json(_ entries: [LedgerEntry]) throws -> String {
        try JSONText.text(entries.map(EntryDocument.init))
    }

    /// An entry as lines of `name: value`; further lines of a value are indented.
    public static func text(_ entry: LedgerEntry) -> String {
        let fields: [(String, String?)] = [
            ("Entry", "\(entry.number)"), ("Partnership", entry.partnership), ("Quarter", entry.quarter.description),
            ("Edition", "\(entry.edition)"), ("State", entry.state.rawValue), ("As of", entry.asOf.description),
            ("Reason", entry.reason), ("Override", entry.overrideReason), ("Bundle", entry.content?.bundle),
            ("Content hash", entry.content?.hash), ("Files", entry.content.map { "\($0.files)" }),
            ("Bytes", entry.content.map { "\($0.bytes)" }), ("Program", entry.content?.program),
            ("Modules", entry.content?.modules), ("Vintages", entry.content?.vintages),
            ("Last vintage", entry.content.map { "\($0.lastVintage)" }), ("Snapshot", entry.content?.snapshot),
            ("Exit status", entry.exitStatus.map { "\($0)" }), ("Output", entry.output), ("Account", entry.account),
            ("Recorded by", entry.recordedBy), ("Recorded at", entry.recordedAt), ("Hash", entry.hash),
            ("Previous hash", entry.previousHash),
        ]
        return fields.compactMap { name, value in
            value.map { "\(name): \(Printable.lines($0).replacing(/\r?\n/, with: "\n    "))\n" }
        }.joined()
    }
}

private struct EditionDocument: Encodable {
    let partnership: String
    let quarter: Quarter
    let edition: Int
    let state: LedgerEntry.State
    let asOf: Day
    let bundle: OrNull<String>
    let hash: OrNull<String>
    let reason: OrNull<String>
    let entry: Int

    init(_ edition: Edition) {
        partnership = edition.partnership
        quarter = edition.quarter
        self.edition = edition.edition
        state = edition.last.state
        asOf = edition.last.asOf
        bundle = OrNull(wrappedValue: edition.content?.bundle)
        hash = OrNull(wrappedValue: edition.content?.hash)
        reason = OrNull(wrappedValue: edition.last.reason)
        entry = edition.last.number
    }
}

private struct EntryDocument: Encodable {
    let number: Int
    let partnership: String
    let quarter: Quarter
    let edition: Int
    let state: LedgerEntry.State
    let asOf: Day
    let reason, overrideReason, bundle, contentHash, program, modules, vintages, snapshot, output: OrNull<String>
    let files, bytes, lastVintage, exitStatus: OrNull<Int>
    let account, recordedBy, recordedAt, hash, previousHash: String

    init(_ entry: LedgerEntry) {
        number = entry.number
        partnership = entry.partnership
        quarter = entry.quarter
        edition = entry.edition
        state = entry.state
        asOf = entry.asOf
        reason = OrNull(wrappedValue: entry.reason)
        overrideReason = OrNull(wrappedValue: entry.overrideReason)
        bundle = OrNull(wrappedValue: entry.content?.bundle)
        contentHash = OrNull(wrappedValue: entry.content?.hash)
        program = OrNull(wrappedValue: entry.content?.program)
        modules = OrNull(wrappedValue: entry.content?.modules)
        vintages = OrNull(wrappedValue: entry.content?.vintages)
        snapshot = OrNull(wrappedValue: entry.content?.snapshot)
        output = OrNull(wrappedValue: entry.output)
        files = OrNull(wrappedValue: entry.content?.files)
        bytes = OrNull(wrappedValue: entry.content?.bytes)
        lastVintage = OrNull(wrappedValue: entry.content?.lastVintage)
        exitStatus = OrNull(wrappedValue: entry.exitStatus)
        account = entry.account
        recordedBy = entry.recordedBy
        recordedAt = entry.recordedAt
        hash = entry.hash
        previousHash = entry.previousHash
    }
}
