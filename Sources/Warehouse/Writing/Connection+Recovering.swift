import Glibc

extension Connection {
    /// Lets a transaction write to several tables of a distributed warehouse, and join those with its own; nothing changes where
    /// there is one server.
    ///
    /// It comes before any other statement: a table that was read through a session with another server stays with that.
    package func writeWithOneSessionEach() throws {
        try Script("one_session_each.sql", PackageResources.one_session_each_sql).query(on: self)
    }

    /// Ends what a crash left prepared on the servers of a distributed warehouse: what was committed on the coordinator is
    /// committed everywhere, the rest is undone.
    ///
    /// Citus commits on several servers in two steps. A server that is gone in between keeps its part until somebody ends it;
    /// meanwhile its rows show another state than those of the others, and the part holds its locks.
    ///
    /// - Returns: whether all that was committed is everywhere now; true where there is one server. False where a server cannot be
    ///   reached.
    package func endPreparedTransactions() throws -> Bool {
        guard try hasDistributedTables else { return true }
        // The commit of another session may be on its way for a moment.
        let deadline = ContinuousClock.now + .seconds(2)
        while true {
            do {
                try Script("recover_prepared.sql", PackageResources.recover_prepared_sql).query(on: self)
                let row = try Script("prepared_left.sql", PackageResources.prepared_left_sql).query(on: self)[0]
                if try !row.get("are_left", as: Bool.self) { return true }
            } catch WarehouseError.server(let error)
                where error.kind == .serverMissing || error.kind == .operatorIntervened
            {
                // A session with a server that has ended since is only now found to be of no use.
            }
            guard ContinuousClock.now < deadline else { return false }
            usleep(100_000)
        }
    }
}
