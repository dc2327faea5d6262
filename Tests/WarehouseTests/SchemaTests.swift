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
            // A prediction of no model.
            "update warehouse.caseload_snapshot set model_id = null where predicted is not null",
            // An offence proven before it was done.
            "update warehouse.proven_offence set proven_date = offence_date - 1",
            // A disposal before the proof.
            "update warehouse.proven_offence set disposal_date = proven_date - 1",
            // The same person twice in one snapshot.
            "insert into warehouse.caseload_snapshot select * from warehouse.caseload_snapshot limit 1",
            // A person of no known sex.
            "update warehouse.offender set sex = 'x'",
            // A full date of birth.
            "update warehouse.offender set birth_month = '1980-05-17'",
            // A rate above one as a target.
            "update warehouse.indicator_target set value = 75 where measure = 'rate'",
            // A range whose upper end is the lower one.
            "update warehouse.indicator_target set upper = value - 0.01",
            "update warehouse.indicator_target set upper = 15 where measure = 'rate'",
            // A baseline that is a range.
            "update warehouse.indicator_target set upper = value + 0.01 where kind = 'baseline'",
            // A target of something that is not on the list.
            "update warehouse.indicator_target set measure = 'percentage'",
            // Two targets of one area at one time.
            "insert into warehouse.indicator_target select * from warehouse.indicator_target limit 1",
            // A baseline year that ends after the follow-up began.
            "update warehouse.ppo_cohort set baseline_to = follow_up_from",
            // An answer that is not on the list.
            "update warehouse.termination set accommodation = 'unknown'",
            // An authority in two trusts at once.
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
}
