import Platform

extension Interrupt {
    /// Throws ``WarehouseError/cancelled`` where a stop was asked for; for long loops between statements.
    public func check() throws(WarehouseError) {
        if isRequested { throw .cancelled }
    }
}
