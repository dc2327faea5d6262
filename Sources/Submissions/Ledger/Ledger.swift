import Platform
import ReportKit
import Warehouse

/// The ledger of submissions in the warehouse, to which entries are only ever added.
public struct Ledger {
    private let connection: Connection

    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// Every entry, in order, or only those of one partnership or quarter, if given.
    public func entries(partnership: String? = nil, quarter: Quarter? = nil) throws -> [LedgerEntry] {
        try Script.entries.query(on: connection, [.text(partnership), .text(quarter?.description)])
            .map(LedgerEntry.init(row:))
    }

    /// Adds an entry, and returns its number.
    @discardableResult
    public func add(_ entry: LedgerEntry) throws -> Int {
        func number(_ value: Int?) -> ParameterValue { value.map { .integer($0) } ?? .text(nil) }
        let content = entry.content
        let rows = try Script.add.query(
            on: connection,
            [
                .text(entry.partnership), .text(entry.quarter.description), .integer(entry.edition),
                .text(entry.state.rawValue), .text(entry.reason), .text(entry.overrideReason), .day(entry.asOf),
                .text(content?.bundle), .text(content?.hash), number(content?.files), number(content?.bytes),
                .text(content?.program), .text(content?.modules), .text(content?.vintages),
                number(content?.lastVintage), .text(content?.snapshot), number(entry.exitStatus),
                .text(entry.output), .text(entry.account),
            ])
        return try rows[0].get("number")
    }

    /// Adds entries, all or none.
    public func add(_ entries: [LedgerEntry]) throws {
        try connection.transaction { for entry in entries { try add(entry) } }
    }

    /// Makes sure that entries can be added, by adding one and taking it back, before a return is made for nothing.
    ///
    /// - Throws: ``SubmissionError/ledgerNotWritable(_:)``.
    func checkWritable() throws {
        /// Ends the transaction; caught below.
        struct TakenBack: ExitCoded { let exitCode = ExitCode.unforeseen }
        do {
            try connection.transaction {
                try Script.tryAdd.query(on: connection)
                throw TakenBack()
            }
        } catch is TakenBack {
            return
        } catch let error as WarehouseError {
            guard case .server(let reason) = error else { throw error }
            throw SubmissionError.ledgerNotWritable(reason)
        }
    }

    /// The last entry's number and hash; 0 and 64 zeros before the first.
    public func head() throws -> LedgerHead {
        let row = try Script.head.query(on: connection)[0]
        return LedgerHead(number: try row.get("number"), hash: try row.get("hash"))
    }

    /// The hash of an entry; nil if there is no entry of that number.
    func hash(of number: Int) throws -> String? {
        try Script.entryHash.query(on: connection, [.integer(number)]).map { try $0.get("hash", as: String.self) }.first
    }

    /// What is wrong with the ledger itself: entries that were changed, deleted or inserted.
    public func problems() throws -> [LedgerProblem] {
        try Script.problems.query(on: connection).map { row in
            LedgerProblem(entry: try row.get("number"), problem: try row.get("problem"))
        }
    }

    /// - Throws: ``SubmissionError/ledgerBroken(problems:)`` where entries were changed, deleted or inserted.
    func check() throws {
        let problems = try problems()
        guard problems.isEmpty else { throw SubmissionError.ledgerBroken(problems: problems.map(\.description)) }
    }

    /// Locks a partnership's return for a quarter, waiting for any other process, on any machine, that holds the lock.
    /// The end of the session releases it too, however the process ends.
    func lock(_ partnership: String, _ quarter: Quarter) throws {
        try Script.lock.query(on: connection, [.text(partnership), .text(quarter.description)])
    }

    /// Releases the lock.
    func unlock(_ partnership: String, _ quarter: Quarter) {
        _ = try? Script.unlock.query(on: connection, [.text(partnership), .text(quarter.description)])
    }
}

/// Where the ledger ended at some time. A bundle carries it, so that a later deletion of entries is noticed.
public struct LedgerHead: Codable, Hashable, Sendable {
    public let number: Int
    public let hash: String
}

/// What is wrong with an entry of the ledger.
public struct LedgerProblem: Hashable, Sendable, CustomStringConvertible {
    public let entry: Int
    public let problem: String

    public var description: String { "entry \(entry): \(problem)" }
}

extension LedgerEntry {
    fileprivate init(row: Row) throws {
        let written: String = try row.get("quarter")
        let named: String = try row.get("state")
        guard let quarter = Quarter(written), let state = State(rawValue: named) else {
            throw WarehouseError.result(column: "quarter", problem: "holds '\(written)', \(named)")
        }
        var content: Content?
        if let bundle: String = try row.get("bundle") {
            content = Content(
                bundle: bundle, hash: try row.get("content_hash"), files: try row.get("files"),
                bytes: try row.get("bytes"), program: try row.get("program"), modules: try row.get("modules"),
                vintages: try row.get("vintages"), lastVintage: try row.get("last_vintage"),
                snapshot: try row.get("snapshot"))
        }
        self.init(
            partnership: try row.get("partnership"), quarter: quarter, edition: try row.get("edition"), state: state,
            asOf: try row.get("as_of"), account: try row.get("account"), reason: try row.get("reason"),
            overrideReason: try row.get("override_reason"), content: content,
            exitStatus: try row.get("exit_status"), output: try row.get("output"))
        number = try row.get("number")
        recordedBy = try row.get("recorded_by")
        recordedAt = try row.get("recorded_at")
        previousHash = try row.get("previous_hash")
        hash = try row.get("hash")
    }
}
