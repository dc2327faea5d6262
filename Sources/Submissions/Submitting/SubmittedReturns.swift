import Foundation
import ReportKit

/// A partnership's returns that were delivered, as the ledger has them.
struct SubmittedReturns {
    private let editions: [Edition]
    private let store: String

    /// - Parameters:
    ///   - entries: the partnership's, of every quarter.
    ///   - store: the folder that bundles are kept in.
    init(_ entries: [LedgerEntry], store: String) {
        editions = Edition.all(of: entries).filter(\.isDelivered)
        self.store = store
    }

    /// For how many quarters before its own a return's figures share rows with it: rolling years do with three, and the
    /// fourth is what a change over a year is set against.
    private static let quartersShared = 4

    /// The folders of what was delivered of the quarters before one, the last edition of each, and of every earlier
    /// edition of the quarter itself: what a return must not give away when it is set beside them.
    ///
    /// - Parameter number: only what was delivered before that entry of the ledger; nil for all.
    func folders(before quarter: Quarter, recordedBefore number: Int?) -> [String] {
        let known = editions.filter { edition in
            guard let number else { return true }
            return edition.entries.contains { $0.state == .delivered && $0.number < number }
        }
        let earlier = (1...Self.quartersShared).reversed().compactMap { count in
            known.last { $0.quarter == quarter.advanced(by: -count) }
        }
        return (earlier + known.filter { $0.quarter == quarter }).compactMap { edition in
            edition.content.map { "\(store)/\($0.bundle)" }
        }
    }

    /// The one delivered last: its quarter, and the indicators in it.
    var last: (quarter: Quarter, indicators: [String])? {
        func delivery(_ edition: Edition) -> Int { edition.entries.first { $0.state == .delivered }?.number ?? 0 }
        guard let last = editions.max(by: { delivery($0) < delivery($1) }), let content = last.content,
            let modules = try? JSONDecoder().decode([String: String].self, from: Data(content.modules.utf8))
        else { return nil }
        return (last.quarter, modules.keys.sorted())
    }
}
