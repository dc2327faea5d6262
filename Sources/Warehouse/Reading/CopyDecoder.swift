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
    }

    private enum Reading: UInt8 {
        case skip, int16, int32, int64, float, double, realOfInt16, realOfInt32, realOfInt64, bool, day, label
    }

    private struct Plan {
        var reading: Reading
        var nullable: Bool
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
    private var labels: [LabelTable]
    private var isPastHeader = false
    private(set) var isAtEnd = false

    init(batch: Batch, capacity: Int, fields: [Field]) {
        self.batch = batch
        self.capacity = capacity
        labels = Array(repeating: LabelTable(), count: batch.columns.count)
        plan = .allocate(capacity: fields.count)
        for (index, field) in fields.enumerated() {
            let column = field.column.map { batch.columns[$0] }
            plan.initializeElement(
                at: index,
                to: Plan(
                    reading: column == nil ? .skip : Self.reading(of: field.type, as: field.kind),
                    nullable: field.nullable,
                    column: field.column ?? 0, integers: column?.integers.baseAddress,
                    reals: column?.reals.baseAddress, isNull: column?.isNull.baseAddress))
        }
    }

    deinit {
        plan.deallocate()
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
            if batch.rowCount == capacity { try flush() }
            try readRow(batch.rowCount, &cursor)
            batch.rowCount += 1
        }
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
    private mutating func readRow(_ row: Int, _ cursor: inout Cursor) throws {
        for index in 0..<plan.count {
            let field = plan[index]
            let length = try cursor.next(Int32.self)
            if length < 0 {
                guard field.reading != .skip else { continue }
                guard field.nullable else { throw Problem.null(column: field.column) }
                field.isNull[row] = true
                switch field.reading {
                case .float, .double, .realOfInt16, .realOfInt32, .realOfInt64: field.reals[row] = 0
                case .int16, .int32, .int64, .bool, .day, .label: field.integers[row] = 0
                case .skip: break
                }
                continue
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

    @inline(__always)
    mutating func bytes(_ length: Int32) throws -> UnsafeRawBufferPointer {
        guard length >= 0, end - position >= Int(length) else {
            throw CopyDecoder.Problem.format("a truncated message")
        }
        defer { position += Int(length) }
        return UnsafeRawBufferPointer(start: position, count: Int(length))
    }
}
