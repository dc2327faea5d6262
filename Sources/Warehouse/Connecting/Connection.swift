import CLibPQ
import Glibc
import Platform
import ReportKit

/// A session with the warehouse's PostgreSQL.
///
/// A connection is used from one thread at a time; its ``canceller`` from any. Every wait for the server ends early
/// when the ``Interrupt`` is requested; the server is then asked to cancel the statement.
///
/// ### Opening
/// ``open(_:applicationName:interrupt:)``, ``close()``
/// ### Querying
/// ``query(_:_:source:)``, ``execute(_:source:)``
/// ### Transactions
/// ``transaction(_:)``, ``readOnlyTransaction(snapshot:statementTimeout:_:)``, ``exportSnapshot()``
/// ### Loading
/// ``copyIn(_:columns:)``
public final class Connection {
    /// Cancels the statement in flight, from any thread.
    public let canceller: Canceller
    let interrupt: Interrupt
    private var openHandle: OpaquePointer?
    /// Set once the server did not answer a request to cancel, so that what comes next on the wire is unknown.
    private var isAbandoned = false
    /// The time that each statement of the transaction may take, where a limit was set here.
    var statementLimit: Duration?
    private var statementBegan = ContinuousClock.now
    /// Whether transactions show the latest rows that do not say which vintage they mean: not those of a session of modules.
    var showsLatest = true
    /// Whether the session may use the functions that read bound parameters; nil until that is looked up.
    private var knowsBoundFunctions: Bool?
    /// The parts that tables on other servers have, with the tables' names; nil until they are looked up.
    var knownParts: [String: String]?

    init(connected handle: OpaquePointer, interrupt: Interrupt) throws {
        self.interrupt = interrupt
        openHandle = handle
        do {
            canceller = try Canceller(connection: handle)
        } catch {
            PQfinish(handle)
            throw error
        }
        PQsetnonblocking(handle, 1)
        // Notices, such as "relation exists, skipping", would otherwise go to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        _ = try execute(String(decoding: PackageResources.session_sql, as: UTF8.self), source: "session.sql")
    }

    deinit {
        close()
    }

    /// Ends the session; the server rolls back a transaction that is open. Closing twice does no harm.
    public func close() {
        if let handle = openHandle { PQfinish(handle) }
        openHandle = nil
    }

    /// Asks the server to give up the statement in flight, from any thread that has the connection's ``canceller``.
    public func cancel() {
        canceller.cancel()
    }

    /// The process identifier of the server's side of the session.
    public var serverProcess: Int32 { openHandle.map { PQbackendPID($0) } ?? 0 }

    /// Runs a statement, or a script of several, that takes no parameters.
    ///
    /// - Parameter source: the name of the file the statement is from, for messages.
    /// - Returns: the number of rows that the last statement touched.
    @discardableResult
    public func execute(_ statement: String, source: String? = nil) throws -> Int {
        try beginStatement()
        return try finish(Statement(text: statement, source: source)) { PQsendQuery($0, statement) }
    }

    /// Runs one statement with its parameters bound as `$1`, `$2` and so on.
    ///
    /// - Parameter source: the name of the file the statement is from, for messages.
    /// - Throws: ``WarehouseError``.
    public func query(_ sql: String, _ parameters: [ParameterValue] = [], source: String? = nil) throws -> Rows {
        try beginStatement()
        let values = BinaryParameters(parameters)
        let formats = [Int32](repeating: 1, count: parameters.count)
        let statement = Statement(text: sql, source: source)
        let result = try lastResult(of: statement) { handle in
            values.withPointers { pointers in
                PQsendQueryParams(
                    handle, sql, Int32(parameters.count), values.types, pointers, values.lengths, formats, 1)
            }
        }
        return Rows(owning: result)
    }

    /// Whether the session may use the functions that read bound parameters.
    func hasBoundFunctions() throws -> Bool {
        if let known = knowsBoundFunctions { return known }
        let sql = String(decoding: PackageResources.functions_sql, as: UTF8.self)
        let known: Bool = try query(sql, [.text("bound_%")])[0].get(0)
        knowsBoundFunctions = known
        return known
    }

