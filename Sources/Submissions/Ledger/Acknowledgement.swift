import ReportKit
import Warehouse

/// A receiver's confirmation that an edition has arrived.
public struct Acknowledgement {
    /// The number of any entry of the edition.
    public let entry: Int
    /// Who received it, as recorded in the ledger.
    public let by: String
    /// The content hash of what was received, or its first digits; nil if it is not known.
    public let hash: String?

    public init(entry: Int, by: String, hash: String? = nil) {
        self.entry = entry
        self.by = by
        self.hash = hash
    }

    /// Records it, unless the edition was acknowledged before.
    ///
    /// - Parameters:
    ///   - asOf: the day of the acknowledgement.
    ///   - account: account and machine, for the ledger.
    /// - Returns: the edition, and whether an entry was added: false if it had been acknowledged before.
    /// - Throws: ``SubmissionError`` if there is no such entry, its edition was not delivered, or the hash differs.
    public func record(
        in connection: Connection, settings: SubmissionSettings, asOf: Day, account: String
    ) throws -> (edition: Edition, isNew: Bool) {
        let ledger = Ledger(connection)
        let editions = Edition.all(of: try ledger.entries())
        guard let edition = editions.first(where: { $0.entries.contains { $0.number == entry } }) else {
            throw SubmissionError.noEntry(entry)
        }
        guard let content = edition.content, let delivered = edition.entries.last(where: { $0.state == .delivered })
        else { throw SubmissionError.notDelivered(entry: entry) }
        if let hash, !content.hash.hasPrefix(hash.lowercased()) {
            throw SubmissionError.otherHash(entry: entry, recorded: content.hash)
        }
        guard !edition.entries.contains(where: { $0.state == .acknowledged }) else { return (edition, false) }
        try ledger.add(
            LedgerEntry(
                partnership: edition.partnership, quarter: edition.quarter, edition: edition.edition,
                state: .acknowledged, asOf: max(asOf, delivered.asOf), account: account, reason: by))
        try? WholeFolder.makeFolders(settings.state)
        try? LedgerWitness(in: settings.state).note(try ledger.head())
        return (edition, true)
    }
}
