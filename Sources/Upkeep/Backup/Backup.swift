import Foundation
import Glibc
import Loading
import Platform
import Provenance
import ReportKit
import Submissions
import Text
import Warehouse

/// Makes a backup of a warehouse: the database as it is at one moment, however long the dump takes, and the files of the
/// home that belong to it, each with its SHA-256.
public struct Backup {
    private let home: String
    private let store: String
    private let progress: (String) -> Void

    /// - Parameters:
    ///   - settings: the settings of submissions, which say where the bundles are.
    ///   - progress: called with each step, in words.
    public init(home: String, settings: SubmissionSettings, progress: @escaping (String) -> Void = { _ in }) {
        self.home = home
        store = settings.store
        self.progress = progress
    }

    /// Makes the backup, whole or not at all.
    ///
    /// - Throws: ``UpkeepError``, or the errors of the warehouse and of files; `WarehouseError.distributed` where the
    ///   warehouse is on several servers, of which no dump is of one moment.
    @discardableResult
    public func make(_ place: BackupPlace, of connection: Connection) throws -> BackupManifest {
        guard try !connection.hasDistributedTables else {
            throw WarehouseError.distributed(
                action: "a dump of it would not be of one moment",
                remedy: "Back up each of its servers by pg_basebackup, as docs/operations/distributed.md says.")
        }
        for path in [place.path, place.manifest] where FileStatus(path) != nil {
            throw UpkeepError.placeTaken(path: path)
        }
        try DurableFile.checkPlace(ofFile: place.path)
        let aside = BackupPlace.aside(of: place)
        Folder.removeTree(aside.path)
        unlink(aside.path)
        do {
            let manifest = try write(aside, named: Path.name(of: place.path), of: connection)
            let text = try JSONText.text(manifest)
            try DurableFile.replace(aside.manifest, with: Array(text.utf8), mode: .exactly(0o600))
            if case .file = place { try Folder.rename(aside.manifest, to: place.manifest) }
            try Folder.rename(aside.path, to: place.path)
            return manifest
        } catch {
            Folder.removeTree(aside.path)
            for path in [aside.path, aside.manifest] { unlink(path) }
            throw error
        }
    }

    /// Writes what a backup holds, except its manifest.
    private func write(_ aside: BackupPlace, named name: String, of connection: Connection) throws -> BackupManifest {
        if case .folder(let path) = aside { try Folder.make(path, mode: .exactly(0o700)) }
        let programs = try PostgresPrograms(for: connection)
        return try connection.readOnlyTransaction {
            let problems = try Ledger(connection).problems()
            guard problems.isEmpty else { throw UpkeepError.ledgerBroken(problems: problems.map(\.description)) }
            progress("dumping the database")
            try programs.run(
                "pg_dump",
                [
                    "--dbname=\(programs.conninfo)", "--snapshot=\(try connection.exportSnapshot())",
                    "--file=\(aside.dump)", "--format=\(aside.home == nil ? "custom" : "directory")", "--no-password",
                    "--no-unlogged-table-data",
                ])
            chmod(aside.dump, aside.home == nil ? 0o600 : 0o700)
            let head = try Ledger(connection).head()
            if let copy = aside.home { try copyHome(to: copy, upTo: head) }
            progress("hashing what was written")
            let about = try Script.backupState.query(on: connection)[0]
            return BackupManifest(
                program: Provenance.own.description, server: try about.get("server"),
                takenAt: try about.get("taken_at"),
                migration: try about.get("migration"), rows: try rowCounts(in: connection), ledger: head,
                pseudonymKey: try about.get("pseudonym_key"), files: try files(of: aside, named: name))
        }
    }

    /// Copies the home's files. Bundles are stored before the ledger records them: every edition of the dump is there.
    private func copyHome(to copy: String, upTo head: LedgerHead) throws {
        progress("copying the bundles and settings")
        try Folder.make(copy, mode: .exactly(0o700))
        for entry in BackupPlace.homeEntries {
            let source = entry == "submissions" ? store : "\(home)/\(entry)"
            guard let status = FileStatus(following: source) else { continue }
            if status.isDirectory {
                for name in BackupPlace.files(below: source) where !Self.isUnfinished(name) {
                    try Self.copy("\(source)/\(name)", to: "\(copy)/\(entry)/\(name)")
                }
            } else {
                try Self.copy(source, to: "\(copy)/\(entry)")
            }
        }
        // How far the ledger had come: of the dump, not of now.
        if head.number > 0 {
            let witness = "\(copy)/submissions.state/ledger.json"
            try Folder.make(Path.folder(of: witness))
            try DurableFile.writeNew(Array(try JSONText.text(head).utf8), to: witness)
        }
    }

    /// Whether a process was writing it.
    private static func isUnfinished(_ name: String) -> Bool {
        name.split(separator: "/").contains { $0.hasPrefix(".") && ($0.hasSuffix(".part") || $0.hasSuffix(".gone")) }
    }

    static func copy(_ path: String, to other: String) throws {
        guard let status = FileStatus(following: path), let bytes = FileManager.default.contents(atPath: path) else {
            throw FileError("read", path, reason: "it is gone, or closed to this account")
        }
        try Folder.make(Path.folder(of: other))
        try DurableFile.writeNew(Array(bytes), to: other, mode: .exactly(status.mode & 0o777))
    }

    /// - Parameter name: the name that a single file will have.
    private func files(of place: BackupPlace, named name: String) throws -> [BackupManifest.File] {
        switch place {
        case .file(let path): [try BackupManifest.File(name, at: path)]
        case .folder(let path):
            try BackupPlace.files(below: path).map { try BackupManifest.File($0, at: "\(path)/\($0)") }
        }
    }
}

/// How many rows each table of the warehouse has.
func rowCounts(in connection: Connection) throws -> [String: Int] {
    var rows: [String: Int] = [:]
    for table in try Script.rowCounts.query(on: connection) {
        rows[try table.get("name")] = try connection.query(try table.get("statement"))[0].get("rows", as: Int.self)
    }
    return rows
}

extension BackupPlace {
    /// The place beside another one, in which a backup is written until it is whole.
    static func aside(of place: BackupPlace) -> BackupPlace {
        let path = "\(Path.folder(of: place.path))/.\(Path.name(of: place.path)).part"
        return switch place {
        case .file: .file(path)
        case .folder: .folder(path)
        }
    }
}
