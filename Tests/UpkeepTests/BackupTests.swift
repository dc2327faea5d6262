import Foundation
import Glibc
import Loading
import ReportKit
import Submissions
import TestSupport
import Testing
import Warehouse

@testable import Upkeep

extension UpkeepTests {
    @Suite("Backup and restore")
    struct BackupTests {
        private func mode(of path: String) -> mode_t {
            var status = stat()
            return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
        }

        @Test("the drill: what is backed up is there again in another database and home, with its rights and its key")
        func drill() throws {
            let place = try Place()
            try place.know(key: try #require(try PseudonymKey(home: place.home).fingerprint()))
            let folder = place.home + "-backup"
            let home = place.home + "-restored"
            let keys = place.home + "-keys"
            defer { for path in [folder, home, keys] { try? FileManager.default.removeItem(atPath: path) } }

            let connection = try place.connection()
            // What need not outlive a crash is not backed up.
            try connection.execute("insert into warehouse.weighing (key, marks) values (sha256('x'), '')")
            let manifest = try Backup(home: place.home, settings: try place.settings).make(
                .folder(folder), of: connection)
            try KeysFile(ofHome: place.home, settings: try place.settings).write(to: keys)
            #expect(manifest.ledger.number == 2 && manifest.rows["warehouse.submission"] == 2)
            #expect(mode(of: folder) == 0o700 && mode(of: keys) == 0o600)
            let written = BackupPlace.files(below: folder)
            #expect(written.contains("home/submissions/Kent-2010-11Q4-edition-1/return.json"))
            #expect(!written.contains { $0.hasSuffix(".key") }, "keys are in no backup")

            let database = try Fixture.database()
            let restored = try Fixture.connection(to: database)
            let restoration = try Restoration(of: folder)
            try restoration.restore(into: restored, home: home, keys: try KeysFile(keys))
            #expect(try Ledger(restored).head() == manifest.ledger)
            #expect(try rowCounts(in: restored) == manifest.rows)
            #expect(try restored.query("select from warehouse.weighing").isEmpty)
            #expect(try Migrator.current.checkCurrent(on: restored) == ())
            #expect(try PseudonymKey(home: home).fingerprint() == manifest.pseudonymKey)
            #expect(mode(of: "\(home)/pseudonym.key") == 0o600)
            #expect(FileManager.default.fileExists(atPath: "\(home)/submissions.yaml"))
            // The witness is of the dump: nothing is submitted twice, and nothing is taken for put back.
            #expect(FileManager.default.fileExists(atPath: "\(home)/submissions.state/ledger.json"))
            #expect(throws: WarehouseError.self, "the owner may only add to the ledger") {
                try restored.execute("delete from warehouse.submission")
            }
            let access = try ModuleAccess(of: restored, environment: [:])
            #expect(access.level == .ownSession)
            #expect(try WarehouseVerification(of: restored).problems == [])

            #expect(throws: UpkeepError.self, "the place is not empty any more") {
                try Restoration(of: folder).restore(into: restored, home: nil, keys: nil)
            }
            #expect(throws: UpkeepError.placeTaken(path: folder)) {
                try Backup(home: place.home, settings: try place.settings).make(.folder(folder), of: connection)
            }
        }

        @Test(
            "one file holds the database; changed, cut or without its manifest it is refused before anything is restored"
        )
        func damaged() throws {
            let place = try Place()
            let file = place.home + "/laa.dump"
            try Backup(home: place.home, settings: try place.settings).make(.file(file), of: try place.connection())
            let restored = try Fixture.connection()
            let handle = try #require(FileHandle(forUpdatingAtPath: file))
            try handle.seek(toOffset: 500)
            try handle.write(contentsOf: Data([0xFF, 0x00, 0xFF]))
            try handle.close()
            #expect(throws: UpkeepError.damaged(path: file, problems: ["laa.dump was changed"])) {
                try Restoration(of: file)
            }
            unlink(file)
            #expect(throws: UpkeepError.self) { try Restoration(of: file) }
            #expect(try Script.isEmpty.query(on: restored)[0].get("is_empty", as: Bool.self))
        }

        @Test("another pseudonym key in the home is refused, and nothing is restored")
        func otherKey() throws {
            let place = try Place()
            try place.know(key: try #require(try PseudonymKey(home: place.home).fingerprint()))
            let file = place.home + "/laa.dump"
            try Backup(home: place.home, settings: try place.settings).make(.file(file), of: try place.connection())
            try place.write(String(repeating: "11", count: 32), to: "pseudonym.key")
            let restored = try Fixture.connection()
            #expect(throws: UpkeepError.otherKey(path: "\(place.home)/pseudonym.key")) {
                try Restoration(of: file).restore(into: restored, home: place.home, keys: nil)
            }
            #expect(try Script.isEmpty.query(on: restored)[0].get("is_empty", as: Bool.self))
        }

        @Test("a ledger that was tampered with is not backed up as if it were whole")
        func tampered() throws {
            let place = try Place()
            let connection = try place.connection()
            try connection.execute(
                "alter table warehouse.submission disable trigger keep_submissions; "
                    + "update warehouse.submission set account = 'another' where number = 1")
            #expect(throws: UpkeepError.self) {
                try Backup(home: place.home, settings: try place.settings).make(
                    .file(place.home + "/x"), of: connection)
            }
            #expect(!FileManager.default.fileExists(atPath: place.home + "/x"))
        }

        @Test("a file of keys that others can read, or that is a pipe, is refused")
        func keysFile() throws {
            let place = try Place()
            let path = place.home + "/keys"
            try KeysFile(ofHome: place.home, settings: try place.settings).write(to: path)
            #expect(try KeysFile(path).fingerprint == PseudonymKey(home: place.home).fingerprint())
            chmod(path, 0o644)
            #expect(throws: UpkeepError.keysFile(path: path, problem: "can be read by others")) { try KeysFile(path) }
            unlink(path)
            mkfifo(path, 0o600)
            #expect(throws: UpkeepError.keysFile(path: path, problem: "is not a plain file")) { try KeysFile(path) }
        }
    }

    @Suite("Verifying")
    struct VerifyingTests {
        @Test("a whole warehouse passes, page by page; a row that violates a constraint, and a damaged page, are found")
        func verify() throws {
            let place = try Place()
            let connection = try place.connection()
            let whole = try WarehouseVerification(of: connection)
            #expect(whole.problems == [] && whole.notes == [])
            #expect(whole.relations > 20 && whole.constraints > 50 && whole.entries == 2)
            // Triggers of foreign keys are passed over, as a careless repair would.
            try connection.execute(
                "set session_replication_role = replica; "
                    + "update warehouse.offender set vintage_id = 99999 where offender_id = 1; "
                    + "reset session_replication_role")
            let found = try WarehouseVerification(of: connection).problems
            #expect(
                found.count == 1 && found[0].contains("offender") && found[0].contains("1 rows violate it"), "\(found)")
            // The extension is taken away again.
            #expect(try connection.query("select 1 from pg_extension where extname = 'amcheck'").isEmpty)
        }
    }
}
