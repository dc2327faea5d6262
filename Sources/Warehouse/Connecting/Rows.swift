import CLibPQ
import ReportKit

/// The whole result of a query, held in memory; for large results use ``SnapshotWarehouse``.
public final class Rows {
    private let result: OpaquePointer
    /// The columns' names, in order.
    public let columnNames: [String]

    init(owning result: OpaquePointer) {
        self.result = result
        columnNames = (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
    }

    deinit {
        PQclear(result)
    }

    /// How many rows the statement returned or touched.
    package var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// The bytes of one value, nil where it is null; valid as long as these rows are.
    fileprivate func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let row = Int32(row)
        let column = Int32(column)
        guard PQgetisnull(result, row, column) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    }

    fileprivate func type(ofColumn column: Int) -> Oid {
        PQftype(result, Int32(column))
    }
}

extension Rows: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { Int(PQntuples(result)) }
    public subscript(position: Int) -> Row {
        precondition(indices.contains(position), "row \(position) of \(count)")
        return Row(rows: self, index: position)
    }
}

/// One row of a result.
///
/// ```swift
/// for row in try connection.query("select name, valid_from from warehouse.area", []) {
///     let name: String = try row.get("name")
///     let from: Day? = try row.get(1)
/// }
/// ```
public struct Row {
    fileprivate let rows: Rows
    fileprivate let index: Int

    /// The value of a column, as the Swift type that the caller expects; an optional one where it may be null.
    ///
    /// - Throws: ``WarehouseError/result(column:problem:)`` where there is no such column, it has another type, or it
    ///   is null and the Swift type is not optional.
    public func get<Value: RowValue>(_ column: ColumnReference, as type: Value.Type = Value.self) throws -> Value {
        let position = try position(of: column)
        do {
            return try Value(bytes: rows.bytes(row: index, column: position), type: rows.type(ofColumn: position))
        } catch let mismatch as RowValueMismatch {
            throw WarehouseError.result(column: rows.columnNames[position], problem: mismatch.problem)
        }
    }

    private func position(of column: ColumnReference) throws -> Int {
        switch column {
        case .index(let position):
            guard rows.columnNames.indices.contains(position) else {
                throw WarehouseError.result(
                    column: "\(position)", problem: "is missing; there are \(rows.columnNames.count)")
            }
            return position
        case .name(let name):
            guard let position = rows.columnNames.firstIndex(of: name) else {
                throw WarehouseError.result(
                    column: name, problem: "is missing; there are \(rows.columnNames.joined(separator: ", "))")
            }
            return position
        }
    }
}

/// A column of a result, by its name or by its index from 0.
public enum ColumnReference: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, Sendable {
    case name(String)
    case index(Int)

    public init(stringLiteral name: String) { self = .name(name) }
    public init(integerLiteral position: Int) { self = .index(position) }
}
