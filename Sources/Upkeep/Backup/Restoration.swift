import Foundation
import Glibc
import Loading
import Platform
import ReportKit
import Submissions
import Text
import Warehouse

/// Restores a backup into an empty place, on any server, and checks that what is there then is what was backed up.
public struct Restoration {
    public let place: BackupPlace
    public let manifest: BackupManifest
    private let progress: (String) -> Void

    /// Reads a backup and checks every file of it, before anything is restored.
    ///
    /// - Throws: ``UpkeepError/noBackup(path:reason:)``, ``UpkeepError/damaged(path:problems:)`` or
    ///   ``UpkeepError/newerBackup(migration:known:)``.
    public init(of path: String, progress: @escaping (String) -> Void = { _ in }) throws {
        place = try BackupPlace(existing: path)
        manifest = try BackupManifest.read(place.manifest)
        self.progress = progress
        let known = Migrator.current.migrations.last?.number ?? 0
        guard manifest.migration <= known else {
            throw UpkeepError.newerBackup(migration: manifest.migration, known: known)
        }
        progress("checking the backup's files")
        let problems = checked()
        guard problems.isEmpty else { throw UpkeepError.damaged(path: path, problems: problems) }
    }

    /// What is wrong with the backup's files; empty where nothing is.
    private func checked() -> [String] {
        let folder = place.home == nil ? Path.folder(of: place.path) : place.path
        var problems: [String] = []
        for file in manifest.files {
            // The one file of a backup may have been given another name.
            let path = place.home == nil ? place.path : "\(folder)/\(file.name)"
            guard let found = try? BackupManifest.File(file.name, at: path) else {
                problems.append("\(Printable.line(file.name)) is missing")
                continue
            }
            if found.sha256 != file.sha256 || found.bytes != file.bytes {
                problems.append("\(Printable.line(file.name)) was changed")
            }
        }
        if place.home != nil {
            let known = Set(manifest.files.map(\.name) + ["manifest.json"])
            problems += BackupPlace.files(below: place.path).filter { !known.contains($0) }.map {
                "\(Printable.line($0)) is not part of it"
            }
        }
        return problems
    }

    /// Restores the database, and checks its rows, its ledger and its key.
    ///
    /// Where it fails nothing is kept. Roles that the dump does not hold are made; the rights of others than the owner
    /// and the modules' role are to be granted again.
    ///
    /// - Parameters:
    ///   - home: the home whose pseudonym key must be the backup's, if it has one; nil to leave it out.
    ///   - keys: the keys to put there; nil for none.
    public func restore(into connection: Connection, home: String?, keys: KeysFile?) throws {
        if let home { try checkHome(home) }
        try checkKey(home: home, keys: keys)
        guard try Script.isEmpty.query(on: connection)[0].get("is_empty", as: Bool.self) else {
            throw UpkeepError.notEmpty(place: "the database")
        }
        let programs = try PostgresPrograms(for: connection)
        try Script.role.run(on: connection)
        progress("restoring the database")
        do {
            try programs.run(
                "pg_restore",
                [
                    "--dbname=\(programs.conninfo)", "--single-transaction", "--exit-on-error", "--no-owner",
                    "--no-privileges", "--no-password", place.dump,
                ])
            let problems = try differences(in: connection)
            guard problems.isEmpty else { throw UpkeepError.notAsBackedUp(problems: problems) }
            try Script.ownRights.run(on: connection)
            try WarehouseSchema.update(connection)
            try connection.execute("analyze")
        } catch {
            try? Script.dropSchemas.run(on: connection)
            throw error
        }
        if let home {
            progress("restoring the home's files")
            try restoreHome(home)
            try keys?.restore(into: home)
        }
    }

    /// What of the restored database is not as the manifest says.
    private func differences(in connection: Connection) throws -> [String] {
        progress("checking what was restored")
        let found = try rowCounts(in: connection)
        var problems = manifest.rows.sorted { $0.key < $1.key }.compactMap { name, rows -> String? in
            found[name] == rows ? nil : "\(name) has \(found[name].map { "\($0)" } ?? "no") rows of \(rows)"
        }
        let ledger = Ledger(connection)
        problems += try ledger.problems().map(\.description)
        if try ledger.head() != manifest.ledger { problems.append("the ledger ends elsewhere") }
        let key: String? = try Script.backupState.query(on: connection)[0].get("pseudonym_key")
        if key != manifest.pseudonymKey { problems.append("the fingerprint of the pseudonym key is another") }
        return problems
    }

    /// Whether a home has a pseudonym key.
    public func hasKey(home: String) throws -> Bool { try PseudonymKey(home: home).fingerprint() != nil }

    private func checkKey(home: String?, keys: KeysFile?) throws {
        guard let expected = manifest.pseudonymKey else { return }
        if let home {
            let key = PseudonymKey(home: home)
            if let found = try key.fingerprint(), found != expected { throw UpkeepError.otherKey(path: key.path) }
        }
        if let found = keys?.fingerprint, found != expected { throw UpkeepError.otherKey(path: "the key of --keys") }
    }

    /// Refuses a home that has something of what is to be restored.
    private func checkHome(_ home: String) throws {
        guard let copy = place.home else { return }
        for name in Folder.names(in: copy) {
            let path = "\(home)/\(name)"
            guard let status = FileStatus(path) else { continue }
            if status.isDirectory && BackupPlace.files(below: path).isEmpty { continue }
            throw UpkeepError.notEmpty(place: path)
        }
    }

    private func restoreHome(_ home: String) throws {
        guard let copy = place.home else { return }
        for name in BackupPlace.files(below: copy) {
            try Backup.copy("\(copy)/\(name)", to: "\(home)/\(name)")
        }
    }
}
