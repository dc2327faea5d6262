import Foundation
import ReportKit
import TestSupport
import Upkeep
import Warehouse

@testable import Submissions

/// A home and a warehouse with a sample, a ledger and a stored bundle.
final class Place {
    let home = "/tmp/laa-upkeep-\(UUID().uuidString.prefix(8))"
    let database: String

    init() throws {
        database = try SampleWarehouse.fresh()
        for folder in ["submissions/Kent-2010-11Q4-edition-1", "modules"] {
            try FileManager.default.createDirectory(atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
        }
        try write("from: 2010-11Q4\npartnerships: [Kent]\n", to: "submissions.yaml")
        try write("a file", to: "submissions/Kent-2010-11Q4-edition-1/return.json")
        try write(String(repeating: "5a", count: 32), to: "pseudonym.key")
        chmod("\(home)/pseudonym.key", 0o600)
        let connection = try connection()
        defer { connection.close() }
        try addEdition(lastVintage: 1, to: connection)
    }

    /// Adds an edition that was prepared and delivered to the ledger.
    func addEdition(lastVintage: Int, to connection: Connection) throws {
        let ledger = Ledger(connection)
        for state in [LedgerEntry.State.prepared, .delivered] {
            try ledger.add(
                LedgerEntry(
                    partnership: "Kent", quarter: Quarter("2010-11Q4")!, edition: 1, state: state,
                    asOf: Day("2011-07-28")!, account: "tests",
                    content: state == .prepared
                        ? LedgerEntry.Content(
                            bundle: "Kent-2010-11Q4-edition-1", hash: String(repeating: "0", count: 64), files: 1,
                            bytes: 6, program: "0", modules: "{}", vintages: "[]", lastVintage: lastVintage,
                            snapshot: "1:1:") : nil))
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home)
    }

    var settings: SubmissionSettings {
        get throws { try SubmissionSettings(home: home) }
    }

    func connection() throws -> Connection { try Fixture.connection(to: database) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(home)/\(name)"))
    }

    /// Records a key's fingerprint, as a load does.
    func know(key fingerprint: String) throws {
        let connection = try connection()
        defer { connection.close() }
        try connection.execute(
            "insert into warehouse.pseudonym_key (fingerprint) values (decode('\(fingerprint)', 'hex'))")
    }
}
