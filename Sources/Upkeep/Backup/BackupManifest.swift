import Crypto
import Foundation
import Platform
import Submissions
import Text

/// What a backup holds, and what must be found again once it is restored: `manifest.json` in a backup's folder, or beside
/// its file.
public struct BackupManifest: Codable, Equatable, Sendable {
    /// The format of this file.
    public var format = Self.format
    /// The version of the program that made it.
    public let program: String
    /// The version of the server that was dumped, such as `15.18`.
    public let server: String
    /// When its data were read, in UTC, as `2011-07-29T06:30:00Z`.
    public let takenAt: String
    /// The number of the last migration.
    public let migration: Int
    /// How many rows each table had.
    public let rows: [String: Int]
    /// Where the ledger of submissions ended.
    public let ledger: LedgerHead
    /// The fingerprint of the pseudonym key; nil where nobody was hashed yet.
    public let pseudonymKey: String?
    /// Every file, in order of name.
    public let files: [File]

    public static let format = "laa-backup-1"

    /// A file of a backup.
    public struct File: Codable, Equatable, Sendable {
        /// Its path within the backup.
        public let name: String
        public let bytes: Int
        public let sha256: String
        /// Its permissions, as in `600`.
        public let mode: String

        /// Reads and hashes a file.
        init(_ name: String, at path: String) throws(UpkeepError) {
            guard let status = FileStatus(path), status.isFile, let handle = FileHandle(forReadingAtPath: path) else {
                throw .damaged(path: path, problems: ["it cannot be read"])
            }
            defer { try? handle.close() }
            var hash = SHA256()
            while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty { hash.update(data: part) }
            self.name = name
            bytes = status.size
            sha256 = Hexadecimal.text(hash.finalize())
            mode = String(status.mode & 0o777, radix: 8)
        }
    }

    /// Reads the manifest of a backup.
    static func read(_ path: String) throws(UpkeepError) -> BackupManifest {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw .noBackup(path: path, reason: "it cannot be read")
        }
        struct Form: Decodable { let format: String }
        guard let form = try? JSONDecoder().decode(Form.self, from: bytes) else {
            throw .noBackup(path: path, reason: "it is no manifest")
        }
        guard form.format == format, let manifest = try? JSONDecoder().decode(BackupManifest.self, from: bytes) else {
            throw .noBackup(path: path, reason: "it is of another format, \(Printable.line(form.format))")
        }
        return manifest
    }
}
