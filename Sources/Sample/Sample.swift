import ReportKit
import Warehouse

/// A made-up population of offenders that fills an empty warehouse, the same every time for the same size.
///
/// ```swift
/// let summary = try Sample(offenders: 15_500).load(into: connection) { step, done in print(step, done) }
/// ```
///
/// Its totals follow the published figures where there are any, and meet some of them exactly whatever its size: see
/// the README beside this file. Every extract it writes is marked as synthetic.
public struct Sample: Sendable {
    /// About how many people are on the caseload at each quarter end; the national size is 155,000.
    ///
    /// Two areas keep their published size, some 5,100 people, so a sample is never smaller than that.
    public let offenders: Int
    /// What every draw is keyed with.
    public let seed: UInt64

    /// The usual seed: 1 April 2008, the first day of the national indicators.
    public static let usualSeed: UInt64 = 2008_04_01
    /// The largest sample that the warehouse's keys have room for.
    public static let largest = 10_000_000

    public init(offenders: Int = 15_500, seed: UInt64 = Sample.usualSeed) {
        self.offenders = offenders
        self.seed = seed
    }

    /// Fills an empty warehouse in one transaction: all of the sample, or, where it fails or is stopped, nothing.
    ///
    /// Others who read the warehouse's tables meanwhile wait until it is done.
    ///
    /// - Parameters:
    ///   - connection: a connection without an open transaction, of a user who owns the warehouse's tables.
    ///   - progress: called with what is being done now and the part of the whole that is done, from 0 to 1.
    /// - Throws: ``SampleError``, or the warehouse's own error where the server refuses something.
    public func load(
        into connection: Connection, progress: (String, Double) -> Void = { _, _ in }
    ) throws -> SampleSummary {
        guard (1...Sample.largest).contains(offenders) else { throw SampleError.size(offenders) }
        return try withoutActuallyEscaping(progress) { progress in
            try connection.transaction {
                try SampleLoader.load(self, into: connection, progress: progress)
            }
        }
    }
}

/// What a sample put into the warehouse.
public struct SampleSummary: Sendable, Equatable {
    /// A table and the number of rows loaded into it.
    public struct Table: Sendable, Equatable {
        public let name: String
        public let rows: Int
    }

    /// The large tables, in the order of loading.
    public let tables: [Table]

    /// Rows in all of them.
    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }
}
