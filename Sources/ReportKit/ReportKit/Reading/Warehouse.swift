/// A consistent, read-only view of the warehouse of offender outcomes: all that a module sees of it.
///
/// Every query of one return, whichever module asks it, is answered from the same snapshot.
public protocol Warehouse {
    /// Runs a query and hands its rows over in batches, in the order the server gives them.
    ///
    /// - Parameters:
    ///   - query: one `select` with named parameters.
    ///   - columns: the columns that must be there, by name; others are passed over.
    ///   - consume: called with each batch; its buffers are used again afterwards.
    /// - Throws: ``ReportError`` where the query's columns or parameters are not as declared, and the warehouse's own
    ///   error where the server refuses the query.
    func stream(_ query: Query, columns: [ColumnRequirement], _ consume: (Batch) throws -> Void) throws
}