    /// Whether a transaction is open, failed or not.
    public var isInTransaction: Bool {
        guard let handle = openHandle else { return false }
        return [PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE].contains(PQtransactionStatus(handle))
    }
}

/// A statement in flight, for messages about it.
struct Statement {
    var text: String
    var source: String?
}

// MARK: - Running one statement

extension Connection {
    /// libpq's connection; throws the reason where there is none any more.
    func liveHandle() throws -> OpaquePointer {
        guard let handle = openHandle else { throw WarehouseError.connectionLost(reason: "it was closed") }
        if isAbandoned { throw WarehouseError.connectionLost(reason: "the server did not answer when cancelled") }
        guard PQstatus(handle) == CONNECTION_OK else { throw lost(handle) }
        return handle
    }

    /// Refuses to begin another statement once a stop was requested.
    func beginStatement() throws {
        try interrupt.check()
    }

    /// Sends a statement, waits for its end, and returns the number of rows that it touched.
    @discardableResult
    func finish(
        _ statement: Statement, interruptible: Bool = true, send: (OpaquePointer) -> Int32
    ) throws -> Int {
        let result = try lastResult(of: statement, interruptible: interruptible, send: send)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    /// Sends a statement, reads its results to the end, and returns the last one, which the caller clears.
    func lastResult(
        of statement: Statement, interruptible: Bool = true, send: (OpaquePointer) -> Int32
    ) throws -> OpaquePointer {
        try start(statement, interruptible: interruptible, send: send)
        var last: OpaquePointer?
        while let result = try nextResult(interruptible: interruptible) {
            PQclear(last)
            last = result
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: continue
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                PQclear(result)
                try abandonCopy()
                throw WarehouseError.result(column: "-", problem: "is not available, since the statement is a COPY")
            default:
                let error = failure(of: result, statement)
                PQclear(result)
                try? drain()
                throw error
            }
        }
        guard let last else { throw lost(try liveHandle()) }
        return last
    }

    /// Sends a statement whose results the caller reads.
    func start(_ statement: Statement, interruptible: Bool = true, send: (OpaquePointer) -> Int32) throws {
        let handle = try liveHandle()
        canceller.reset()
        statementBegan = .now
        guard send(handle) == 1 else { throw lost(handle) }
        while true {
            let status = PQflush(handle)
            if status == 0 { return }
            guard status > 0 else { throw lost(handle) }
            try wait(for: POLLIN | POLLOUT, on: handle, interruptible: interruptible)
            guard PQconsumeInput(handle) == 1 else { throw lost(handle) }
        }
    }

    /// The next result of the statement sent, nil after the last.
    func nextResult(interruptible: Bool = true) throws -> OpaquePointer? {
        let handle = try liveHandle()
        while PQisBusy(handle) == 1 {
            try wait(for: POLLIN, on: handle, interruptible: interruptible)
            guard PQconsumeInput(handle) == 1 else { throw lost(handle) }
        }
        return PQgetResult(handle)
    }

    /// Discards what remains of a statement's results.
    func drain() throws {
        while let result = try nextResult(interruptible: false) {
            let status = PQresultStatus(result)
            PQclear(result)
            if status == PGRES_COPY_IN || status == PGRES_COPY_OUT { return try abandonCopy() }
        }
    }

    /// Ends a COPY midway, in either direction, so that the connection can be used again.
    func abandonCopy() throws {
        let handle = try liveHandle()
        // This is refused unless rows are going to the server; where they come from it, the server is asked to stop.
        if PQputCopyEnd(handle, "given up") != 1 { canceller.cancel() }
        var row: UnsafeMutablePointer<CChar>?
        while true {
            let length = PQgetCopyData(handle, &row, 1)
            if let buffer = row { PQfreemem(buffer) }
            row = nil
            if length < 0 { break }
            guard length == 0 else { continue }
            _ = PQflush(handle)
            try wait(for: POLLIN, on: handle, interruptible: false)
            guard PQconsumeInput(handle) == 1 else { throw lost(handle) }
        }
        try drain()
    }

