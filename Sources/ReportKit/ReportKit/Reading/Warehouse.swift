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
}
