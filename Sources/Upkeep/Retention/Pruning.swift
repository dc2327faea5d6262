import ReportKit
import Submissions
import Warehouse

/// Removes what is past its time: rows that were superseded long ago, and the values of old rejects. Rows that count are
/// never removed, nor what the ledger's returns need to be recomputed, unless that is said.
public struct Pruning: Sendable {
    /// What was superseded or rejected before this day is removed.
    public let olderThan: Day
    /// Whether what the ledger needs is removed as well.
    public let despiteLedger: Bool

    public init(olderThan: Day, despiteLedger: Bool = false) {
        self.olderThan = olderThan
        self.despiteLedger = despiteLedger
    }

    /// What a pruning removes.
    public struct Account: Equatable, Sendable {
        /// How many rows of each table, those with none left out.
        public var rows: [(table: String, rows: Int)] = []
        /// How many rejected values.
        public var rejects = 0
        /// The warehouse stays whole as it was after this vintage, and later; nil where nothing was loaded before the day.
        public var wholeFrom: Int?
        /// The earlier vintages whose state stays whole as well.
        public var kept: [Int] = []

        public var isEmpty: Bool { rows.isEmpty && rejects == 0 }

        public static func == (one: Account, other: Account) -> Bool {
            one.rows.elementsEqual(other.rows, by: ==) && one.rejects == other.rejects
                && one.wholeFrom == other.wholeFrom && one.kept == other.kept
        }
    }

    /// Removes it, in one transaction.
    ///
    /// - Parameter isDryRun: only says what would be removed.
    /// - Throws: ``UpkeepError/ledgerBroken(problems:)`` where the ledger does not say reliably what it needs.
    public func run(on connection: Connection, isDryRun: Bool = false) throws -> Account {
        /// Ends the transaction; caught below.
        struct TakenBack: UndoneTransaction {}
        var account = Account()
        do {
            try connection.transaction {
                try connection.writeWithOneSessionEach()
                let problems = try Ledger(connection).problems()
                guard problems.isEmpty else { throw UpkeepError.ledgerBroken(problems: problems.map(\.description)) }
                account = try remove(connection)
                if isDryRun { throw TakenBack() }
            }
        } catch is TakenBack {}
        return account
    }

    private func remove(_ connection: Connection) throws -> Account {
        var account = Account()
        let limits = try Script.pruneLimit.query(on: connection, [.day(olderThan)])[0]
        account.wholeFrom = try limits.get("limit_vintage")
        account.rejects = try connection.affected(by: Script.pruneRejects, [.day(olderThan)])
        guard let limit = account.wholeFrom else { return account }
        let needed: [Int] = despiteLedger ? [] : try Ledger(connection).entries().compactMap { $0.content?.lastVintage }
        account.kept = Set(needed.filter { $0 < limit }).sorted()
        for table in try Script.pruneTables.query(on: connection) {
            let name: String = try table.get("name")
            let rows = try connection.affected(
                by: Script(name, Array(try table.get("statement", as: String.self).utf8)),
                [.integer(limit), .integers(Set(needed).sorted())])
            if rows > 0 { account.rows.append((name, rows)) }
        }
        if !account.isEmpty {
            try Script.pruneRecord.query(
                on: connection,
                [
                    .day(olderThan), .integer(limit), .integers(account.kept),
                    .integer(account.rows.map(\.rows).reduce(0, +)), .integer(account.rejects),
                ])
        }
        return account
    }
}

extension Connection {
    /// How many rows a statement touched.
    fileprivate func affected(by script: Script, _ parameters: [ParameterValue]) throws -> Int {
        try script.query(on: self, parameters).affected
    }
}
