import CLibPQ
import ReportKit

extension Connection {
    /// Runs a read-write transaction, which keeps all that the closure does, or, where it throws, none of it. The reporting views
    /// show the latest rows in it, unless the session is one of modules.
    public func transaction<R>(_ body: () throws -> R) throws -> R {
        try transaction(
            begin: "begin", prepare: { if showsLatest { try set(.asOf, to: TransactionSetting.latest) } }, body)
    }

    /// Runs a transaction that sees the warehouse as it is at one moment and changes nothing.
    ///
    /// - Parameters:
    ///   - snapshot: what ``exportSnapshot()`` gave another connection whose transaction is still open.
    ///   - statementTimeout: how long each statement may take before it throws
    ///     ``WarehouseError/statementTimeout(limit:)``; nil for as long as the server allows.
    ///   - settings: settings for the transaction; the reporting views show the latest rows unless it says otherwise or the
    ///     session is one of modules, which must say it. (What is set for a session does not reach other servers.)
    public func readOnlyTransaction<R>(
        snapshot: String? = nil, statementTimeout: Duration? = nil, settings: [TransactionSetting: String] = [:],
        _ body: () throws -> R
    ) throws -> R {
        var begin = "begin isolation level repeatable read, read only"
        if let snapshot {
            // SET TRANSACTION takes no parameters; what the server hands out needs no quoting.
            guard !snapshot.isEmpty, snapshot.utf8.allSatisfy(isSnapshotCharacter) else {
                throw WarehouseError.server(
                    ServerError(sqlState: "22023", message: "'\(snapshot)' is not the name of a snapshot"))
            }
            begin += "; set transaction snapshot '\(snapshot)'"
        }
        var settings = settings
        if showsLatest { settings[.asOf] = settings[.asOf] ?? TransactionSetting.latest }
        if let statementTimeout {
            settings[.statementTimeout] = "\(max(1, Int(statementTimeout / .milliseconds(1))))"
        }
        return try transaction(begin: begin) {
            for (setting, value) in settings.sorted(by: { $0.key.name < $1.key.name }) { try set(setting, to: value) }
            statementLimit = statementTimeout
        } _: {
            try body()
        }
    }

    /// Runs a closure while no other session that asks for the same number runs one.
    package func holdingLock<R>(_ key: Int, _ body: () throws -> R) throws -> R {
        _ = try query("select pg_advisory_lock($1)::text", [.integer(key)])
        defer { _ = try? query("select pg_advisory_unlock($1)", [.integer(key)]) }
        return try body()
    }

    /// Has the transaction's statements fail, with SQLSTATE 55P03, where they would wait for another session's lock for more than
    /// a moment.
    package func waitBriefly() throws {
        try execute("set local lock_timeout = '200ms'")
    }

    /// A name by which other connections can see what this transaction sees, for as long as it is open.
    public func exportSnapshot() throws -> String {
        try query("select pg_export_snapshot()")[0].get(0)
    }

    private func transaction<R>(begin: String, prepare: () throws -> Void, _ body: () throws -> R) throws -> R {
        precondition(!isInTransaction, "a transaction inside another one")
        defer { statementLimit = nil }
        do {
            try execute(begin)
            try prepare()
            let answer = try body()
            guard PQtransactionStatus(try liveHandle()) == PQTRANS_INTRANS else {
                // The server would answer COMMIT with a rollback, and no error.
                throw WarehouseError.server(
                    ServerError(sqlState: "25P02", message: "a statement of the transaction had failed"))
            }
            try execute("commit")
            return answer
        } catch {
            rollback()
            throw error
        }
    }

    /// Ends a failed transaction. Where that fails too, the connection is gone, and the transaction with it.
    private func rollback() {
        guard isInTransaction else { return }
        try? drain()
        _ = try? finish(Statement(text: "rollback"), interruptible: false) { PQsendQuery($0, "rollback") }
    }
}

private func isSnapshotCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "-"): true
    default: false
    }
}
