import ReportKit

/// What the ledger records about one partnership's return for one quarter.
struct EditionHistory {
    let entries: [LedgerEntry]

    /// The entry of the last edition prepared, with its content.
    var prepared: LedgerEntry? { entries.last { $0.state == .prepared } }

    /// The entry of the last delivery.
    var delivered: LedgerEntry? { entries.last { $0.state == .delivered } }

    /// The entry of the edition that is prepared but not delivered yet.
    var pending: LedgerEntry? {
        guard let prepared, prepared.edition > delivered?.edition ?? 0 else { return nil }
        return prepared
    }

    /// The number of the edition to make next.
    var nextEdition: Int { (delivered?.edition ?? 0) + 1 }

    /// The last entry, if it records a failure.
    var failure: LedgerEntry? {
        entries.last.flatMap { $0.state == .failed ? $0 : nil }
    }
}
