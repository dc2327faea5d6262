import ReportKit
import Warehouse

/// A synthetic population of offenders that fills an empty warehouse; for a given size it is always the same.
///
/// ```swift
/// let summary = try Sample(offenders: 15_500).load(into: connection) { step, done in print(step, done) }
/// ```
///
/// Its totals follow the published figures where there are any, and match some of them exactly whatever its size: see
/// the README beside this file. Every extract that it writes is marked as synthetic.
public struct Sample: Sendable {
    /// Approximate number of people on the caseload at each quarter end; the national size is 155,000.
    ///
    /// Two areas always have their published size, some 5,100 people, so a sample is never smaller than that.
    public let offenders: Int
    /// Part of the key of every random draw.
    public let seed: UInt64

    /// The default seed: 1 April 2008, the first day of the national indicators.
    public static let usualSeed: UInt64 = 2008_04_01
    /// The largest sample that the warehouse's keys have room for.
    public static let largest = 10_000_000

    public init(offenders: Int = 15_500, seed: UInt64 = Sample.usualSeed) {
        self.offenders = offenders
        self.seed = seed
    }

    /// Fills an empty warehouse in one transaction: if it fails or is interrupted, nothing is loaded.
    ///
    /// Meanwhile, anybody else who reads the warehouse's tables must wait.
    ///
    /// - Parameters:
    ///   - connection: a connection without an open transaction, of a user who owns the warehouse's tables.
    ///   - progress: called with the current step and the completed fraction of the work, from 0 to 1.
    /// - Throws: ``SampleError``, or the warehouse's own error where the server rejects a statement.
    public func load(
        into connection: Connection, progress: (String, Double) -> Void = { _, _ in }
    ) throws -> SampleSummary {
        guard (1...Sample.largest).contains(offenders) else { throw SampleError.size(offenders) }
        if try connection.isDistributed {
            throw WarehouseError.distributed(
                action: "a sample is made on one server",
                remedy: "Make it in another warehouse, then divide that one with 'laa warehouse distribute'.")
        }
        return try withoutActuallyEscaping(progress) { progress in
            let summary = try connection.transaction {
                try SampleLoader.load(self, into: connection, progress: progress)
            }
            try connection.publishPendingVintages()
            return summary
        }
    }
}

/// What a sample loaded into the warehouse.
public struct SampleSummary: Sendable, Equatable {
    /// A table and the number of rows loaded into it.
    public struct Table: Sendable, Equatable {
        public let name: String
        public let rows: Int
    }

    /// The large tables, in the order of loading.
    public let tables: [Table]

    /// The total number of rows.
    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}
