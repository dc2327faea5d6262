import CLibPQ
import Platform
import ReportKit

/// A Swift type that a column of a result can be read as.
///
/// `Int` reads `smallint`, `integer` and `bigint`; `Double` reads `real` and `double precision`; `Bool` reads `boolean`;
/// `String` reads `text` and `character varying`; `Day` reads `date`; an optional of one of these also reads null.
public protocol RowValue {
    /// Decodes PostgreSQL's binary format; nil bytes are SQL's null.
    init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws
}

/// Why a value cannot be read as the requested Swift type.
struct RowValueMismatch: ExitCoded {
    let problem: String
    var exitCode: ExitCode { .badData }

    init(expected: String, found type: Oid) {
        problem = "is \(PostgresType.describe(type)), but was to be read as \(expected)"
    }

    init(problem: String) {
        self.problem = problem
    }
}

extension Int: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        let bytes = try present(bytes)
        switch PostgresType(rawValue: type) {
        case .smallint: self = Int(try load(bytes, Int16.self))
        case .integer: self = Int(try load(bytes, Int32.self))
        case .bigint: self = Int(try load(bytes, Int64.self))
        default: throw RowValueMismatch(expected: "Int", found: type)
        }
    }
}

extension Double: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        let bytes = try present(bytes)
        switch PostgresType(rawValue: type) {
        case .real: self = Double(Float(bitPattern: try load(bytes, UInt32.self)))
        case .double: self = Double(bitPattern: try load(bytes, UInt64.self))
        default: throw RowValueMismatch(expected: "Double", found: type)
        }
    }
}

extension Bool: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        let bytes = try present(bytes)
        guard type == PostgresType.boolean.rawValue else { throw RowValueMismatch(expected: "Bool", found: type) }
        self = try load(bytes, UInt8.self) != 0
    }
}

extension String: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        let bytes = try present(bytes)
        switch PostgresType(rawValue: type) {
        // A bare literal in a select list has type text, a bare null unknown.
        case .text, .varchar, .json, .unknown: self = String(decoding: bytes, as: UTF8.self)
        default: throw RowValueMismatch(expected: "String", found: type)
        }
    }
}

extension Day: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        let bytes = try present(bytes)
        guard type == PostgresType.date.rawValue else { throw RowValueMismatch(expected: "Day", found: type) }
        let number = try load(bytes, Int32.self)
        guard number != .max, number != .min else { throw RowValueMismatch(problem: "is infinite") }
        self.init(postgresNumber: number)
    }
}

extension Optional: RowValue where Wrapped: RowValue {
    public init(bytes: UnsafeRawBufferPointer?, type: UInt32) throws {
        self = try bytes.map { try Wrapped(bytes: $0, type: type) }
    }
}

private func present(_ bytes: UnsafeRawBufferPointer?) throws -> UnsafeRawBufferPointer {
    guard let bytes else { throw RowValueMismatch(problem: "is null") }
    return bytes
}

private func load<I: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _: I.Type) throws -> I {
    guard bytes.count == MemoryLayout<I>.size else {
        throw RowValueMismatch(problem: "has \(bytes.count) bytes, but its type has \(MemoryLayout<I>.size)")
    }
    return I(bigEndian: bytes.loadUnaligned(as: I.self))
}
