import Foundation
import ReportKit

/// A partnership's delivered returns, as the ledger records them.
struct SubmittedReturns {
    private let editions: [Edition]
    private let store: String

    /// - Parameters:
    ///   - entries: the partnership's entries, of every quarter.
    ///   - store: the folder of stored bundles.
    init(_ entries: [LedgerEntry], store: String) {
        editions = Edition.all(of: entries).filter(\.isDelivered)
        self.store = store
    }

    /// How many quarters before its own have rows that a return's figures draw on: a rolling year overlaps with the
    /// three before, and the fourth is the one with which a change over a year is compared.
    private static let quartersShared = 4

    /// The folders of the returns whose suppressed figures a new one must not reveal when compared with them, and that
    /// the register of publications does not hold, since they were made before there was one: the last edition
    /// delivered for each of the quarters before, and every edition delivered for the quarter itself.
    ///
    /// - Parameter number: includes only returns delivered before this entry of the ledger; nil for all.
    func foldersNotRegistered(before quarter: Quarter, recordedBefore number: Int?) -> [String] {
        let known = editions.filter { edition in
            guard let number else { return true }
            return edition.entries.contains { $0.state == .delivered && $0.number < number }
        }
        let earlier = (1...Self.quartersShared).reversed().compactMap { count in
            known.last { $0.quarter == quarter.advanced(by: -count) }
        }
        return (earlier + known.filter { $0.quarter == quarter }).compactMap { edition in
            edition.content.map { "\(store)/\($0.bundle)" }
        }.filter { RegisteredBundle(in: $0).position == nil }
    }

    /// The return delivered last: its quarter and its indicators.
    var last: (quarter: Quarter, indicators: [String])? {
        func delivery(_ edition: Edition) -> Int { edition.entries.first { $0.state == .delivered }?.number ?? 0 }
        guard let last = editions.max(by: { delivery($0) < delivery($1) }), let content = last.content,
            let modules = try? JSONDecoder().decode([String: String].self, from: Data(content.modules.utf8))
        else { return nil }
        return (last.quarter, modules.keys.sorted())
    }
}
