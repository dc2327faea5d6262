import CLibPQ
import Glibc
import ReportKit

/// The warehouse as report modules see it: a connection inside a read-only transaction.
///
/// ```swift
/// try connection.readOnlyTransaction(snapshot: name, statementTimeout: .seconds(60)) {
///     try report(SnapshotWarehouse(connection))
/// }
/// ```
public struct SnapshotWarehouse: ReportKit.Warehouse {
    let connection: Connection
    /// Further sessions, inside transactions that see the same.
    private let aides: [Connection]
    /// The maximum number of rows in a batch.
    let capacity: Int

    /// - Parameters:
    ///   - connection: one inside ``Connection/readOnlyTransaction(snapshot:statementTimeout:_:)``.
    ///   - aides: further sessions, inside such transactions on the same snapshot, by which several queries are read at a
    ///     time.
    ///   - batchCapacity: the maximum number of rows in a batch.
    public init(_ connection: Connection, aidedBy aides: [Connection] = [], batchCapacity: Int = 4096) {
        self.connection = connection
        self.aides = aides
        capacity = batchCapacity
    }

    /// Runs a query and hands its rows over in batches, in the order the server gives them.
    ///
    /// - Throws: ``ReportKit/ReportError`` where columns or parameters are not as declared, ``WarehouseError`` where
    ///   the query breaks ``QueryRules`` or the server refuses it, and whatever `consume` throws.
    public func stream(
        _ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void
    ) throws {
        let rows = try RowStream(query, columns: columns, over: self)
        do {
            while try rows.take(consume) { try connection.wait(for: POLLIN, on: connection.liveHandle()) }
        } catch {
            rows.abandon()
            throw error
        }
    }

    /// Runs several queries, as many at a time as there are sessions, and hands over the rows of each in the order the
    /// server gives them; those of different queries come in any order.
    public func stream(
        _ queries: [Query], columns: [ColumnRequirement], _ consume: (Int, Batch) throws -> Void
    ) throws {
        let sessions = [connection] + aides.prefix(max(0, queries.count - 1))
        var waiting = Array(queries.enumerated())[...]
        var running: [(session: Int, query: Int, rows: RowStream)] = []
        func start(on session: Int) throws {
            let warehouse = SnapshotWarehouse(sessions[session], batchCapacity: capacity)
            while let (index, query) = waiting.popFirst() {
                let rows = try RowStream(query, columns: columns, over: warehouse)
                running.append((session, index, rows))
                if try rows.take({ try consume(index, $0) }) { return }
                running.removeLast()
            }
        }
        do {
            for session in sessions.indices { try start(on: session) }
            while !running.isEmpty {
                for place in try Connection.readable(running.map { sessions[$0.session] }).reversed() {
                    let (session, query, rows) = running[place]
                    guard try !rows.take({ try consume(query, $0) }) else { continue }
                    running.remove(at: place)
                    try start(on: session)
                }
            }
        } catch {
            for stream in running { stream.rows.abandon() }
            throw error
        }
    }

    /// Makes settings of the transaction of a query's values.
    func bind(_ query: Query) throws -> BoundQuery {
        precondition(connection.isInTransaction, "a warehouse is read inside a transaction")
        try QueryRules.check(query.sql, file: query.file)
        let bound = try BoundQuery(query, hasFunctions: connection.hasBoundFunctions())
        for (parameter, value) in bound.values {
            try connection.set(.parameter(parameter), to: value, source: query.file)
        }
        return bound
    }

    /// The name of a type, as SQL writes it.
    func typeName(_ oid: Oid) throws -> String {
        try connection.query("select format_type($1::oid, null)", [.integer(Int(oid))])[0].get(0)
    }

    /// The columns that a query returns, without running it.
    func describe(_ sql: String, file: String) throws -> [ColumnMatch.Found] {
        let statement = Statement(text: sql, source: file)
        try connection.beginStatement()
        try connection.finish(statement) { PQsendPrepare($0, "", sql, 0, nil) }
        let result = try connection.lastResult(of: statement) { PQsendDescribePrepared($0, "") }
        defer { PQclear(result) }
        return (0..<PQnfields(result)).map { column in
            ColumnMatch.Found(
                name: String(cString: PQfname(result, column)), type: PQftype(result, column),
                relation: PQftable(result, column), number: Int(PQftablecol(result, column)))
        }
    }
}
