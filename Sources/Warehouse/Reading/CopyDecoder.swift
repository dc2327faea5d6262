import Platform
import ReportKit

/// Reads rows in PostgreSQL's binary COPY format into the columns of a batch.
struct CopyDecoder: ~Copyable {
    /// What is wrong with the data, with the column's index where it is one column's.
    enum Problem: ExitCoded {
        case null(column: Int)
        case infiniteDay(column: Int)
        case format(String)

        var exitCode: ExitCode { .badData }
    }

    /// How one field of a row is read: one for each column that the server sends.
    struct Field {
        /// The batch's column that it goes to; nil where it is skipped.
        var column: Int?
        var type: PostgresType
        /// What the values are read as: a real may come as an integer.
        var kind: ColumnKind
        var nullable: Bool
        /// Whether it is an array of such values, whose elements are the values of so many rows (``PackedQuery``).
        var isPacked = false
    }

    private enum Reading: UInt8 {
        case skip, int16, int32, int64, float, double, realOfInt16, realOfInt32, realOfInt64, bool, day, label
    }

    private struct Plan {
        var reading: Reading
        var nullable: Bool
        var isPacked: Bool
        var column: Int
        // The column's buffers; nil, and not used, where the field is skipped.
        var integers: UnsafeMutablePointer<Int>!
        var reals: UnsafeMutablePointer<Double>!
        var isNull: UnsafeMutablePointer<Bool>!
    }

    private let batch: Batch
    private let capacity: Int
    /// Allocated by hand, since an array would be retained and released for every row.
    private let plan: UnsafeMutableBufferPointer<Plan>
    /// Where the values of each packed column are read, one after the other; those of the others are read again for each row.
    private let cursors: UnsafeMutableBufferPointer<Cursor>
    private let isPacked: Bool
    private var labels: [LabelTable]
    private var isPastHeader = false
    private(set) var isAtEnd = false

    init(batch: Batch, capacity: Int, fields: [Field]) {
        self.batch = batch
        self.capacity = capacity
        labels = Array(repeating: LabelTable(), count: batch.columns.count)
        plan = .allocate(capacity: fields.count)
        isPacked = fields.contains(where: \.isPacked)
        cursors = .allocate(capacity: isPacked ? fields.count : 0)
        for (index, field) in fields.enumerated() {
            let column = field.column.map { batch.columns[$0] }
            plan.initializeElement(
                at: index,
                to: Plan(
                    reading: column == nil ? .skip : Self.reading(of: field.type, as: field.kind),
                    nullable: field.nullable, isPacked: field.isPacked,
                    column: field.column ?? 0, integers: column?.integers.baseAddress,
                    reals: column?.reals.baseAddress, isNull: column?.isNull.baseAddress))
        }
    }

    deinit {
        plan.deallocate()
        cursors.deallocate()
    }

    private static func reading(of type: PostgresType, as kind: ColumnKind) -> Reading {
        switch type {
        case .smallint: kind == .real ? .realOfInt16 : .int16
        case .integer: kind == .real ? .realOfInt32 : .int32
        case .bigint: kind == .real ? .realOfInt64 : .int64
        case .real: .float
        case .double: .double
        case .boolean: .bool
        case .date: .day
        case .text, .varchar: .label
        case .textArray, .bigintArray, .dateArray, .json, .unknown: .skip
        }
    }

    /// Reads one message, which holds whole rows; the server sends one row per message.
    ///
    /// - Parameter flush: called when the batch is full, before its first row is overwritten.
    mutating func read(_ message: UnsafeRawBufferPointer, flush: () throws -> Void) throws {
        var cursor = Cursor(message)
        if !isPastHeader { try readHeader(&cursor) }
        let batch = batch
        while !cursor.isAtEnd {
            let count = try cursor.next(Int16.self)
            if count == CopyFormat.trailer {
                isAtEnd = true
                return
            }
            guard Int(count) == plan.count else {
                throw Problem.format("a row of \(count) fields where \(plan.count) were announced")
            }
            if isPacked {
                try readPackedRow(&cursor, flush: flush)
                continue
            }
            if batch.rowCount == capacity { try flush() }
            for index in 0..<plan.count { try readValue(of: plan[index], batch.rowCount, &cursor) }
            batch.rowCount += 1
        }
    }

    /// Reads a row whose packed columns have the values of many.
    private mutating func readPackedRow(_ cursor: inout Cursor, flush: () throws -> Void) throws {
        var count: Int?
        for index in 0..<plan.count {
            cursors.initializeElement(at: index, to: cursor)
            let length = try cursor.next(Int32.self)
            let bytes = length < 0 ? UnsafeRawBufferPointer(start: nil, count: 0) : try cursor.bytes(length)
            guard plan[index].isPacked else { continue }
            // No rows at all make no array.
            var elements = length < 0 ? cursor : Cursor(bytes)
            let number = length < 0 ? 0 : try elements.arrayCount()
            guard count == nil || count == number else { throw Problem.format("arrays of different lengths") }
            count = number
            cursors[index] = elements
        }
        var left = count ?? 0
        while left > 0 {
            if batch.rowCount == capacity { try flush() }
            let rows = batch.rowCount..<batch.rowCount + min(left, capacity - batch.rowCount)
            for index in 0..<plan.count {
                let field = plan[index]
                if field.isPacked {
                    var elements = cursors[index]
                    for row in rows { try readValue(of: field, row, &elements) }
                    cursors[index] = elements
                } else {
                    var value = cursors[index]
                    try readValue(of: field, rows.lowerBound, &value)
                    repeatValue(of: field, rows)
                }
            }
            batch.rowCount = rows.upperBound
            left -= rows.count
        }
    }

