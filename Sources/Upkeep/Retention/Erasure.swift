import Loading
import Platform
import ReportKit
import Submissions
import Text
import Warehouse

/// Erases people from the warehouse: every row about them, current and superseded, predicted and rejected.
///
/// What was published stays as it was published, in the register, in the ledger and in bundles: these hold figures, and
/// nobody's data. That people were erased is recorded, and why, never who they were.
public struct Erasure: Sendable {
    /// Lists of the numbers of those who are meant.
    public let people: [NamedPeople]
    /// Why; recorded.
    public let reason: String
    /// Whether rows about them are passed over in later extracts.
    public let keepsOut: Bool

    /// - Throws: ``UpkeepError/noNumbers`` or ``UpkeepError/reasonNames`` where the reason may name somebody.
    public init(of people: [NamedPeople], reason: String, keepsOut: Bool = false) throws(UpkeepError) {
        try people.mustHaveLines()
        guard !NamedPeople.mayName(reason) else { throw .reasonNames }
        self.people = people
        self.reason = Printable.line(reason)
        self.keepsOut = keepsOut
    }

    /// What an erasure removes.
    public struct Account: Equatable, Sendable {
        /// How many people were in the warehouse.
        public var people = 0
        /// How many rows of each table, those with none left out.
        public var rows: [(table: String, rows: Int)] = []
        /// How many rejected values.
        public var rejects = 0
        /// The lines of each list whose number is of nobody here.
        public var unknown: [[Int]] = []

        public var isEmpty: Bool { rows.isEmpty && rejects == 0 }

        public static func == (one: Account, other: Account) -> Bool {
            one.people == other.people && one.rows.elementsEqual(other.rows, by: ==) && one.rejects == other.rejects
                && one.unknown == other.unknown
        }
    }

    /// Erases them, in one transaction, in which no extract is loaded and nothing is predicted.
    ///
    /// - Parameter isDryRun: only says what would be removed.
    /// - Throws: ``UpkeepError/ledgerBroken(problems:)`` where the ledger does not verify, so that later nobody could tell an
    ///   erasure from tampering; ``UpkeepError/notNumbers(lines:)`` where a line of a list has no number.
    public func run(on connection: Connection, isDryRun: Bool = false) throws -> Account {
        /// Ends the transaction; caught below.
        struct TakenBack: UndoneTransaction {}
        if !isDryRun { try people.mustHaveNumbers() }
        var account = Account()
        do {
            try connection.transaction {
                try connection.writeWithOneSessionEach()
                let problems = try Ledger(connection).problems()
                guard problems.isEmpty else { throw UpkeepError.ledgerBroken(problems: problems.map(\.description)) }
                try connection.holdUpLoads()
                try Script.predictionsLock.run(on: connection)
                account = try remove(connection)
                if isDryRun { throw TakenBack() }
            }
        } catch is TakenBack {}
        if !isDryRun, !account.isEmpty {
            try reclaim(
                account.rows.map(\.table) + [
                    "warehouse.quarantine", "warehouse.snapshot_size", "warehouse.weighing",
                    "warehouse.caseload_make_up",
                ], on: connection)
        }
        return account
    }

    private func remove(_ connection: Connection) throws -> Account {
        var account = Account()
        let named = people.flatMap { $0.hashes.map(\.hash) }
        let known = Set(
            try Script.erasureKnown.query(on: connection, [.texts(named)]).map { try $0.get("hash", as: String.self) })
        account.unknown = people.map { list in list.hashes.filter { !known.contains($0.hash) }.map(\.line) }
        try Script.erasurePeople.run(on: connection)
        try Script.erasureHashes.query(on: connection, [.texts(named)])
        account.people = try Script.erasureFind.query(on: connection).affected
        try Script.erasureOtherHashes.query(on: connection)
        let most = try mostInQuarter(connection)
        try Script.erasureSizes.query(on: connection)
        account.rejects = try Script.erasureRejects.query(on: connection).affected
        func note(_ table: String, _ removed: Rows) {
            if removed.affected > 0 { account.rows.append((table, removed.affected)) }
        }
        note("warehouse.row_account", try Script.erasureAccounts.query(on: connection))
        for table in try Script.erasureTables.query(on: connection) {
            let name: String = try table.get("name")
            let statement: String = try table.get("statement")
            note(name, try Script(name, Array(statement.utf8)).query(on: connection))
        }
        if keepsOut { try Script.erasureKeepOut.query(on: connection) }
        if !account.isEmpty || keepsOut {
            try Script.erasureMemories.run(on: connection)
            try Script.erasureRecord.query(
                on: connection,
                [
                    .integer(account.people), .integer(account.rows.map(\.rows).reduce(0, +)), .integer(most),
                    .boolean(keepsOut), .text(reason),
                ])
        }
        return account
    }

    /// The most that four of the people count for in one quarter, in any one table.
    private func mostInQuarter(_ connection: Connection) throws -> Int {
        try Script.erasureWeights.query(on: connection).map { table in
            let name: String = try table.get("name")
            let statement: String = try table.get("statement")
            return try Script(name, Array(statement.utf8)).query(on: connection)[0].get("rows", as: Int.self)
        }.max() ?? 0
    }

    /// Gives the removed rows' room back, so that they do not stay in the tables' files.
    private func reclaim(_ tables: [String], on connection: Connection) throws {
        for table in tables { try connection.execute("vacuum (analyze) \(table)", source: "vacuum") }
    }
}

/// Lets people who were kept out into later extracts again.
public struct Readmission: Sendable {
    public let people: [NamedPeople]

    public init(of people: [NamedPeople]) throws(UpkeepError) {
        try people.mustHaveLines()
        self.people = people
    }

    /// - Returns: how many of the numbers were kept out.
    /// - Throws: ``UpkeepError/notNumbers(lines:)`` where a line of a list has no number.
    public func run(on connection: Connection) throws -> Int {
        try people.mustHaveNumbers()
        return try Script.erasureReadmit.query(on: connection, [.texts(people.flatMap { $0.hashes.map(\.hash) })])
            .affected
    }
}

extension [NamedPeople] {
    /// - Throws: ``UpkeepError/noNumbers`` where no list has a line.
    fileprivate func mustHaveLines() throws(UpkeepError) {
        guard contains(where: { !$0.hashes.isEmpty || !$0.flaws.isEmpty }) else { throw .noNumbers }
    }

    /// - Throws: ``UpkeepError/notNumbers(lines:)`` where a line has no number.
    fileprivate func mustHaveNumbers() throws(UpkeepError) {
        let flaws = flatMap(\.flaws)
        guard flaws.isEmpty else { throw .notNumbers(lines: flaws.map { "line \($0.line) \($0.reason)" }) }
    }
}
