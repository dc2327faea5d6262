import Foundation
import Host
import ReportKit
import Returning
import Warehouse

/// Looks the whole ledger over: its chain, and the stored bundle of every edition.
public struct LedgerVerification {
    /// How many entries and bundles were looked at.
    public private(set) var entries = 0
    public private(set) var bundles = 0
    /// How many returns were made again; 0 where that was not asked for.
    public private(set) var recomputed = 0
    /// What is wrong, a sentence each; empty where nothing is.
    public private(set) var problems: [String] = []

    /// - Parameters:
    ///   - settings: they name the folder that bundles are kept in.
    ///   - key: what signatures are checked with; nil to leave them.
    ///   - making: makes each return again from its recorded vintage, and compares byte by byte; nil to leave that.
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
                problems.append("\(name): entry \(anchor.number) is not the one that the bundle was made after")
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

    /// Makes a return again, and names the files that differ from those stored.
    private static func differences(
        _ entry: LedgerEntry, _ content: LedgerEntry.Content, in folder: String, after submitted: SubmittedReturns,
        _ making: ReturnMaking
    ) async throws -> [String] {
        let made = try await making.make(
            area: entry.partnership, quarter: entry.quarter, lastVintage: content.lastVintage,
            earlier: submitted.folders(before: entry.quarter, recordedBefore: entry.number))
        if let gate = made.disclosureGate { return ["made again, \(gate)"] }
        let files = made.bundleFiles
        guard !files.isEmpty else { return ["made again, no module gives a report"] }
        return files.compactMap { file in
            let stored = WholeFolder.contents(of: "\(folder)/\(file.name)")
            guard stored != file.contents else { return nil }
            return "\(file.name), made again from vintage \(content.lastVintage), differs from the one stored"
                + (content.program == making.program ? "" : " (it was made by version \(content.program))")
        }
    }
}
