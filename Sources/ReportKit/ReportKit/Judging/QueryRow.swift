/// One row of a query's answer, with its values checked as they are taken.
struct QueryRow {
    let batch: Batch
    let index: Int
    /// The name of the `.sql` file, for messages.
    let file: String

    /// More than anybody could count; sums of it over every place still fit.
    private static let largestCount = 1_000_000_000_000
    private static let largestNumber = 1e30

    /// A count.
    ///
    /// - Throws: ``ReportError/badValue(file:column:value:problem:)`` where it is negative.
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
    /// - Throws: ``ReportError/badValue(file:column:value:problem:)`` where it is infinite, not a number, or so large
    ///   that sums of it would be.
    func number(_ column: Int) throws -> Double {
        let value = batch.columns[column].reals[index]
        guard value.magnitude <= Self.largestNumber else {
            throw bad(column, "\(value)", "which is no number that can be added up")
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

    /// What is wrong with a value of the row.
    func bad(_ column: Int, _ value: String, _ problem: String) -> ReportError {
        .badValue(file: file, column: batch.columns[column].requirement.name, value: value, problem: problem)
    }
}
