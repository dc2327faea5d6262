import Foundation
import Host
import ReportKit
import Returning
import Returns
import Warehouse

/// A check of the whole ledger: its chain of hashes, and the stored bundle of every edition.
public struct LedgerVerification {
    /// How many entries were checked.
    public private(set) var entries = 0
    /// How many bundles were checked.
    public private(set) var bundles = 0
    /// How many returns were recomputed; 0 if that was not requested.
    public private(set) var recomputed = 0
    /// How many of these cannot be compared, since people were erased after they were made.
    public private(set) var erasedSince = 0
    /// What is wrong, one sentence per problem; empty if nothing is.
    public private(set) var problems: [String] = []
    /// What is to be known and is not wrong, such as a return whose figures another version says in other words.
    public private(set) var notes: [String] = []

    /// - Parameters:
    ///   - settings: the settings, which name the folder of stored bundles.
    ///   - keys: the keys to check signatures with; none to leave them unchecked.
    ///   - making: recomputes each return from its recorded vintage, to compare it byte by byte; nil not to recompute.
    public init(
        _ connection: Connection, settings: SubmissionSettings, keys: [PublicKey], recomputingBy making: ReturnMaking?
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
            guard let check = try? BundleCheck(folder: folder, keys: keys) else {
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
                let made = RegisteredBundle(in: folder)
                let areas = try AreaDirectory(on: entry.quarter.lastDay, from: connection)
                let names = made.weighedWith.map { codes in
                    let found = codes.compactMap { try? Partnership.name(of: $0, in: areas) }
                    return found.count == codes.count ? found.first : nil
                }
                func unknown(_ field: String) -> String {
                    "\(name): \(folder)/manifest.json names areas in '\(field)' that there are not"
                }
                guard !names.contains(nil) else {
                    problems.append(unknown("weighedWith"))
                    continue
                }
                let earlier = ([entry.partnership] + names.compactMap(\.self)).flatMap { partnership in
                    SubmittedReturns(all.filter { $0.partnership == partnership }, store: store)
                        .foldersNotRegistered(before: entry.quarter, recordedBefore: entry.number)
                }.sorted()
                let found: (problems: [String], notes: [String])
                let erasedOn: Day? = try Script.erasedSince.query(on: connection, [.integer(entry.number)])[0]
                    .get("erased_on")
                do {
                    found = try await Self.recompute(
                        entry, content, in: folder, as: made, areas, after: earlier, erasedOn: erasedOn, making)
                } catch let error as RegisteredBundle.UnknownAreas {
                    problems.append(unknown(error.field))
                    continue
                }
                if erasedOn != nil, !found.notes.isEmpty { erasedSince += 1 }
                problems += found.problems.map { "\(name): \($0)" }
                notes += found.notes.map { "\(name): \($0)" }
            }
        }
    }

    /// Recomputes a return, and compares it with the stored one: byte by byte where the same program made it, else by its
    /// figures.
    private static func recompute(
        _ entry: LedgerEntry, _ content: LedgerEntry.Content, in folder: String, as bundle: RegisteredBundle,
        _ areas: AreaDirectory, after earlier: [String], erasedOn: Day?, _ making: ReturnMaking
    ) async throws -> (problems: [String], notes: [String]) {
        let made = try await making.remake(
            area: entry.partnership, as: bundle, in: areas, quarter: entry.quarter, lastVintage: content.lastVintage,
            earlier: earlier)
        if let gate = made.disclosureGate { return (["recomputed: \(gate)"], []) }
        let files = made.bundleFiles
        guard !files.isEmpty else { return (["recomputed: no module gives a report"], []) }
        let differing = files.filter { WholeFolder.contents(of: "\(folder)/\($0.name)") != $0.contents }
        guard !differing.isEmpty else { return ([], []) }
        let recomputed = "recomputed from vintage \(content.lastVintage)"
        if let erasedOn {
            // Which figures differ would tell something of those who were erased.
            return (
                [],
                [
                    "\(recomputed), it differs: people were erased from the warehouse since, on \(erasedOn) for the last time. "
                        + "Its hash and signature say that it is what was submitted"
                ]
            )
        }
        guard content.program != making.program else {
            return (differing.map { "\($0.name), \(recomputed), differs from the stored file" }, [])
        }
        let versions = "version \(content.program) made it, version \(making.program) recomputed it"
        let changed = figuresChanged(from: folder, to: files)
        guard changed.isEmpty else { return (changed.map { "\(recomputed), \($0) (\(versions))" }, []) }
        let names = differing.map(\.name).joined(separator: ", ")
        return (
            [],
            [
                "\(recomputed), every figure of return.json is the same; \(names) differ in words or form (\(versions))"
            ]
        )
    }

    /// The figures of a stored return that are not those of the files, at most a few of them.
    private static func figuresChanged(from folder: String, to files: [BundleFile]) -> [String] {
        let name = "return.json"
        guard let stored = WholeFolder.contents(of: "\(folder)/\(name)"),
            let file = files.first(where: { $0.name == name }),
            let comparison = try? FigureComparison(from: stored, to: file.contents)
        else { return ["\(name) cannot be compared"] }
        let shown = comparison.differences.prefix(5).map { "\(name) differs: \($0)" }
        let others = comparison.differences.count - shown.count
        return shown + (others > 0 ? ["\(name) differs in \(others) figures more"] : [])
    }
}
