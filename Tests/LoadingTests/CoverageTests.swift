import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("What an extract covers, and the account of its rows")
struct CoverageTests {
    private static let heading = "snapshot_date,crn,trust,pnc_matched"
    private static let ended = "terminated_on,crn,trust,kind,reason"

    private func caseload(_ day: String, _ trust: String, _ people: Range<Int>) -> [String] {
        people.map { "\(day),X\(100_000 + $0),\(trust),yes" }
    }

    private func covered(_ desk: Desk) throws -> [String] {
        try desk.connection.query(
            """
            select coalesce((select code from warehouse.area_code a where a.area_id = c.area_id and scheme = 'laa'), 'all')
                || ' ' || covers_from || ' ' || covers_through as line
            from reporting.coverage c order by 1
            """
        ).map { try $0.get("line") }
    }

    private func account(_ desk: Desk) throws -> [String] {
        try desk.connection.query(
            """
            select coalesce((select code from warehouse.area_code a where a.area_id = c.area_id and scheme = 'laa'), 'all')
                || ' ' || first_day || ' ' || last_day || ' ' || rows_read || ' ' || rows_rejected as line
            from reporting.row_account c order by 1
            """
        ).map { try $0.get("line") }
    }

    @Test("of a caseload is each trust's own snapshots; --for covers a trust and those it took over from")
    func snapshots() throws {
        let desk = try Desk()
        try desk.load(
            .caseload,
            [Self.heading] + caseload("2010-06-30", "PT-KENT", 0..<3) + caseload("2010-12-31", "PT-KENT", 0..<3)
                + caseload("2010-12-31", "PT-CUMBRIA", 5..<7)
        ) { $0.covers = Period("2010-04-01..2010-12-31") }
        #expect(
            try covered(desk) == [
                "PT-CUMBRIA 2010-12-31 2010-12-31", "PT-KENT 2010-06-30 2010-06-30", "PT-KENT 2010-12-31 2010-12-31",
            ])
        let summary = try desk.load(.caseload, [Self.heading] + caseload("2010-12-31", "PT-KENT", 0..<3)) {
            $0.areas = ["Wales"]
            $0.covers = Period("2010-03-31..2010-12-31")
        }
        #expect(Set(summary.covered.compactMap(\.name)).count == 5, "Wales and the four areas before it")
        #expect(summary.covered.allSatisfy { $0.from == Day("2010-03-31") && $0.through == Day("2010-12-31") })
    }

    @Test("a trust may be named for days before it was one: those it took over from are covered")
    func beforeItBegan() throws {
        let desk = try Desk()
        try desk.load([Self.heading] + caseload("2010-03-31", "PA-KENT", 0..<3)) {
            $0.areas = ["PT-KENT"]
            $0.covers = Period("2010-03-31..2010-03-31")
        }
        #expect(
            try covered(desk) == ["PA-KENT 2010-03-31 2010-03-31", "PT-KENT 2010-03-31 2010-03-31"])
    }

    @Test("of a list for named trusts without stated days is the days on which each has rows")
    func ownDays() throws {
        let desk = try Desk()
        try desk.load(
            .caseload,
            [Self.heading] + caseload("2010-06-30", "PT-KENT", 0..<3) + caseload("2010-12-31", "PT-KENT", 0..<3)
                + caseload("2010-12-31", "PT-CUMBRIA", 5..<7)
        ) { $0.areas = ["PT-KENT", "PT-CUMBRIA"] }
        #expect(
            try covered(desk) == [
                "PT-CUMBRIA 2010-12-31 2010-12-31", "PT-KENT 2010-06-30 2010-06-30", "PT-KENT 2010-12-31 2010-12-31",
            ])
        let other = try desk.load(.caseload, [Self.heading] + caseload("2010-12-31", "PT-CUMBRIA", 5..<7)) {
            $0.areas = ["PT-KENT"]
        }
        #expect(other.ofOtherAreas == 2 && other.covered.isEmpty)
    }

    @Test("of other kinds is their areas for all of their days, or every area where rows name none")
    func events() throws {
        let desk = try Desk()
        let rows = ["2010-11-05,X100001,PT-KENT,order,completed", "2010-11-20,X100002,PT-CUMBRIA,order,completed"]
        try desk.load(.terminations, [Self.ended] + rows)
        #expect(
            try covered(desk) == ["PT-CUMBRIA 2010-11-05 2010-11-20", "PT-KENT 2010-11-05 2010-11-20"])
        let offences = "crn,offence_date,proven_date,offence_code"
        try desk.load(.reoffences, [offences, "X100001,2010-12-01,2011-01-05,00801"])
        #expect(try covered(desk).contains("all 2010-12-01 2011-01-05"))
        // The same days again are nothing new; further days are.
        #expect(try desk.load(.terminations, [Self.ended] + rows).vintage == nil)
        let wider = try desk.load(.terminations, [Self.ended] + rows) { $0.covers = Period("2010-10-01..2010-12-31") }
        #expect(wider.vintage == 3)
    }

    @Test("a file whose rows are all rejected records nothing, and says so in the ledger")
    func noGoodRow() throws {
        let desk = try Desk()
        let error = #expect(throws: LoadError.self) {
            try desk.load(.terminations, [Self.ended, "2010-11-31,X100001,PT-KENT,order,completed"]) {
                $0.covers = Period("2010-10-01..2010-12-31")
                $0.acceptedRejections = "no other"
            }
        }
        guard case .noGoodRow(read: 1, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.exitCode == .badData)
        #expect(try covered(desk).isEmpty)
        #expect(try account(desk).isEmpty)
        #expect(try desk.count("select count(*) from warehouse.load where stopped = 'no row was good'") == 1)
    }

    @Test("counts rows read and rejected by trust and month as far as each row tells them")
    func accounts() throws {
        let desk = try Desk()
        let rows = [
            "2010-11-05,X100001,PT-KENT,order,completed", "2010-11-20,X100002,PT-KENT,order,completed",
            "2010-11-21,X100003,PT-KENT,order,vanished", "2010-12-01,X100004,PT-KENT,order,completed",
            "2010-12-02,X100005,PT-CUMBRIA,order,completed", "2010-11-31,X100006,PT-KENT,order,completed",
            "2010-12-03,X100007,PT-NOWHERE,order,completed", "2010-12-03", "2010-12-04,,PT-KENT,order,completed",
            // The same person's termination twice: rejected by the server, not by the reader.
            "2010-12-02,X100005,PT-CUMBRIA,order,completed",
        ]
        let summary = try desk.load(.terminations, [Self.ended] + rows)
        #expect(summary.counts == [10, 4, 0, 6])
        // The good rows, and those rejected: of one person each, as far as it can be told. What tells no day that the good
        // rows reach may be of any of theirs.
        let expected = [
            "PT-CUMBRIA 2010-12-02 2010-12-02 1 0", "PT-CUMBRIA 2010-12-02 2010-12-02 1 1",
            "PT-KENT 2010-11-05 2010-11-20 2 0", "PT-KENT 2010-11-05 2010-12-02 1 1",
            "PT-KENT 2010-11-05 2010-12-02 1 1", "PT-KENT 2010-11-21 2010-11-21 1 1",
            "PT-KENT 2010-12-01 2010-12-01 1 0", "all 2010-11-05 2010-12-02 1 1", "all 2010-11-05 2010-12-02 1 1",
        ]
        #expect(try account(desk).sorted() == expected)
        // The same file once more changes nothing.
        #expect(try desk.load(.terminations, [Self.ended] + rows).vintage == nil)
        // A corrected extract that is whole replaces the account, also of what could not be read; one with fewer rows says
        // that it is complete.
        let corrected = Array(rows[0...1]) + Array(rows[3...4]) + ["2010-12-05,X100009,PT-KENT,order,completed"]
        #expect(try desk.load(.terminations, [Self.ended] + corrected).vintage == 2)
        #expect(try account(desk).contains("PT-KENT 2010-11-21 2010-11-21 1 1"))
        #expect(try desk.load(.terminations, [Self.ended] + corrected) { $0.isComplete = true }.vintage == 3)
        #expect(
            try account(desk) == [
                "PT-CUMBRIA 2010-12-02 2010-12-02 1 0", "PT-KENT 2010-11-05 2010-11-20 2 0",
                "PT-KENT 2010-12-01 2010-12-05 2 0",
            ])
        try desk.connection.execute("select set_config('laa.as_of', '1', false)")
        #expect(try account(desk).sorted() == expected)
    }

    @Test("a repeat in an extract that names nobody is made good by the same extract without it")
    func repeats() throws {
        let desk = try Desk()
        let rows = ["E10000017", "E10000006"].map { "most serious violence,\($0),2010-07-01,2010-09-30,100" }
        let heading = "measure,area,counted_from,counted_through,number"
        try desk.load(.areaCounts, [heading] + rows + [rows[0]])
        #expect(try desk.count("select sum(rows_rejected)::bigint from reporting.row_account") == 1)
        try desk.load(.areaCounts, [heading] + rows)
        #expect(try desk.count("select sum(rows_rejected)::bigint from reporting.row_account") == 0)
    }

    @Test("says how large each trust's snapshots are after each load")
    func sizes() throws {
        let desk = try Desk()
        try desk.load(.caseload, [Self.heading] + caseload("2010-12-31", "PT-KENT", 0..<3))
        try desk.load(.caseload, [Self.heading] + caseload("2010-12-31", "PT-KENT", 2..<6))
        #expect(try desk.count("select people::bigint from reporting.snapshot_size") == 6)
        try desk.connection.execute("select set_config('laa.as_of', '1', false)")
        #expect(try desk.count("select people::bigint from reporting.snapshot_size") == 3)
    }
}
