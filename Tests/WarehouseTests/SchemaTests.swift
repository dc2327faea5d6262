import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse
import WarehouseSQL

@Suite("The warehouse's schema")
struct SchemaTests {
    @Test("every file of sql/migrations is built in, in order and under its own number and name")
    func listed() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../sql/migrations")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let built = WarehouseSQL.migrations.map { step in
            String(repeating: "0", count: 4 - String(step.number).count) + "\(step.number)_\(step.name).sql"
        }
        #expect(built == files)
        for (step, file) in zip(WarehouseSQL.migrations, files) {
            #expect(try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8) == step.sql)
        }
    }

    @Test("every table, view, column and function has a comment")
    func commented() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let missing = try connection.query(String(decoding: try Self.sql("uncommented"), as: UTF8.self))
        #expect(try missing.map { try $0.get(0, as: String.self) } == [])
    }

    @Test(
        "an impossible row is refused by a constraint",
        arguments: [
            // A snapshot that is not a quarter end.
            "update warehouse.caseload_snapshot set snapshot_date = '2010-05-31'",
            // A probability above one.
            "update warehouse.caseload_snapshot set predicted = 1.01 where predicted is not null",
            // A prediction without a model.
            "update warehouse.caseload_snapshot set model_id = null where predicted is not null",
            // An offence proven before it was committed.
            "update warehouse.proven_offence set proven_date = offence_date - 1",
            // A disposal before the proof.
            "update warehouse.proven_offence set disposal_date = proven_date - 1",
            // The same person twice in one snapshot.
            "insert into warehouse.caseload_snapshot select * from warehouse.caseload_snapshot limit 1",
            // A person of a sex that is not on the list.
            "update warehouse.offender set sex = 'x'",
            // A full date of birth.
            "update warehouse.offender set birth_month = '1980-05-17'",
            // A rate above one as a target.
            "update warehouse.indicator_target set value = 75 where measure = 'rate'",
            // A range whose upper end equals its lower end.
            "update warehouse.indicator_target set upper = value - 0.01",
            "update warehouse.indicator_target set upper = 15 where measure = 'rate'",
            // A baseline that is a range.
            "update warehouse.indicator_target set upper = value + 0.01 where kind = 'baseline'",
            // A target of something that is not on the list.
            "update warehouse.indicator_target set measure = 'percentage'",
            // Two targets for one area at the same time.
            "insert into warehouse.indicator_target select * from warehouse.indicator_target limit 1",
            // A baseline year that ends after the follow-up began.
            "update warehouse.ppo_cohort set baseline_to = follow_up_from",
            // An answer that is not on the list.
            "update warehouse.termination set accommodation = 'unknown'",
            // More appointments kept than arranged.
            "update warehouse.commencement set attended = appointments + 1",
            // A drug-testing condition on an order.
            "update warehouse.commencement set drug_testing = true where kind <> 'licence'",
            // Hours of unpaid work on a curfew.
            "update warehouse.requirement set hours_ordered = 40 where kind = 'curfew'",
            // A requirement that ended without an outcome.
            "update warehouse.requirement set outcome = null where ended_on is not null",
            // A programme that ended before it began.
            "update warehouse.programme set ended_on = started_on - 1 where ended_on is not null",
            // Work kept for four weeks after only three.
            "update warehouse.employment_referral set sustained_on = employed_on + 21 where sustained_on is not null",
            // More people sent home than came.
            "update warehouse.work_session set stood_down = instructed + 1",
            // A report delivered before the court asked for it.
            "update warehouse.court_report set delivered_on = requested_on - 1",
            // A breach with a recall's hours.
            "update warehouse.enforcement set hours_to_casework = 1 where kind = 'breach'",
            // Needs in an assessment that is not the final one.
            "update warehouse.assessment set needs_identified = 1, needs_met = 1 where kind = 'review'",
            // A parole report with the beginning of a review.
            "update warehouse.parole_report set review_began_on = due_on where kind = 'parole'",
            // A cohort joined in April.
            "update warehouse.young_offender set joined_on = '2010-04-01'",
            // Fewer offences in a year than in half of it.
            "update warehouse.young_offender set reoffences_12 = 0 where reoffences_6 > 0",
            // A quarterly count for a month.
            "update warehouse.area_count set counted_through = counted_from + 30 where measure = 'MARAC cases'",
            // More repeats than cases.
            "update warehouse.area_count set number = out_of + 1 where measure = 'MARAC cases'",
            // Two values for one area at the same time.
            "insert into warehouse.supplied_value select * from warehouse.supplied_value limit 1",
            // A number and words together.
            "update warehouse.supplied_value set answer = 'good' where value is not null",
            // An extract of an unknown kind.
            "update warehouse.vintage set kind = 'weather'",
            // An authority in two trusts at the same time.
            """
            insert into warehouse.area_parent (area_id, parent_id)
            select area_id, 102 from warehouse.area_parent where parent_id = 101 limit 1
            """,
            // One code for two areas.
            "update warehouse.area_code set code = 'E10000017' where code = 'E10000016'",
        ])
    func impossible(statement: String) throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        do {
            try connection.transaction { _ = try connection.execute(statement) }
            Issue.record("accepted: \(statement)")
        } catch WarehouseError.server(let error) {
            // Class 23: integrity constraint violation.
            #expect(error.sqlState.hasPrefix("23"), "\(error)")
        }
    }

    @Test("areas carry the codes, parents and successors of the reference files")
    func areas() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        func count(_ sql: String) throws -> Int { try connection.query(sql)[0].get(0) }
        #expect(try count("select count(*) from warehouse.area where level = 'local-authority'") == 174)
        #expect(try count("select count(*) from warehouse.area where level = 'region'") == 10)
        #expect(
            try count("select count(*) from warehouse.area where level = 'trust' and valid @> '2010-03-31'::date")
                == 42)
        #expect(
            try count("select count(*) from warehouse.area where level = 'trust' and valid @> '2010-04-01'::date")
                == 35)
        #expect(try count("select count(*) from warehouse.area_code where code in ('16', '00CN', '47')") == 3)
        #expect(try count("select count(*) from warehouse.area_succession") == 42)
    }

    @Test("a snapshot is held as of a vintage by which it has rows, whether they were revised since or not")
    func heldSnapshots() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.fresh())
        func held(_ seen: String) throws -> [Bool] {
            try connection.readOnlyTransaction(settings: [.asOf: seen]) {
                let days = ["2010-12-31", "2010-11-30", "1990-03-31"].map { Day($0)! }
                return try days.map { day in
                    let told: Bool = try connection.query("select reporting.holds_snapshot($1)", [.day(day)])[0].get(0)
                    let rows = try connection.query(
                        "select from reporting.caseload where snapshot_date = $1 limit 1", [.day(day)])
                    #expect(told == !rows.isEmpty)
                    return told
                }
            }
        }
        #expect(try held("latest") == [true, false, false])
        let loaded: Int = try connection.query(
            "select max(vintage_id) from warehouse.caseload_snapshot where snapshot_date = '2010-12-31'")[0].get(0)
        #expect(try held(String(loaded)) == [true, false, false])
        #expect(try held("0") == [false, false, false])
        // A later vintage takes all of its rows away.
        let later: Int = try connection.query(
            """
            insert into warehouse.vintage (kind, source_system, synthetic)
            select kind, source_system, synthetic from warehouse.vintage where vintage_id = $1 returning vintage_id
            """, [.integer(loaded)])[0].get(0)
        _ = try connection.query(
            "update warehouse.caseload_snapshot set superseded_by = $1::integer where snapshot_date = '2010-12-31'",
            [.integer(later)])
        #expect(try held("latest") == [false, false, false])
        #expect(try held(String(loaded)) == [true, false, false])
        #expect(try held(String(later)) == [false, false, false])
    }

    @Test("making the warehouse again adds nothing and changes nothing")
    func again() throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        let fingerprint = """
            select md5(string_agg(t::text, '|' order by t::text)) from (select a::text from warehouse.area a union all
            select c::text from warehouse.area_code c union all select p::text from warehouse.area_parent p) as all_(t)
            """
        let before: String = try connection.query(fingerprint)[0].get(0)
        #expect(try WarehouseSchema.update(connection).isEmpty)
        #expect(try connection.query(fingerprint)[0].get(0) == before)
    }

    private static func sql(_ name: String) throws -> Data {
        try Data(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("sql/\(name).sql"))
    }

    @Test("working days are Mondays to Fridays that are no bank holiday, counted from the day after")
    func workingDays() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        // Spans with their working days, counted by hand: over a weekend, over Christmas, over Easter and the royal
        // wedding of 2011, backwards, and none.
        let spans = [
            ("2010-07-02", "2010-07-05", 1), ("2010-12-24", "2011-01-04", 4), ("2011-04-15", "2011-05-03", 8),
            ("2010-07-05", "2010-07-02", 0), ("2010-07-05", "2010-07-05", 0), ("2010-07-03", "2010-07-04", 0),
        ]
        for (from, to, days) in spans {
            let counted: Int = try connection.query(
                "select reporting.working_days($1::text::date, $2::text::date)", [.text(from), .text(to)])[0].get(0)
            #expect(counted == days, "\(from) to \(to)")
        }
        let weekends: Int = try connection.query(
            "select count(*) from reporting.bank_holiday where extract(isodow from day) > 5")[0].get(0)
        #expect(weekends == 0)
    }

    @Test("a bank holiday that is added counts from then on, however who adds it writes days")
    func addedBankHoliday() throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        func counted() throws -> Int {
            try connection.query(
                "select reporting.working_days(date '2010-07-02', date '2010-07-09') as days")[0].get("days")
        }
        #expect(try counted() == 5)
        let administrator = try Fixture.connection(to: database)
        try administrator.execute("set datestyle = 'SQL, DMY'")
        try administrator.execute("insert into warehouse.bank_holiday (day, name) values ('05/07/2010', 'proclaimed')")
        #expect(try counted() == 4)
        try administrator.execute("delete from warehouse.bank_holiday where name = 'proclaimed'")
        #expect(try counted() == 5)
    }
}
