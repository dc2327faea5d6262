import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("Reading the warehouse as it was")
struct AsOfPlanTests {
    /// The plan of a query that looks back to a vintage; nil for none.
    private func plan(_ query: String, asOf vintage: Int?) throws -> [String] {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let seen = vintage.map(String.init) ?? TransactionSetting.latest
        return try connection.readOnlyTransaction(settings: [.asOf: seen]) {
            try connection.query("explain \(query)").map { try $0.get(0, as: String.self) }
        }
    }

    /// How many rows a plan is expected to give.
    private func rows(_ plan: [String]) -> Double? {
        plan.first?.firstMatch(of: /rows=(\d+)/).flatMap { Double($0.1) }
    }

    @Test(
        "finds rows by index, not by reading the table, and knows how many to expect",
        arguments: [
            ("caseload where snapshot_date = '2010-12-31' and offender_id = 5", "caseload_snapshot_superseded"),
            ("termination where terminated_on = '2011-01-05'", "termination_superseded"),
            ("proven_offence where offence_date = '2011-01-05'", "proven_offence_by_day"),
            ("proven_offence where offender_id = 5", "proven_offence_by_person"),
            ("commencement where commenced_on = '2011-01-05'", "commencement_superseded"),
            ("requirement where ended_on = '2011-01-05'", "requirement_superseded"),
            ("programme where started_on = '2011-01-05'", "programme_superseded"),
            ("enforcement where failed_on = '2011-01-05'", "enforcement_superseded"),
            ("court_report where requested_on = '2011-01-05'", "court_report_superseded"),
            ("assessment where due_on = '2011-01-05'", "assessment_superseded"),
        ])
    func indexes(query: String, index: String) throws {
        let now = try plan("select * from reporting.\(query)", asOf: nil)
        let then = try plan("select * from reporting.\(query)", asOf: 1_000)
        #expect(!now.contains { $0.contains("Seq Scan") }, "\(now.joined(separator: "\n"))")
        #expect(!then.contains { $0.contains("Seq Scan") }, "\(then.joined(separator: "\n"))")
        #expect(then.contains { $0.contains(index) }, "\(then.joined(separator: "\n"))")
        let (least, found) = (try #require(rows(now)), try #require(rows(then)))
        #expect(found >= least / 2 - 1 && found <= 2 * least + 1, "\(found) where \(least) are expected now")
    }

    @Test("joins the revisions of people once, and not at all where nothing is looked back to")
    func people() throws {
        let query =
            "select p.sex, count(*) from reporting.termination left join reporting.offender p using (offender_id) "
            + "group by 1"
        let now = try plan(query, asOf: nil)
        let then = try plan(query, asOf: 1_000)
        #expect(!now.contains { $0.contains("offender_revision") }, "\(now.joined(separator: "\n"))")
        #expect(then.contains { $0.contains("offender_revision") }, "\(then.joined(separator: "\n"))")
        #expect(!then.contains { $0.contains("SubPlan") }, "\(then.joined(separator: "\n"))")
    }
}
