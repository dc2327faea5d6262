import Platform
import ReportKit

/// Publishing vintages: from then on reports read them.
extension Connection {
    /// Publishes a vintage whose load's commit has returned, and those before it.
    ///
    /// Vintages are made one at a time, under a lock that is held until its load has ended, so that every one before a vintage
    /// whose load has ended is whole as well.
    ///
    /// - Throws: ``WarehouseError/notEverywhere`` where the commit has not reached every server of a distributed warehouse.
    package func publishVintages(through vintage: Int) throws {
        guard try endPreparedTransactions() else { throw WarehouseError.notEverywhere }
        try publish(.integer(vintage))
    }

    /// Publishes what earlier loads left unpublished, because they ended between their commit and its publication.
    ///
    /// Where a load is being merged at the moment it is left to that one, which publishes those before its own too; where this
    /// session may only read, to one that may write.
    ///
    /// - Parameter waits: whether to wait for a load that is being merged.
    /// - Returns: the vintages that remain unpublished; nil if none do, or if they cannot be looked up because a large load is
    ///   under way.
    @discardableResult
    package func publishPendingVintages(waits: Bool = false) throws -> ClosedRange<Int>? {
        guard let pending = try pendingVintages(waits: waits) else { return nil }
        do {
            guard try endPreparedTransactions() else { return pending }
            try transaction {
                if !waits { try waitBriefly() }
                // No load is between its commit and the end of its locks, so that what is there was committed everywhere.
                try execute("lock table warehouse.vintage in share row exclusive mode")
                try publish(.text(nil))
            }
        } catch WarehouseError.server(let error) where Self.mayNot.contains(error.sqlState) {}
        return try pendingVintages(waits: waits)
    }

    /// What is there and not published, as far as it can be looked up: a large load keeps everybody else from its tables.
    private func pendingVintages(waits: Bool) throws -> ClosedRange<Int>? {
        do {
            return try transaction {
                if !waits { try waitBriefly() }
                return try unpublishedVintages()
            }
        } catch WarehouseError.server(let error) where error.sqlState == "55P03" {
            return nil
        }
    }

    /// Busy, not allowed, a transaction or a server that only reads.
    private static let mayNot: Set<String> = ["55P03", "42501", "25006", "55000"]

    private func publish(_ last: ParameterValue) throws {
        try Script("publish_vintages.sql", PackageResources.publish_vintages_sql).query(on: self, [last])
    }

    private func unpublishedVintages() throws -> ClosedRange<Int>? {
        let row = try Script("unpublished_vintages.sql", PackageResources.unpublished_vintages_sql).query(on: self)[0]
        let first: Int? = try row.get("first_vintage")
        let last: Int? = try row.get("last_vintage")
        guard let first, let last else { return nil }
        return first...last
    }
}

extension ClosedRange<Int> {
    /// `vintage 41`, or `vintages 41 to 43`.
    package var asVintages: String {
        count == 1 ? "vintage \(lowerBound)" : "vintages \(lowerBound) to \(upperBound)"
    }
}