    /// Gives the value of the first row to the others.
    private func repeatValue(of field: Plan, _ rows: Range<Int>) {
        guard field.reading != .skip else { return }
        let others = rows.count - 1
        switch field.reading {
        case .float, .double, .realOfInt16, .realOfInt32, .realOfInt64:
            (field.reals + rows.lowerBound + 1).update(repeating: field.reals[rows.lowerBound], count: others)
        case .int16, .int32, .int64, .bool, .day, .label:
            (field.integers + rows.lowerBound + 1).update(repeating: field.integers[rows.lowerBound], count: others)
        case .skip: break
        }
        guard field.nullable else { return }
        (field.isNull + rows.lowerBound + 1).update(repeating: field.isNull[rows.lowerBound], count: others)
    }

    private mutating func readHeader(_ cursor: inout Cursor) throws {
        for byte in CopyFormat.signature where try cursor.next(UInt8.self) != byte {
            throw Problem.format("no signature of a binary COPY")
        }
        // The upper half of the flags is critical; none of those is known here.
        guard try cursor.next(UInt32.self) >> 16 == 0 else { throw Problem.format("unknown flags") }
        let length = try cursor.next(Int32.self)
        _ = try cursor.bytes(length)
        isPastHeader = true
    }

    @inline(__always)
    private mutating func readValue(of field: Plan, _ row: Int, _ cursor: inout Cursor) throws {
        let length = try cursor.next(Int32.self)
        if length < 0 {
            guard field.reading != .skip else { return }
            guard field.nullable else { throw Problem.null(column: field.column) }
            field.isNull[row] = true
            switch field.reading {
            case .float, .double, .realOfInt16, .realOfInt32, .realOfInt64: field.reals[row] = 0
            case .int16, .int32, .int64, .bool, .day, .label: field.integers[row] = 0
            case .skip: break
            }
            return
        }
        switch field.reading {
        case .skip: _ = try cursor.bytes(length)
        case .int16: field.integers[row] = Int(try cursor.value(Int16.self, length))
        case .int32: field.integers[row] = Int(try cursor.value(Int32.self, length))
        case .int64: field.integers[row] = Int(try cursor.value(Int64.self, length))
        case .bool: field.integers[row] = try cursor.value(UInt8.self, length) == 0 ? 0 : 1
        case .float: field.reals[row] = Double(Float(bitPattern: try cursor.value(UInt32.self, length)))
        case .double: field.reals[row] = Double(bitPattern: try cursor.value(UInt64.self, length))
        case .realOfInt16: field.reals[row] = Double(try cursor.value(Int16.self, length))
        case .realOfInt32: field.reals[row] = Double(try cursor.value(Int32.self, length))
        case .realOfInt64: field.reals[row] = Double(try cursor.value(Int64.self, length))
        case .day:
            let number = try cursor.value(Int32.self, length)
            guard number != .max, number != .min else { throw Problem.infiniteDay(column: field.column) }
            field.integers[row] = Int(number) + PostgresType.epochOffset
        case .label: field.integers[row] = label(try cursor.bytes(length), column: field.column)
        }
        if field.nullable && field.reading != .skip { field.isNull[row] = false }
    }

    @inline(__always)
    private mutating func label(_ bytes: UnsafeRawBufferPointer, column: Int) -> Int {
        let (number, isNew) = labels[column].number(of: bytes)
        if isNew { batch.columns[column].labels.append(String(decoding: bytes, as: UTF8.self)) }
        return number
    }
}

/// A place in a message; nothing is read past its end.
private struct Cursor {
    private var position: UnsafeRawPointer
    private let end: UnsafeRawPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        position = bytes.baseAddress!
        end = position + bytes.count
    }

    var isAtEnd: Bool { position == end }

    @inline(__always)
    mutating func next<I: FixedWidthInteger>(_: I.Type) throws -> I {
        guard end - position >= MemoryLayout<I>.size else { throw CopyDecoder.Problem.format("a truncated message") }
        defer { position += MemoryLayout<I>.size }
        return I(bigEndian: position.loadUnaligned(as: I.self))
    }

    @inline(__always)
    mutating func value<I: FixedWidthInteger>(_ type: I.Type, _ length: Int32) throws -> I {
        guard Int(length) == MemoryLayout<I>.size else {
            throw CopyDecoder.Problem.format("a value of \(length) bytes where \(MemoryLayout<I>.size) were announced")
        }
        return try next(type)
    }

    /// How many elements the array has that begins here, which are then read like fields.
    mutating func arrayCount() throws -> Int {
        let dimensions = try next(Int32.self)
        // Whether any is null, which each says for itself, and the elements' type, which the server announced.
        _ = try next(Int32.self)
        _ = try next(UInt32.self)
        guard dimensions > 0 else { return 0 }
        let count = try next(Int32.self)
        _ = try next(Int32.self)
        guard dimensions == 1, count >= 0 else { throw CopyDecoder.Problem.format("an array of several dimensions") }
        return Int(count)
    }

    @inline(__always)
    mutating func bytes(_ length: Int32) throws -> UnsafeRawBufferPointer {
        guard length >= 0, end - position >= Int(length) else {
            throw CopyDecoder.Problem.format("a truncated message")
        }
        defer { position += Int(length) }
        return UnsafeRawBufferPointer(start: position, count: Int(length))
    }
}
