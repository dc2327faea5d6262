import Crypto
import Platform

/// One numbered `.sql` file that changes a warehouse's schema by one step.
public struct Migration: Equatable, Sendable {
    /// The number that the file's name begins with.
    public let number: Int
    /// The rest of the file's name.
    public let name: String
    /// The file's text.
    public let sql: String

    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// SHA-256 of the file's text, in hexadecimal.
    public var checksum: String {
        Hexadecimal.text(SHA256.hash(data: Array(sql.utf8)))
    }

    /// The file's name, for messages.
    var file: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_\(name).sql"
    }
}

/// The state of one migration in one warehouse.
public struct MigrationStatus: Equatable, Sendable {
    public enum State: String, Sendable {
        /// The warehouse has it, and so has this program.
        case applied
        /// This program has it, but the warehouse does not yet.
        case pending
        /// The warehouse has it, but the program's file has since been changed.
        case edited
        /// The warehouse has it, but this program does not know it.
        case unknown
    }

    public let number: Int
    public let name: String
    public let state: State
    /// When it was applied, as `2010-12-31T23:59:59Z`; nil where it is pending.
    public let appliedAt: String?
    /// SHA-256 of the file: as applied, or, where it is pending, as it would be.
    public let checksum: String
}
