/// A few thousand rows of a query's result, column by column.
///
/// The buffers belong to the reader and are reused for the next batch: copy what you need before returning.
public final class Batch {
    /// How many rows the buffers currently hold.
    public var rowCount: Int = 0
    /// One column for each requirement that the query was read with, in the same order.
    public let columns: [Column]

    /// - Parameters:
    ///   - columns: one column is created for each.
    ///   - capacity: the largest number of rows that the batch can hold.
    public init(columns: [ColumnRequirement], capacity: Int) {
        self.columns = columns.map { Column(requirement: $0, capacity: capacity) }
    }
}

/// A column that a query must return.
public struct ColumnRequirement: Sendable, Equatable {
    public var name: String
    public var kind: ColumnKind
    /// Whether SQL's null may occur; where it may not, a null is an error that names the column.
    public var nullable: Bool

    public init(_ name: String, _ kind: ColumnKind, nullable: Bool = false) {
        self.name = name
        self.kind = kind
        self.nullable = nullable
    }
}

/// The kinds of column that a module's query may return.
public enum ColumnKind: String, Sendable {
    /// `smallint`, `integer` or `bigint`.
    case integer
    /// `double precision` or `real`, or any integer.
    case real
    /// `boolean`; read as 0 or 1.
    case boolean
    /// `date`; read as days since 1970-01-01.
    case day
    /// `text` or `character varying` with few distinct values; read as an index into ``Column/labels``.
    case label
}

/// One column of a batch.
public final class Column {
    public let requirement: ColumnRequirement
    /// The values of an integer, boolean, day or label column.
    public let integers: UnsafeMutableBufferPointer<Int>
    /// The values of a real column.
    public let reals: UnsafeMutableBufferPointer<Double>
    /// Whether the value of each row is null; its entry among the values is then 0.
    public let isNull: UnsafeMutableBufferPointer<Bool>
    /// The distinct texts so far, in the order in which they first occurred; grows from batch to batch.
    public var labels: [String] = []

    init(requirement: ColumnRequirement, capacity: Int) {
        self.requirement = requirement
        integers = .allocate(capacity: requirement.kind == .real ? 0 : capacity)
        reals = .allocate(capacity: requirement.kind == .real ? capacity : 0)
        isNull = .allocate(capacity: capacity)
        integers.initialize(repeating: 0)
        reals.initialize(repeating: 0)
        isNull.initialize(repeating: false)
    }

    deinit {
        integers.deallocate()
        reals.deallocate()
        isNull.deallocate()
    }
}
