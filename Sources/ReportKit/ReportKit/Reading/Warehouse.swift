/// A consistent, read-only view of the warehouse, and all that a module sees of it.
///
/// Every query of one return is answered from the same snapshot, whichever module runs it.
public protocol Warehouse {
    /// Runs a query and passes its rows on in batches, in the order in which the server sends them.
    ///
    /// - Parameters:
    ///   - query: one `select` with named parameters.
    ///   - columns: the columns that the query must return, matched by name; any others are ignored.
    ///   - consume: called with each batch, whose buffers are reused afterwards.
    /// - Throws: ``ReportError`` where the query's columns or parameters are not as declared, and the warehouse's own
    ///   error where the server rejects the query.
    func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws

    /// Runs several queries that return the same columns, some of them at a time where the warehouse can.
    ///
    /// - Parameters:
    ///   - queries: each as for one alone.
    ///   - columns: the columns that each query must return.
    ///   - consume: called with the index of a query and a batch of its rows. The batches of one query come in order; those
    ///     of different queries come in any order.
    func stream(_ queries: [Query], columns: [ColumnRequirement], _ consume: (Int, Batch) throws -> Void) throws
}

extension Warehouse {
    /// Runs the queries one after another.
    public func stream(
        _ queries: [Query], columns: [ColumnRequirement], _ consume: (Int, Batch) throws -> Void
    ) throws {
        for (index, query) in queries.enumerated() {
            try stream(query, columns: columns) { try consume(index, $0) }
        }
    }
}
