import CLibPQ
import Glibc
import ReportKit

/// Loads rows into a table with `COPY ... FROM STDIN (FORMAT binary)`.
///
/// Begin each row and append its values in the columns' order, each by the type of its column; then ``finish()``.
/// No memory is allocated per row. A writer that is discarded unfinished leaves the table as it was.
///
/// ```swift
/// let writer = try connection.copyIn("warehouse.caseload", columns: ["offender_id", "snapshot_date"])
/// for row in rows {
///     try writer.beginRow()
///     writer.append(int32: row.offender)
///     writer.append(day: row.date)
/// }
/// let count = try writer.finish()
/// ```
public final class CopyWriter {
    private let connection: Connection
    private let statement: Statement
    private let columnCount: Int
    private var missing = 0
    private var rowCount = 0
    private var buffer: UnsafeMutableRawBufferPointer
    private var used = 0
    private var isOpen = false

    /// A buffer is sent once it is this full.
    private static let chunk = 65_536

    fileprivate init(_ connection: Connection, table: String, columns: [String]) throws {
        self.connection = connection
        columnCount = columns.count
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        statement = Statement(text: "copy \(table) (\(list)) from stdin (format binary)", source: "loading \(table)")
        buffer = .allocate(byteCount: Self.chunk * 2, alignment: 8)
        try connection.beginStatement()
        let text = statement.text
        try connection.start(statement) { PQsendQuery($0, text) }
        guard let result = try connection.nextResult() else { throw connection.lost(try connection.liveHandle()) }
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COPY_IN else {
            let error = connection.failure(of: result, statement)
            try? connection.drain()
            throw error
        }
        isOpen = true
        buffer.copyBytes(from: CopyFormat.signature)
        // No flags, and no extension of the header.
        buffer.storeBytes(of: 0, toByteOffset: CopyFormat.signature.count, as: UInt64.self)
        used = CopyFormat.headerLength
    }

    deinit {
        abort()
        buffer.deallocate()
    }

    /// Begins the next row, and sends the buffer first where it is full enough.
    ///
    /// - Throws: ``WarehouseError`` where the server or the connection failed.
    public func beginRow() throws {
        precondition(missing == 0, "\(statement.source ?? ""): row \(rowCount) lacks \(missing) values")
        precondition(isOpen, "\(statement.source ?? ""): the writer was finished")
        if used >= Self.chunk { try send() }
        missing = columnCount
        rowCount += 1
        put(Int16(columnCount))
    }

    /// Appends a value of a `smallint` column.
    public func append(int16 value: Int16) { putField(value) }

    /// Appends a value of an `integer` column.
    public func append(int32 value: Int32) { putField(value) }

    /// Appends a value of a `bigint` column.
    public func append(int64 value: Int64) { putField(value) }

    /// Appends a value of a `double precision` column.
    public func append(double value: Double) { putField(value.bitPattern) }

    /// Appends a value of a `real` column.
    public func append(float value: Float) { putField(value.bitPattern) }

    /// Appends a value of a `boolean` column.
    public func append(bool value: Bool) { putField(value ? 1 as UInt8 : 0) }

    /// Appends a value of a `date` column.
    public func append(day value: Day) { putField(value.postgresNumber) }

    /// Appends a value of a `text` or `character varying` column.
    public func append(text value: String) {
        var value = value
        value.withUTF8 { append(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Appends a value of a `bytea` column, or one of a `text` column that is in UTF-8 already.
    public func append(bytes: UnsafeRawBufferPointer) {
        beginField(length: bytes.count)
        makeRoom(bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyBytes(from: bytes)
        used += bytes.count
    }

    /// Appends a value of a `double precision[]` column.
    public func append(doubles values: [Double]) {
        // One dimension that begins at 1, no nulls, and then each element as a field (PostgreSQL's array_send).
        let doublePrecision = Int32(701)
        beginField(length: 20 + 12 * values.count)
        for number in [1, 0, doublePrecision, Int32(values.count), 1] { put(number) }
        for value in values {
            put(Int32(8))
            put(value.bitPattern)
        }
    }

    /// Appends SQL's null.
    public func appendNull() {
        beginField(length: -1)
    }

    /// Ends the load.
    ///
    /// - Returns: how many rows the server took.
    /// - Throws: ``WarehouseError`` where it refused one; the table is then as it was.
    @discardableResult
    public func finish() throws -> Int {
        precondition(missing == 0, "\(statement.source ?? ""): row \(rowCount) lacks \(missing) values")
        precondition(isOpen, "\(statement.source ?? ""): the writer was finished")
        put(CopyFormat.trailer)
        try send()
        isOpen = false
        return try connection.finish(statement) { PQputCopyEnd($0, nil) }
    }

    /// Abandons the load; the table is as it was. After ``finish()`` it does nothing.
    public func abort() {
        guard isOpen else { return }
        isOpen = false
        try? connection.abandonCopy()
    }

    private func send() throws {
        let handle = try connection.liveHandle()
        let bytes = buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
        guard PQputCopyData(handle, bytes, Int32(used)) == 1 else { throw connection.lost(handle) }
        used = 0
        // A non-blocking libpq would buffer without limit, so wait until the server has taken it all.
        while true {
            let status = PQflush(handle)
            if status == 0 { return try connection.interrupt.check() }
            guard status > 0 else { throw connection.lost(handle) }
            try connection.wait(for: POLLIN | POLLOUT, on: handle)
            guard PQconsumeInput(handle) == 1 else { throw connection.lost(handle) }
        }
    }

    @inline(__always)
    private func putField<I: FixedWidthInteger>(_ value: I) {
        beginField(length: MemoryLayout<I>.size)
        put(value)
    }

    @inline(__always)
    private func beginField(length: Int) {
        precondition(missing > 0, "more values than columns")
        missing -= 1
        put(Int32(length))
    }

    @inline(__always)
    private func put<I: FixedWidthInteger>(_ value: I) {
        makeRoom(MemoryLayout<I>.size)
        buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: I.self)
        used += MemoryLayout<I>.size
    }

    @inline(__always)
    private func makeRoom(_ length: Int) {
        if used + length > buffer.count { grow(by: length) }
    }

    /// For a row, or a text, that is longer than the buffer's second half.
    @inline(never)
    private func grow(by length: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(buffer.count * 2, used + length), alignment: 8)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<used]))
        buffer.deallocate()
        buffer = larger
    }
}

extension Connection {
    /// Begins to load rows into a table.
    ///
    /// - Parameters:
    ///   - table: its name with its schema's, a constant of the program.
    ///   - columns: the columns that each row gives, constants of the program.
    public func copyIn(_ table: String, columns: [String]) throws -> CopyWriter {
        try CopyWriter(self, table: table, columns: columns)
    }

    /// Loads the rows that the closure writes: all of them, or, where it throws, none.
    ///
    /// - Returns: how many rows the server took.
    @discardableResult
    public func copyIn(_ table: String, columns: [String], _ body: (CopyWriter) throws -> Void) throws -> Int {
        let writer = try CopyWriter(self, table: table, columns: columns)
        do {
            try body(writer)
            return try writer.finish()
        } catch {
            writer.abort()
            throw error
        }
    }
}

/// What PostgreSQL's binary COPY files have in common (SQL COPY, "Binary Format").
enum CopyFormat {
    /// `PGCOPY\n\377\r\n\0`.
    static let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
    /// The signature, the flags and the length of the header's extension.
    static let headerLength = 19
    /// Follows the last row, in place of a row's number of fields.
    static let trailer: Int16 = -1
}