    /// Waits until the server has sent something (`POLLIN`) or accepts more (`POLLOUT`).
    ///
    /// When a stop is requested meanwhile, the statement is cancelled. The request is repeated every second, since one
    /// that arrives before its statement is lost; a server that does not answer within five seconds is given up.
    func wait(for events: Int32, on handle: OpaquePointer, interruptible: Bool = true) throws {
        let graceSeconds = 5
        var pollers = [
            pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0),
            pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        guard pollers[0].fd >= 0 else { throw lost(handle) }
        let ready = poll(&pollers, interruptible ? 2 : 1, -1)
        if ready < 0 && errno != EINTR { throw lost(handle) }
        guard interruptible, ready > 0, pollers[1].revents != 0 else { return }
        if pollers[0].revents != 0 {
            if !canceller.wasRequested { canceller.cancelInBackground() }
            return
        }
        for _ in 0..<graceSeconds {
            canceller.cancelInBackground()
            if poll(&pollers, 1, 1000) > 0 { return }
        }
        isAbandoned = true
        throw WarehouseError.cancelled
    }
}

extension Connection {
    /// Waits until the server has sent something over one of several sessions.
    ///
    /// - Returns: their places, in order.
    /// - Throws: ``WarehouseError/cancelled`` where a stop was requested.
    static func readable(_ sessions: [Connection]) throws -> [Int] {
        var pollers = try sessions.map { session in
            pollfd(fd: PQsocket(try session.liveHandle()), events: Int16(POLLIN), revents: 0)
        }
        pollers.append(pollfd(fd: sessions[0].interrupt.descriptor, events: Int16(POLLIN), revents: 0))
        if poll(&pollers, nfds_t(pollers.count), -1) < 0, errno != EINTR {
            throw sessions[0].lost(try sessions[0].liveHandle())
        }
        try sessions[0].interrupt.check()
        return sessions.indices.filter { pollers[$0].revents != 0 }
    }
}

// MARK: - Errors

extension Connection {
    /// The error that a result carries, as one of the situations that callers distinguish.
    func failure(of result: OpaquePointer, _ statement: Statement) -> WarehouseError {
        let error = ServerError(result: result, statement: statement)
        switch error.sqlState {
        case "57014" where canceller.wasRequested: return .cancelled
        case "57014":
            let ranOut = statementLimit.map { ContinuousClock.now - statementBegan >= $0 } ?? false
            // Where no limit was set here it may be the role's, which only the message's wording shows.
            if ranOut || error.message.contains("statement timeout") { return .statementTimeout(limit: statementLimit) }
            return .cancelled
        case "53100": return .diskFull(error)
        case "57P01", "57P02", "57P03": return .connectionLost(reason: error.message)
        case let state where state.hasPrefix("08"): return .connectionLost(reason: error.message)
        case "": return (try? liveHandle()) == nil ? .connectionLost(reason: error.message) : .server(error)
        default: return .server(error)
        }
    }

    /// The error for a lost connection, with the reason that libpq gives.
    func lost(_ handle: OpaquePointer) -> WarehouseError {
        .connectionLost(reason: String(libpqMessage: PQerrorMessage(handle)) ?? "the server closed it")
    }
}

extension ServerError {
    init(result: OpaquePointer, statement: Statement) {
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue!)).map { String(cString: $0) }
        }
        // The codes are those of "Error and Notice Message Fields" in the protocol's description.
        self.init(
            sqlState: field("C") ?? "", severity: field("V") ?? "ERROR",
            message: field("M") ?? String(libpqMessage: PQresultErrorMessage(result)) ?? "no message",
            detail: field("D"), hint: field("H"), context: field("W"), constraint: field("n"),
            source: statement.source,
            line: statement.source == nil ? nil : field("P").flatMap { Int($0) }.map { statement.line(at: $0) })
    }
}

extension Statement {
    /// The line, counted from 1, of a character counted from 1.
    func line(at position: Int) -> Int {
        text.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" } + 1
    }
}

extension String {
    /// A message of libpq on one line, without its final full stop; nil where there is none.
    init?(libpqMessage message: UnsafePointer<CChar>?) {
        guard let message else { return nil }
        let words = String(cString: message).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !words.isEmpty else { return nil }
        self = words.hasSuffix(".") ? String(words.dropLast()) : words
    }
}
