import Disclosure
import ReportKit
import Warehouse

/// A publication, as the register lists it.
public struct PublicationEntry: Hashable, Sendable {
    public let number: Int
    public let kind: PublicationKind
    public let name: String
    public let areas: String
    public let from: Day
    public let through: Day
    /// `standard`, or the text of the policy's file.
    public let policy: String
    /// The last vintage seen, where the warehouse was seen as it was earlier.
    public let asOf: Int?
    /// Numbers of vintages, with commas.
    public let vintages: String
    public let program: String
    /// The position of the register that it was weighed against.
    public let considered: Int
    public let contentHash: String
    public let recordedBy: String
    /// In UTC, as `2026-11-28T17:20:00Z`.
    public let recordedAt: String

    init(_ row: Row) throws {
        let word: String = try row.get("kind")
        guard let kind = PublicationKind(rawValue: word) else {
            throw WarehouseError.result(column: "kind", problem: "holds '\(word)'")
        }
        self.kind = kind
        number = try row.get("number")
        name = try row.get("name")
        areas = try row.get("areas")
        from = try row.get("first_day")
        through = try row.get("last_day")
        policy = try row.get("policy")
        asOf = try row.get("as_of")
        vintages = try row.get("vintages")
        program = try row.get("program")
        considered = try row.get("considered")
        contentHash = try row.get("content_hash")
        recordedBy = try row.get("recorded_by")
        recordedAt = try row.get("recorded_at")
    }
}
