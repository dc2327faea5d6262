import Crypto
import Platform
import ReportKit
import Warehouse

/// Loads the files of a plan one after another, each in a transaction of its own.
///
/// A file that fails stops only those that may need it: where one that adds people is not loaded, those whose people
/// must be known are not tried. Begun again, it passes over what was loaded with the same contents and settings, where
/// reading it again would change nothing.
public struct BatchLoader {
    /// What became of a file.
    public enum Outcome {
        case loaded(LoadSummary)
        /// It was loaded before, and is not read again.
        case loadedBefore(EarlierLoad)
        case failed(any Error)
        /// Why it was not tried.
        case notTried(String)
    }

    /// A load of the same file, by the same settings.
    public struct EarlierLoad: Sendable {
        /// Rows read, loaded, unchanged, rejected and withdrawn then.
        public let read, loaded, unchanged, rejected, withdrawn: Int
        /// The days that it covered; nil where it made no vintage.
        public let covered: ClosedRange<Day>?
    }

    /// A file and what became of it.
    public struct Result {
        public let name: String
        public let kind: ExtractKind
        public let outcome: Outcome
    }

    /// Is called before each file that is read.
    public var willLoad: (String) -> Void = { _ in }
    /// Is called with each file's result.
    public var didEnd: (Result) -> Void = { _ in }
    /// The indicators that targets and supplied values may be for; nil where that is not checked.
    public var indicators: KnownIndicators?
    /// The offence codes that there are, by which those that lost a zero are restored; nil where that is not done.
    public var offenceCodes: KnownOffenceCodes?
    private let plan: BatchPlan
    private let today: Day
    private let key: PseudonymKey
    private let interrupt: Interrupt
    private let progress: (LoadProgress) -> Void

    public init(
        _ plan: BatchPlan, today: Day, key: PseudonymKey, interrupt: Interrupt = .shared,
        progress: @escaping (LoadProgress) -> Void = { _ in }
    ) {
        self.plan = plan
        self.today = today
        self.key = key
        self.interrupt = interrupt
        self.progress = progress
    }

    /// Loads every file that can be.
    ///
    /// - Returns: what became of each, in the order in which they were to be loaded.
    public func load(into connection: Connection) -> [Result] {
        // What an earlier run left, also where it is then found that nothing is to be loaded.
        _ = try? connection.publishPendingVintages()
        let hash = Swift.Result { FileHash(try readKey(connection)) }
        let records = plan.files.map { file in
            Swift.Result {
                try record(of: file, Extract.of(file.kind).identifiers.isEmpty ? FileHash(nil) : hash.get())
            }
        }
        var results: [Result] = []
        var lacking: String?
        var kindsRead: Set<ExtractKind> = []
        for (place, file) in plan.files.enumerated() {
            let outcome: Outcome
            if interrupt.isRequested {
                outcome = .notTried("a stop was requested")
            } else if let lacking, Extract.of(file.kind).people == .known {
                outcome = .notTried("\(lacking), whose people it may be about, is not loaded")
            } else {
                do {
                    let record = try records[place].get()
                    let following = records[(place + 1)...].compactMap { try? $0.get() }
                    // What comes after a file that is read now has to come after it again.
                    let earlier =
                        kindsRead.contains(file.kind)
                        ? nil : try earlierLoad(record, followedBy: following, connection)
                    if let earlier {
                        outcome = .loadedBefore(earlier)
                    } else {
                        outcome = .loaded(try load(file, record, into: connection))
                        kindsRead.insert(file.kind)
                    }
                } catch {
                    outcome = .failed(error)
                }
            }
            if !outcome.isInWarehouse, Extract.of(file.kind).people == .added { lacking = lacking ?? file.name }
            let result = Result(name: file.name, kind: file.kind, outcome: outcome)
            didEnd(result)
            results.append(result)
        }
        return results
    }

    /// By what a file is known again.
    private func record(of file: BatchPlan.File, _ hash: FileHash) throws -> FileRecord {
        let content = try FileContent(of: file.path, hashedBy: hash, interrupt: interrupt)
        let mapping = try file.settings.mapping.map { try FileContent(of: $0, hashedBy: hash, interrupt: interrupt) }
        let text = file.settings.canonicalText(file.kind, mapping: mapping)
        return FileRecord(content: content, settings: hash.settings(text))
    }

    /// The key that identifiers are hashed with; nil where no file has any.
    private func readKey(_ connection: Connection) throws -> SymmetricKey? {
        guard plan.files.contains(where: { !Extract.of($0.kind).identifiers.isEmpty }) else { return nil }
        return try key.read(mayCreate: Script.fingerprint.query(on: connection).isEmpty)
    }

    private func load(
        _ file: BatchPlan.File, _ record: FileRecord, into connection: Connection
    ) throws -> LoadSummary {
        willLoad(file.name)
        var options = try file.settings.options(for: file.kind, today: today)
        options.indicators = indicators
        options.offenceCodes = offenceCodes
        options.record = record
        let loader = Loader(file.kind, options: options, key: key, interrupt: interrupt, progress: progress)
        return try loader.load(file.path, into: connection)
    }

    /// The file's last load; nil for a file never loaded, or where reading it again may change something.
    ///
    /// - Parameter following: the files that are to be loaded after it.
    private func earlierLoad(
        _ record: FileRecord, followedBy following: [FileRecord], _ connection: Connection
    ) throws -> EarlierLoad? {
        let parameters: [ParameterValue] = [
            .text(record.content.digest), .text(record.settings),
            .texts(following.map(\.content.digest)), .texts(following.map(\.settings)),
        ]
        guard let row = try Script.loadedBefore.query(on: connection, parameters).first else { return nil }
        let days: (Day?, Day?) = try (row.get("first_day"), row.get("last_day"))
        var covered: ClosedRange<Day>?
        if case (let first?, let last?) = days { covered = first...last }
        return try EarlierLoad(
            read: row.get("rows_read"), loaded: row.get("rows_loaded"),
            unchanged: row.get("rows_unchanged"), rejected: row.get("rows_quarantined"),
            withdrawn: row.get("rows_withdrawn"), covered: covered)
    }
}

/// By what a file that is loaded is known again.
struct FileRecord: Sendable {
    let content: FileContent
    /// The keyed hash of everything that its rows depend on, in hexadecimal.
    let settings: String
}

extension BatchLoader.Outcome {
    /// Whether the file's rows are in the warehouse.
    var isLoaded: Bool {
        switch self {
        case .loaded, .loadedBefore: true
        case .failed, .notTried: false
        }
    }

    /// The same, where something failed after the load was done.
    fileprivate var isInWarehouse: Bool {
        switch self {
        case .failed(LoadError.notPublished), .failed(LoadError.listNotWritten): true
        default: isLoaded
        }
    }
}

extension [BatchLoader.Result] {
    /// How the program ends; nil where every file is loaded. Of the files' own exit codes the highest counts, and
    /// `tryAgain` only where no file has another one.
    public var exitCode: ExitCode? {
        let codes = compactMap { result in
            if case .failed(let error) = result.outcome {
                (error as? any ExitCoded)?.exitCode ?? ExitCode.unforeseen
            } else {
                nil
            }
        }
        func badness(_ code: ExitCode) -> Int32 { code == .tryAgain ? 0 : code.number }
        if let worst = codes.max(by: { badness($0) < badness($1) }) { return worst }
        return allSatisfy(\.outcome.isLoaded) ? nil : .interrupted
    }
}
