import Glibc

/// A row of a design: the values of its columns that are not 0, and how often it was seen.
struct DesignRow {
    /// The columns, in ascending order.
    let columns: UnsafeBufferPointer<Int32>
    /// The value in each of ``columns``.
    let values: UnsafeBufferPointer<Double>
    /// How many offender-snapshots have these values.
    let trials: Double
    /// How many of them re-offended.
    let events: Double
    /// The person; of no meaning where rows are collapsed.
    let person: Int32

    /// The row's product with coefficients.
    @inline(__always)
    func score(_ coefficients: UnsafePointer<Double>) -> Double {
        var sum = 0.0
        for index in 0..<columns.count { sum += values[index] * coefficients[Int(columns[index])] }
        return sum
    }
}

/// The rows of a design, which can be read several times.
protocol DesignRows {
    var columnCount: Int { get }
    /// Calls the closure for each row, always in the same order.
    func visit(_ body: (DesignRow) throws -> Void) throws
}

/// The same rows without some of their columns; the others keep their order.
struct RowsWithoutColumns<Base: DesignRows>: DesignRows {
    let base: Base
    /// The new number of each column, or -1.
    private let numbers: [Int32]
    let columnCount: Int

    init(_ base: Base, without columns: Range<Int>) {
        self.base = base
        columnCount = base.columnCount - columns.count
        numbers = (0..<base.columnCount).map { column in
            columns.contains(column) ? -1 : Int32(column < columns.lowerBound ? column : column - columns.count)
        }
    }

    func visit(_ body: (DesignRow) throws -> Void) throws {
        try withUnsafeTemporaryAllocation(of: Int32.self, capacity: base.columnCount) { columns in
            try withUnsafeTemporaryAllocation(of: Double.self, capacity: base.columnCount) { values in
                try base.visit { row in
                    var count = 0
                    for index in 0..<row.columns.count {
                        let number = numbers[Int(row.columns[index])]
                        guard number >= 0 else { continue }
                        columns[count] = number
                        values[count] = row.values[index]
                        count += 1
                    }
                    try body(
                        DesignRow(
                            columns: UnsafeBufferPointer(rebasing: columns[..<count]),
                            values: UnsafeBufferPointer(rebasing: values[..<count]), trials: row.trials,
                            events: row.events, person: row.person))
                }
            }
        }
    }
}

/// The rows of some people.
struct RowsOfPeople<Base: DesignRows>: DesignRows {
    let base: Base
    /// Whether a person's rows are among them.
    let includes: (Int32) -> Bool
    var columnCount: Int { base.columnCount }

    func visit(_ body: (DesignRow) throws -> Void) throws {
        try base.visit { row in if includes(row.person) { try body(row) } }
    }
}

func logarithm(_ x: Double) -> Double { log(x) }
