import CLibPQ
import Glibc
import ReportKit

/// One query's rows, which are taken as the server sends them, without waiting for more.
final class RowStream {
    private let connection: Connection
    private let statement: Statement
    private let query: Query
    private let columns: [ColumnRequirement]
    private let batch: Batch
    private var decoder: CopyDecoder
    private var isInFlight = false

    /// Sends a query over a session inside a transaction; its rows go through `COPY ... TO STDOUT (FORMAT binary)`, its
    /// values through settings of the transaction.
    init(_ query: Query, columns: [ColumnRequirement], over warehouse: SnapshotWarehouse) throws {
        connection = warehouse.connection
        self.query = query
        self.columns = columns
        let bound = try warehouse.bind(query)
        let described = try warehouse.describe(bound.sql, file: query.file)
        let fields = try ColumnMatch(file: query.file, required: columns, found: described)
            .fields(typeName: warehouse.typeName)
        batch = Batch(columns: columns, capacity: warehouse.capacity)
        let packed = try PackedQuery(bound.sql, columns: columns, fields: fields, over: connection)
        decoder = CopyDecoder(batch: batch, capacity: warehouse.capacity, fields: packed?.fields ?? fields)
        // The query begins on the first line, so that line numbers are the file's; a line end closes a final comment.
        statement = Statement(
            text: "copy (\(packed?.sql ?? bound.sql)\n) to stdout (format binary)", source: query.file)
        try begin()
    }

    private func begin() throws {
        let statement = statement
        try connection.beginStatement()
        try connection.start(statement) { PQsendQuery($0, statement.text) }
        guard let opening = try connection.nextResult() else { throw connection.lost(try connection.liveHandle()) }
        defer { PQclear(opening) }
        guard PQresultStatus(opening) == PGRES_COPY_OUT else {
            let error = connection.failure(of: opening, statement)
            try? connection.drain()
            throw error
        }
        isInFlight = true
    }

    /// Takes the rows that have arrived.
    ///
    /// - Returns: whether more are to come.
    func take(_ consume: (Batch) throws -> Void) throws -> Bool {
        let handle = try connection.liveHandle()
        guard PQconsumeInput(handle) == 1 else { throw connection.lost(handle) }
        do {
            guard try takeMessages(handle, consume) else { return true }
            guard decoder.isAtEnd else { throw CopyDecoder.Problem.format("rows without their end") }
        } catch let problem as CopyDecoder.Problem {
            throw error(for: problem)
        }
        if batch.rowCount > 0 { try consume(batch) }
        batch.rowCount = 0
        return false
    }

    /// Discards what is still to come, so that the session can be used again.
    func abandon() {
        guard isInFlight else { return }
        isInFlight = false
        try? connection.abandonCopy()
    }

    /// - Returns: whether the last row was among the messages.
    private func takeMessages(_ handle: OpaquePointer, _ consume: (Batch) throws -> Void) throws -> Bool {
        var buffer: UnsafeMutablePointer<CChar>?
        while true {
            let length = PQgetCopyData(handle, &buffer, 1)
            if length > 0, let message = buffer {
                defer { PQfreemem(message) }
                try decoder.read(UnsafeRawBufferPointer(start: message, count: Int(length))) {
                    try connection.interrupt.check()
                    try consume(batch)
                    batch.rowCount = 0
                }
            } else if length == 0 {
                return false
            } else if length == -1 {
                isInFlight = false
                try finish()
                return true
            } else {
                throw connection.lost(handle)
            }
        }
    }

    /// After the rows comes the statement's end, or the error that cut them short.
    private func finish() throws {
        while let result = try connection.nextResult() {
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else {
                let error = connection.failure(of: result, statement)
                try? connection.drain()
                throw error
            }
        }
    }

    private func error(for problem: CopyDecoder.Problem) -> any Error {
        switch problem {
        case .null(let column):
            ReportError.badValue(
                file: query.file, column: columns[column].name, value: "null", problem: "which it may not")
        case .infiniteDay(let column):
            ReportError.badValue(
                file: query.file, column: columns[column].name, value: "an infinite date", problem: "which is not a day"
            )
        case .format(let what):
            WarehouseError.server(
                ServerError(sqlState: "08P01", message: "the server sent \(what)", source: query.file))
        }
    }
}
