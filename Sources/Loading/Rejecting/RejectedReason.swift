import Warehouse

/// Why some of a file's rows were rejected, and how many. A row may have several reasons.
public struct RejectedReason: Equatable, Sendable {
    /// The column at fault; empty where the reason concerns rows as a whole.
    public let column: String
    /// What is wrong, without any value: what differs from row to row is `...`.
    public let reason: String
    /// How many rows.
    public let rows: Int

    /// The reasons of all rejected rows, the most frequent one first.
    static func all(on connection: Connection) throws -> [RejectedReason] {
        try Script.rejectedReasons.query(on: connection).map { row in
            try RejectedReason(
                column: row.get("column_name"), reason: row.get("reason"), rows: row.get("rows"))
        }
    }
}
