/// One row of a query's result, whose values are checked as they are read.
struct QueryRow {
    let batch: Batch
    let index: Int
    /// The name of the `.sql` file, for messages.
    let file: String

    /// More than anybody could count, yet small enough for the sum over all places to fit.
    private static let largestCount = 1_000_000_000_000
    private static let largestNumber = 1e30

    /// A count.
    ///
    /// - Throws: ``ReportError/badValue(file:column:value:problem:)`` where it is negative or too large.
    func count(_ column: Int) throws -> Int {
        let value = batch.columns[column].integers[index]
        guard value >= 0 else { throw bad(column, "\(value)", "and counts are never negative") }
        guard value <= Self.largestCount else { throw bad(column, "\(value)", "which is too large for a count") }
        return value
    }

    /// A count, or nil for SQL's null.
    func countIfKnown(_ column: Int) throws -> Int? {
        batch.columns[column].isNull[index] ? nil : try count(column)
    }

    /// A number.
    ///
    /// - Throws: ``ReportError/badValue(file:column:value:problem:)`` where it is infinite, NaN, or so large that sums
    ///   might be infinite.
    func number(_ column: Int) throws -> Double {
        let value = batch.columns[column].reals[index]
        guard value.magnitude <= Self.largestNumber else {
            throw bad(column, "\(value)", "which is not a number that can be added up")
        }
        return value
    }

    /// A number, or nil for SQL's null.
    func numberIfKnown(_ column: Int) throws -> Double? {
        batch.columns[column].isNull[index] ? nil : try number(column)
    }

    /// A text, or nil for SQL's null.
    func text(_ column: Int) -> String? {
        let column = batch.columns[column]
        return column.isNull[index] ? nil : column.labels[column.integers[index]]
    }

    /// The error for a value of this row.
    func bad(_ column: Int, _ value: String, _ problem: String) -> ReportError {
        .badValue(file: file, column: batch.columns[column].requirement.name, value: value, problem: problem)
    }
}
