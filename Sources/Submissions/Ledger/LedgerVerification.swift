import Foundation
import Host
import ReportKit
import Returning
import Warehouse

/// A check of the whole ledger: its chain of hashes, and the stored bundle of every edition.
public struct LedgerVerification {
    /// How many entries were checked.
    public private(set) var entries = 0
    /// How many bundles were checked.
    public private(set) var bundles = 0
    /// How many returns were recomputed; 0 if that was not requested.
    public private(set) var recomputed = 0
    /// What is wrong, one sentence per problem; empty if nothing is.
    public private(set) var problems: [String] = []

    /// - Parameters:
    ///   - settings: the settings, which name the folder of stored bundles.
    ///   - key: the key to check signatures with; nil to leave them unchecked.
    ///   - making: recomputes each return from its recorded vintage, to compare it byte by byte; nil not to recompute.
    public init(
        _ connection: Connection, settings: SubmissionSettings, key: PublicKey?, recomputingBy making: ReturnMaking?
    )
        async throws
    {
        let ledger = Ledger(connection)
        let store = settings.store
        problems = try ledger.problems().map(\.description)
        if let problem = try LedgerWitness(in: settings.state).problem(with: ledger) { problems.append(problem) }
        let all = try ledger.entries()
        entries = all.count
        for entry in all {
            guard let content = entry.content else { continue }
            let name = "entry \(entry.number) (\(entry.partnership), \(entry.quarter), edition \(entry.edition))"
            bundles += 1
            let folder = "\(store)/\(content.bundle)"
            guard let check = try? BundleCheck(folder: folder, key: key) else {
                problems.append("\(name): its bundle \(folder) is missing")
                continue
            }
            problems += check.problems.map { "\(name): \(folder): \($0)" }
            if check.hash != content.hash {
                problems.append("\(name): \(folder) is not the bundle that was recorded")
            }
            if let anchor = check.statement?.ledger, anchor.number > 0,
                all.first(where: { $0.number == anchor.number })?.hash != anchor.hash
            {
                problems.append("\(name): entry \(anchor.number) is not the one after which the bundle was made")
            }
            if let making {
                recomputed += 1
                problems += try await Self.differences(
                    entry, content, in: folder,
                    after: SubmittedReturns(all.filter { $0.partnership == entry.partnership }, store: store),
                    making
                ).map { "\(name): \($0)" }
            }
        }
    }

    /// Recomputes a return, and names the files that differ from the stored ones.
    private static func differences(
        _ entry: LedgerEntry, _ content: LedgerEntry.Content, in folder: String, after submitted: SubmittedReturns,
        _ making: ReturnMaking
    ) async throws -> [String] {
        let made = try await making.make(
            area: entry.partnership, quarter: entry.quarter, lastVintage: content.lastVintage,
            earlier: submitted.folders(before: entry.quarter, recordedBefore: entry.number))
        if let gate = made.disclosureGate { return ["recomputed: \(gate)"] }
        let files = made.bundleFiles
        guard !files.isEmpty else { return ["recomputed: no module gives a report"] }
        return files.compactMap { file in
            let stored = WholeFolder.contents(of: "\(folder)/\(file.name)")
            guard stored != file.contents else { return nil }
            return "\(file.name), recomputed from vintage \(content.lastVintage), differs from the stored file"
                + (content.program == making.program ? "" : " (it was made by version \(content.program))")
        }
    }
}
