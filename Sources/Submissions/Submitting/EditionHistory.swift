import ReportKit

/// What the ledger says of one partnership's return for one quarter.
struct EditionHistory {
    let entries: [LedgerEntry]

    /// The last edition that was prepared, with what it is.
    var prepared: LedgerEntry? { entries.last { $0.state == .prepared } }

    /// The last delivery.
    var delivered: LedgerEntry? { entries.last { $0.state == .delivered } }

    /// The edition that is prepared and not delivered yet.
    var pending: LedgerEntry? {
        guard let prepared, prepared.edition > delivered?.edition ?? 0 else { return nil }
        return prepared
    }

    /// The edition to be made next.
    var nextEdition: Int { (delivered?.edition ?? 0) + 1 }

    /// Why it was last tried in vain; nil where it was delivered since.
    var failure: LedgerEntry? {
        entries.last.flatMap { $0.state == .failed ? $0 : nil }
    }
}
