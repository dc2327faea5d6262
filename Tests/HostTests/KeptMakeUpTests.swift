import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("What a caseload is made up of")
struct KeptMakeUpTests {
    private let day = Quarter("2010-11Q4")!.lastDay

    /// The number of people by trust, summed over one measure.
    private func people(_ target: String, asOf: AsOf? = nil, on day: Day? = nil) throws -> [Int: Int] {
        let session = try ReportSession(
            opening: ModuleRunner(target: .conninfo(target), program: Built.program, timeLimit: .seconds(60)),
            on: self.day, basis: ReportBasis(asOf: asOf))
        defer { session.close() }
        return try session.makeUpRows(on: day ?? self.day).filter { $0.measure == "sex" }
            .reduce(into: [:]) { $0[$1.trust, default: 0] += $1.people }
    }

    private func kept(_ connection: Connection, _ condition: String = "true") throws -> Int {
        try connection.query(
            "select count(distinct (vintage_id, day)) from warehouse.caseload_make_up where \(condition)")[0]
            .get(0)
    }

    @Test("is counted once for each vintage and snapshot, and again for the next vintage")
    func once() throws {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        let counted = try people(database)
        let rows = "select coalesce(sum(people), 0)::bigint from warehouse.caseload_make_up where measure = "
        let caseload: Int = try connection.readOnlyTransaction(settings: [.asOf: TransactionSetting.latest]) {
            try connection.query(
                "select count(*) from reporting.caseload where snapshot_date = '2010-12-31'")[0].get(0)
        }
        for measure in ["sex", "age", "tier", "offence"] {
            #expect(try connection.query("\(rows) '\(measure)'")[0].get(0) == caseload, "\(measure)")
        }
        #expect(counted.values.reduce(0, +) == caseload)
        #expect(try people(database) == counted && kept(connection) == 1)
        #expect(try people(database, on: Day(number: day.number + 40)) == counted && kept(connection) == 2)
        _ = try people(database, on: Day("2010-12-30"))
        #expect(try kept(connection, "day = date '2010-12-30'") == 1, "of the snapshot before")

        // What is kept is what is read, but not by another query, nor where an earlier state is asked for.
        try connection.execute("update warehouse.caseload_make_up set people = people + 1 where measure = 'sex'")
        #expect(try people(database) != counted)
        let last: Int = try connection.query("select max(vintage_id) from warehouse.published_vintage")[0].get(0)
        #expect(try people(database, asOf: .vintage(last)) == counted)
        try connection.execute("update warehouse.caseload_make_up set query = sha256('another')")
        #expect(try people(database) == counted)

        try connection.execute(
            "insert into warehouse.vintage (kind, source_system, synthetic) values ('terminations', 'test', true)")
        #expect(try people(database) == counted)
        #expect(try kept(connection, "vintage_id = \(last + 1)") == 1 && kept(connection) == 1, "others are forgotten")
    }

    @Test("is not kept of a state in which people are counted who were erased since, and is counted all the same")
    func erased() throws {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        try connection.execute(
            """
            insert into warehouse.erasure (people, rows_removed, rows_in_quarter, last_vintage, kept_out, reason)
            select 1, 1, 1, max(vintage_id), false, 'test' from warehouse.vintage
            """)
        #expect(try !people(database).isEmpty)
        #expect(try kept(connection) == 0)
    }

    @Test("is counted where nothing can be kept: the table is not there, or somebody holds it")
    func cannot() throws {
        let database = try SampleWarehouse.fresh()
        let connection = try Fixture.connection(to: database)
        try connection.execute("begin; lock table warehouse.caseload_make_up in exclusive mode")
        #expect(try !people(database).isEmpty)
        try connection.execute("rollback")
        #expect(try kept(connection) == 0)
        try connection.execute("drop table warehouse.caseload_make_up")
        #expect(try !people(database).isEmpty)
    }
}
