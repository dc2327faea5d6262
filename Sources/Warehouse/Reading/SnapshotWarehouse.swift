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
    /// The maximum number of rows in a batch.
    private let capacity: Int

    /// - Parameters:
    ///   - connection: one inside ``Connection/readOnlyTransaction(snapshot:statementTimeout:_:)``.
    ///   - batchCapacity: the maximum number of rows in a batch.
    public init(_ connection: Connection, batchCapacity: Int = 4096) {
        self.connection = connection
        capacity = batchCapacity
    }

    /// Runs a query and hands its rows over in batches, in the order the server gives them.
    ///
    /// The query's text goes through `COPY ... TO STDOUT (FORMAT binary)`, its values through settings of the
    /// transaction.
    ///
    /// - Throws: ``ReportKit/ReportError`` where columns or parameters are not as declared, ``WarehouseError`` where
    ///   the query breaks ``QueryRules`` or the server refuses it, and whatever `consume` throws.
    public func stream(
        _ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void
    ) throws {
        let bound = try bind(query)
        let described = try describe(bound.sql, file: query.file)
        let fields = try ColumnMatch(file: query.file, required: columns, found: described).fields(typeName: typeName)
        let batch = Batch(columns: columns, capacity: capacity)
        var decoder = CopyDecoder(batch: batch, capacity: capacity, fields: fields)
        // The query begins on the first line, so that line numbers are the file's; a line end closes a final comment.
        let statement = Statement(text: "copy (\(bound.sql)\n) to stdout (format binary)", source: query.file)
        do {
            try copyOut(statement) { message in
                try decoder.read(message) {
                    try connection.interrupt.check()
                    try consume(batch)
                    batch.rowCount = 0
                }
            }
            guard decoder.isAtEnd else { throw CopyDecoder.Problem.format("rows without their end") }
        } catch let problem as CopyDecoder.Problem {
            throw error(for: problem, columns: columns, file: query.file)
        }
        if batch.rowCount > 0 { try consume(batch) }
        batch.rowCount = 0
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

    /// Runs a COPY and passes its messages to `take`.
    private func copyOut(_ statement: Statement, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        try connection.beginStatement()
        try connection.start(statement) { PQsendQuery($0, statement.text) }
        guard let opening = try connection.nextResult() else { throw connection.lost(try connection.liveHandle()) }
        defer { PQclear(opening) }
        guard PQresultStatus(opening) == PGRES_COPY_OUT else {
            let error = connection.failure(of: opening, statement)
            try? connection.drain()
            throw error
        }
        let handle = try connection.liveHandle()
        do {
            try takeMessages(handle, take)
        } catch {
            try? connection.abandonCopy()
            throw error
        }
        // After the rows comes the statement's end, or the error that cut them short.
        while let result = try connection.nextResult() {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else {
                let error = connection.failure(of: result, statement)
                try? connection.drain()
                throw error
            }
        }
    }

    private func takeMessages(_ handle: OpaquePointer, _ take: (UnsafeRawBufferPointer) throws -> Void) throws {
        var buffer: UnsafeMutablePointer<CChar>?
        while true {
            let length = PQgetCopyData(handle, &buffer, 1)
            if length > 0, let message = buffer {
                defer { PQfreemem(message) }
                try take(UnsafeRawBufferPointer(start: message, count: Int(length)))
            } else if length == 0 {
                try connection.wait(for: POLLIN, on: handle)
                guard PQconsumeInput(handle) == 1 else { throw connection.lost(handle) }
            } else if length == -1 {
                return
            } else {
                throw connection.lost(handle)
            }
        }
    }

    private func error(for problem: CopyDecoder.Problem, columns: [ColumnRequirement], file: String) -> any Error {
        switch problem {
        case .null(let column):
            ReportError.badValue(
                file: file, column: columns[column].name, value: "null", problem: "which it may not")
        case .infiniteDay(let column):
            ReportError.badValue(
                file: file, column: columns[column].name, value: "an infinite date", problem: "which is not a day")
        case .format(let what):
            WarehouseError.server(ServerError(sqlState: "08P01", message: "the server sent \(what)", source: file))
        }
    }
}
