import ReportKit

/// One edition of a return, as the ledger records it.
public struct Edition: Hashable, Sendable {
    /// Its entries, in order; never empty.
    public let entries: [LedgerEntry]

    public var partnership: String { entries[0].partnership }
    public var quarter: Quarter { entries[0].quarter }
    public var edition: Int { entries[0].edition }
    /// Its latest entry.
    public var last: LedgerEntry { entries[entries.count - 1] }
    /// What was prepared; nil if the edition never was.
    public var content: LedgerEntry.Content? { entries.lazy.compactMap(\.content).first }
    /// Whether it was ever delivered.
    public var isDelivered: Bool { entries.contains { $0.state == .delivered } }

    /// The editions that these entries record, in order of partnership, quarter and edition.
    public static func all(of entries: [LedgerEntry]) -> [Edition] {
        struct Key: Hashable {
            let partnership: String
            let quarter: Quarter
            let edition: Int
        }
        return Dictionary(grouping: entries) {
            Key(partnership: $0.partnership, quarter: $0.quarter, edition: $0.edition)
        }
        .values.map(Edition.init)
        .sorted { ($0.partnership, $0.quarter, $0.edition) < ($1.partnership, $1.quarter, $1.edition) }
    }
}
