import ReportKit
import Warehouse

/// The word of whoever receives returns that an edition has arrived.
public struct Acknowledgement {
    /// Number of an entry of the edition.
    public let entry: Int
    /// Who has it, as is recorded.
    public let by: String
    /// The content hash of what was received, or its beginning; nil where that is not known.
    public let hash: String?

    public init(entry: Int, by: String, hash: String? = nil) {
        (self.entry, self.by, self.hash) = (entry, by, hash)
    }

    /// Records it, once.
    ///
    /// - Parameters:
    ///   - asOf: the day of it.
    ///   - account: account and machine, for the ledger.
    /// - Returns: the edition, and whether this was recorded now; not where it had been acknowledged before.
    /// - Throws: ``SubmissionError`` where there is no such entry, its edition was not delivered, or the hash is another.
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
