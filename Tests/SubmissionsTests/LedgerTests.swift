import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Submissions

@Suite("The ledger of submissions")
struct LedgerTests {
    private func warehouse() throws -> Connection {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        try connection.execute("insert into warehouse.vintage (kind, source_system) values ('caseload', 'test')")
        return connection
    }

    private func entry(
        _ state: LedgerEntry.State, edition: Int = 1, partnership: String = "Lancashire", reason: String? = nil
    ) throws -> LedgerEntry {
        LedgerEntry(
            partnership: partnership, quarter: try #require(Quarter("2010-11Q4")), edition: edition, state: state,
            asOf: try #require(Day("2011-07-28")), account: "tester@here",
            reason: reason ?? (state == .failed ? "broken\nin two — lines" : nil),
            content: state == .prepared
                ? .init(
                    bundle: "b\(edition)", hash: String(repeating: "a", count: 64), files: 3, bytes: 99, program: "1",
                    modules: "{}", vintages: "[1]", lastVintage: 1, snapshot: "1:1:") : nil)
    }

    @Test("the witness notes nothing while another process has its lock, and gives up where a stop is asked for")
    func witness() async {
        await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
            let folder = "/tmp/laa-witness-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let witness = LedgerWitness(in: folder)
            let other = try FileLock(witness.path + ".lock")
            Interrupt.shared.request()
            let head = LedgerHead(number: 1, hash: String(repeating: "a", count: 64))
            #expect(throws: WarehouseError.cancelled) { try witness.note(head) }
            #expect(!FileManager.default.fileExists(atPath: witness.path))
            other.release()
            try witness.note(head)
            #expect(FileManager.default.fileExists(atPath: witness.path))
        }
    }

    @Test("entries are numbered, chained to the one before, and read back as they were added")
    func added() throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        #expect(try ledger.head() == LedgerHead(number: 0, hash: String(repeating: "0", count: 64)))
        for state in [LedgerEntry.State.failed, .prepared, .delivered] { try ledger.add(try entry(state)) }
        let entries = try ledger.entries()
        #expect(entries.map(\.number) == [1, 2, 3])
        #expect(entries[0].reason == "broken\nin two — lines")
        #expect(entries[1].content == (try entry(.prepared)).content)
        #expect(entries.map(\.previousHash) == [String(repeating: "0", count: 64), entries[0].hash, entries[1].hash])
        #expect(try ledger.head() == LedgerHead(number: 3, hash: entries[2].hash))
        #expect(try ledger.problems().isEmpty)
        #expect(try ledger.entries(partnership: "Cumbria").isEmpty)
    }

    @Test("whether it can be added to is tried, and leaves nothing behind")
    func tried() throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        try ledger.checkWritable()
        #expect(try ledger.entries().isEmpty)
        #expect(try ledger.head() == LedgerHead(number: 0, hash: String(repeating: "0", count: 64)))
        try connection.execute("set role pg_read_all_data")
        let error = try #require(throws: SubmissionError.self) { try ledger.checkWritable() }
        #expect(error.exitCode == .notAllowed && error.description.contains("Grant this role insert"), "\(error)")
        try connection.execute("reset role")
        try ledger.add(try entry(.failed))
        #expect(try ledger.entries().map(\.number) == [1])
    }

    @Test("an entry's hash is that of the text the schema states, made here from its parts")
    func text() throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        try ledger.add(try entry(.failed, reason: "café"))
        let entry = try ledger.entries()[0]
        let time: String = try connection.query(
            "select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from warehouse.submission"
        )[0].get(0)
        let fields: [(String, String?)] = [
            ("number", "1"), ("partnership", "Lancashire"), ("quarter", "2010-11Q4"), ("edition", "1"),
            ("state", "failed"), ("reason", "café"), ("override_reason", nil), ("as_of", "2011-07-28"), ("bundle", nil),
            ("content_hash", nil), ("files", nil), ("bytes", nil), ("program", nil), ("modules", nil),
            ("vintages", nil),
            ("last_vintage", nil), ("snapshot", nil), ("exit_status", nil), ("output", nil),
            ("account", "tester@here"), ("recorded_by", entry.recordedBy), ("recorded_at", time),
            ("previous_hash", String(repeating: "0", count: 64)),
        ]
        let text = fields.map { name, value in "\(name)=\(value.map { "\($0.utf8.count):\($0)" } ?? "-")\n" }.joined()
        #expect(BundleFile(name: "", text: text).hash == entry.hash)
    }

    @Test(
        "nothing of it can be changed or deleted, not even by a superuser or past triggers",
        arguments: [
            "update warehouse.submission set state = 'delivered'", "delete from warehouse.submission",
            "truncate warehouse.submission", "truncate warehouse.submission_head",
            "delete from warehouse.submission_head",
        ])
    func kept(statement: String) throws {
        let connection = try warehouse()
        try Ledger(connection).add(try entry(.failed))
        for setting in ["origin", "replica"] {
            try connection.execute("set session_replication_role = \(setting)")
            do {
                try connection.execute(statement)
                Issue.record("accepted: \(statement)")
            } catch WarehouseError.server(let error) {
                #expect(error.sqlState == "42501", "\(error)")
            }
        }
        #expect(try Ledger(connection).entries().count == 1)
    }

    @Test("its owner, no superuser, may add to it, and has no right to do more")
    func privileges() throws {
        let connection = try warehouse()
        let role = "owner_\(UUID().uuidString.lowercased().prefix(8))"
        try connection.execute("create role \(role); grant usage on schema warehouse to \(role)")
        try connection.execute("alter table warehouse.submission owner to \(role)")
        func may(_ right: String) throws -> Bool {
            try connection.query(
                "select has_table_privilege($1, 'warehouse.submission', $2)", [.text(role), .text(right)])[0].get(0)
        }
        #expect(try may("insert") && may("select"))
        #expect(try !may("update") && !may("delete") && !may("truncate"))
        try connection.execute("drop owned by \(role) cascade; drop role \(role)")
    }

    @Test(
        "whoever switches the triggers off and tampers is found out",
        arguments: [
            ("update warehouse.submission set reason = 'another' where number = 1", "entry 1: it was changed"),
            (
                "update warehouse.submission set recorded_at = recorded_at - interval '1 day' where number = 2",
                "entry 2"
            ),
            ("delete from warehouse.submission where number = 2", "entry 3: the entry before it, 2, is missing"),
            ("delete from warehouse.submission where number = 1", "entry 2: the entry before it, 1, is missing"),
            ("delete from warehouse.submission where number = 3", "entry 2: the ledger ends with it, but 3 entries"),
            (
                """
                update warehouse.submission s set reason = 'another';
                update warehouse.submission s
                set hash = encode(sha256(convert_to(warehouse.submission_text(s), 'UTF8')), 'hex') where number = 1
                """, "entry 2: it does not follow"
            ),
        ])
    func tampered(statements: String, expected: String) throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        for state in [LedgerEntry.State.failed, .prepared, .delivered] { try ledger.add(try entry(state)) }
        try connection.execute("alter table warehouse.submission disable trigger all")
        try connection.execute(statements)
        let problems = try ledger.problems().map(\.description)
        #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems)")
    }

    @Test("an edition cannot be delivered before it is prepared, nor prepared or delivered twice, nor follow none")
    func order() throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        func refuses(_ entry: LedgerEntry, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(throws: WarehouseError.self, sourceLocation: sourceLocation) { try ledger.add(entry) }
        }
        refuses(try entry(.delivered))
        refuses(try entry(.prepared, edition: 2))
        try ledger.add(try entry(.prepared))
        refuses(try entry(.prepared))
        refuses(try entry(.superseded))
        refuses(try entry(.prepared, edition: 2))
        try ledger.add(try entry(.delivered))
        refuses(try entry(.delivered))
        try ledger.add(try entry(.prepared, edition: 2))
        #expect(try ledger.entries().map(\.number) == [1, 2, 3])
        #expect(try ledger.problems().isEmpty)
    }

    @Test("many sessions at once each add their entries, one after another")
    func atOnce() async throws {
        let database = try SampleWarehouse.empty()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let ledger = Ledger(try Fixture.connection(to: database))
                    for _ in 0..<10 { try ledger.add(try self.entry(.failed, partnership: "Area \(writer)")) }
                }
            }
            try await group.waitForAll()
        }
        let ledger = Ledger(try Fixture.connection(to: database))
        #expect(try ledger.entries().map(\.number) == Array(1...80))
        #expect(try ledger.problems().isEmpty)
    }

    @Test("the editions of a return are told apart, and each has its last state")
    func editions() throws {
        let connection = try warehouse()
        let ledger = Ledger(connection)
        for state in [LedgerEntry.State.prepared, .delivered] { try ledger.add(try entry(state)) }
        try ledger.add([try entry(.prepared, edition: 2), try entry(.delivered, edition: 2), try entry(.superseded)])
        let editions = Edition.all(of: try ledger.entries())
        #expect(editions.map(\.edition) == [1, 2])
        #expect(editions.map(\.last.state) == [.superseded, .delivered])
        let json = try LedgerListing(try ledger.entries()).json()
        let list = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
        #expect(list.map { $0["state"] as? String } == ["superseded", "delivered"])
        for key in ["partnership", "quarter", "edition", "state", "hash"] { #expect(list[0][key] != nil, "\(key)") }
    }
}
