import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("A dry run")
struct DryRunTests {
    /// Every row of every table, and where the numbers that are given out have got to.
    private func contents(_ desk: Desk) throws -> [String] {
        let tables = try desk.connection.query(
            "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('warehouse', 'laa')"
        )
        var contents: [String] = []
        for table in try tables.map({ try $0.get("name", as: String.self) }) {
            let row = try desk.connection.query(
                "select count(*)::text || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows "
                    + "from \(table) t")[0]
            contents.append("\(table) \(try row.get("rows", as: String.self))")
        }
        let sequences = try desk.connection.query(
            "select schemaname || sequencename || coalesce(last_value, 0) as state from pg_sequences order by 1")
        return try contents.sorted() + sequences.map { try $0.get("state") }
    }

    private func bad(_ count: Int) -> [String] {
        (1...count).map { "2010-12-30,\(PNC.number($0 + 100)),man,1985-03,PT-LANCASHIRE,E10000017,2,yes" }
    }

    @Test("says what the load then does, and writes nothing: no row, no number, no list, no key")
    func nothingWritten() throws {
        let desk = try Desk()
        let before = try contents(desk)
        let lines = [Desk.heading, Desk.row] + bad(6)
        var dry = try desk.load(lines) { $0.isDryRun = true }
        #expect(try contents(desk) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder) == ["extract.csv"])
        #expect(dry.isDryRun && dry.vintage == 1 && dry.rejectedFile == nil)
        #expect(dry.firstRejects.count == 10)
        #expect(
            dry.firstRejects.first
                == Reject(
                    line: 3, column: "sex", value: "man", reason: "is not one of: female; male"))

        let real = try desk.load(lines)
        dry.isDryRun = false
        dry.firstRejects = []
        dry.rejectedFile = real.rejectedFile
        #expect(dry == real && real.vintage == 1)
    }

    @Test("shows no rejected word that may be a name; codes and numbers stay")
    func names() throws {
        let rows = ["Jane Smith", "F1", "m"].enumerated().map { index, word in
            "2010-12-31,\(PNC.number(index + 100)),\(word),1985-03,PT-LANCASHIRE,E10000017,2,yes"
        }
        let dry = try Desk().load([Desk.heading, Desk.row] + rows) { $0.isDryRun = true }
        #expect(dry.firstRejects.map(\.value) == [nil, "F1", "m"])
        #expect(dry.firstRejects.allSatisfy { $0.column == "sex" })
    }

    @Test("after loads leaves their rows, lists and numbers as they are, also for a large file")
    func afterLoads() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row] + bad(1))
        let before = try contents(desk)
        let list = try desk.rejects()
        let dry = try desk.load([Desk.heading, Desk.row.replacing(",2,yes", with: ",3,yes")]) {
            $0.isDryRun = true
            $0.isComplete = true
            $0.largeLoad = 1
        }
        #expect(dry.counts == [1, 1, 0, 0] && dry.vintage == 2)
        #expect(try contents(desk) == before)
        #expect(try desk.rejects() == list)
        #expect(try desk.load([Desk.heading, Desk.row.replacing(",2,yes", with: ",3,yes")]).vintage == 2)
    }

    @Test("that would be stopped ends as the load would, without an entry in the ledger, and shows no identifier")
    func stopped() throws {
        let desk = try Desk()
        let before = try contents(desk)
        let lines = [
            Desk.heading, Desk.row, "2010-12-31,2001/0000001A,male,2009-13,PT-LANCASHIRE,2001/0000002R,2,yes",
        ]
        var options = LoadOptions(today: Desk.today)
        options.rejectionLimit = .rows(0)
        options.isDryRun = true
        var loader = Loader(.caseload, options: options, key: desk.key)
        var seen: [Reject] = []
        loader.whenStopped = { seen = $0.firstRejects }
        let path = try desk.write(lines.map { $0 + "\n" }.joined().utf8)
        let error = #expect(throws: LoadError.self) { try loader.load(path, into: desk.connection) }
        #expect(error == .tooManyRejected(rejected: 1, read: 2, limit: .rows(0), list: nil))
        #expect(error?.exitCode == .badData && error?.message.contains("says why") == false)
        #expect(try contents(desk) == before)
        #expect(!seen.isEmpty && seen.allSatisfy { $0.value == "(masked)" || $0.value == nil }, "\(seen)")
        #expect(!seen.contains { "\($0)".contains("2001/") })
    }
}
