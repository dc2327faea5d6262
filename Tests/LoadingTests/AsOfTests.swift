import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Loading

@Suite("As of an earlier vintage")
struct AsOfTests {
    /// The result of a query, as text, in the warehouse as it was after a vintage, or as it is.
    private func rows(_ desk: Desk, _ sql: String, asOf vintage: Int?) throws -> [String] {
        try desk.connection.readOnlyTransaction(settings: [.asOf: vintage.map(String.init) ?? TransactionSetting.latest]
        ) {
            return try desk.connection.query(sql).map { try $0.get(0, as: String.self) }
        }
    }

    private static let people = """
        select concat_ws(' ', coalesce(sex, '-'), coalesce(to_char(birth_month, 'YYYY-MM'), '-'), coalesce(ethnicity, '-'))
        from reporting.offender order by offender_id
        """

    @Test("people are seen as they were recorded then, and nobody who was not yet known")
    func people() throws {
        let desk = try Desk()
        let heading = "snapshot_date,pnc,sex,birth_month,ethnicity,trust,pnc_matched"
        func row(_ person: Int, _ traits: String) -> String {
            "2010-12-31,\(PNC.number(person)),\(traits),PT-LANCASHIRE,yes"
        }
        try desk.load([heading, row(1, ",1985-03,")])
        try desk.load([heading, row(1, "male,1985-03,white")])
        try desk.load([heading, row(2, "female,1990-01,black")])
        try desk.load([heading, row(1, "female,1986-04,white"), row(2, "female,1990-01,mixed")])
        #expect(try rows(desk, Self.people, asOf: nil) == ["female 1986-04 white", "female 1990-01 mixed"])
        #expect(try rows(desk, Self.people, asOf: 4) == rows(desk, Self.people, asOf: nil))
        #expect(try rows(desk, Self.people, asOf: 3) == ["male 1985-03 white", "female 1990-01 black"])
        #expect(try rows(desk, Self.people, asOf: 2) == ["male 1985-03 white"])
        #expect(try rows(desk, Self.people, asOf: 1) == ["- 1985-03 -"])
    }

    @Test("criminal histories are seen as they were")
    func histories() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        let heading = "snapshot_date,pnc,sanctions"
        for sanctions in 4...5 {
            try desk.load(.criminalHistory, [heading, "2010-12-31,2001/0000001Q,\(sanctions)"])
        }
        let sanctions = "select sanctions::text from reporting.ogrs3_input"
        #expect(try rows(desk, sanctions, asOf: nil) == ["5"])
        #expect(try rows(desk, sanctions, asOf: 2) == ["4"])
        #expect(try rows(desk, sanctions, asOf: 1) == [])
    }

    @Test("and not otherwise, revisions are read: people as they are now are a bare scan")
    func plan() throws {
        let desk = try Desk()
        let query = "explain (costs off) select * from reporting.offender"
        #expect(try rows(desk, query, asOf: nil) == ["Seq Scan on offender o"])
        #expect(try rows(desk, query, asOf: 1).contains { $0.contains("offender_revision") })
        let join = """
            explain (costs off) select p.sex, p.birth_month, p.ethnicity
            from reporting.caseload c left join reporting.offender p using (offender_id)
            """
        #expect(
            try !rows(desk, join, asOf: nil).contains { $0.contains("offender_revision") || $0.contains("SubPlan") })
    }
}
