import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Sample
@testable import Warehouse

@Suite("Loading is all or nothing, and the same every time")
struct LoadingTests {
    @Test("a load that failed half way leaves nothing, and the next one gives the same rows as on a fresh warehouse")
    func failureThenSameRows() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let (before, rules) = try (connection.contents(), connection.rules())
        var parts: [Double] = []
        try connection.execute("alter table warehouse.ppo_member add constraint never check (false)")
        #expect(throws: WarehouseError.self) {
            try Sample(offenders: 1).load(into: connection) { parts.append($1) }
        }
        try connection.execute("alter table warehouse.ppo_member drop constraint never")
        #expect(parts.count > 100 && parts == parts.sorted() && parts.allSatisfy { (0...1).contains($0) })
        #expect(try connection.contents() == before)
        #expect(try connection.rules() == rules)

        let summary = try Sample(offenders: 1).load(into: connection)
        let rows: Int = try connection.value("select count(*) from warehouse.termination")
        #expect(summary.tables.contains(SampleSummary.Table(name: "warehouse.termination", rows: rows)))
        #expect(try connection.rules() == rules)
        #expect(try connection.contents() == Fixture.connection(to: SampleWarehouse.fresh()).contents())
    }

    @Test("a distributed warehouse takes no sample, and says what to do", .withCitus)
    func distributed() throws {
        let connection = try Fixture.connection(to: DistributedServers.shared.warehouse())
        let error = #expect(throws: WarehouseError.self) { try Sample(offenders: 1).load(into: connection) }
        #expect(error?.remedy.contains("laa warehouse distribute") == true)
        #expect(try connection.value("select count(*) from warehouse.vintage") == 0)
    }

    @Test("the caseload lies in the warehouse one snapshot after another, as extracts bring it")
    func order() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.fresh())
        let (turns, days): (Int, Int) = try (
            connection.value(
                "select count(*) from (select snapshot_date, lag(snapshot_date) over (order by ctid) as last "
                    + "from warehouse.caseload_snapshot) rows where last is distinct from snapshot_date"),
            connection.value("select count(distinct snapshot_date) from warehouse.caseload_snapshot")
        )
        // A few rows fill the ends of earlier pages.
        #expect(turns < 4 * days && days > 10)
    }

    @Test("a load whose server process is killed leaves nothing")
    func killed() throws {
        let database = try SampleWarehouse.empty()
        let (connection, other) = try (Fixture.connection(to: database), Fixture.connection(to: database))
        let before = try other.contents()
        var isKilled = false
        #expect(throws: WarehouseError.self) {
            try Sample(offenders: 500).load(into: connection) { _, done in
                guard done > 0.1, !isKilled else { return }
                isKilled = (try? other.execute("select pg_terminate_backend(\(connection.serverProcess))")) != nil
            }
        }
        #expect(isKilled)
        let alive = "select count(*) from pg_stat_activity where pid = \(connection.serverProcess)"
        try eventually("the end of the killed session") { try other.value(alive, as: Int.self) == 0 }
        #expect(try other.contents() == before)
    }

    @Test("a warehouse that holds extracts is refused, with what it holds and how to make an empty one")
    func refused() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        try connection.execute("insert into warehouse.vintage (kind, source_system) values ('caseload', 'real')")
        let error = #expect(throws: SampleError.self) { try Sample().load(into: connection) }
        let message = try #require(error).description
        #expect(message.contains("holds 1 caseload extract.") && message.contains("createdb sample"))
        #expect(try connection.value("select count(*) from warehouse.offender", as: Int.self) == 0)
    }

    @Test("a size of no offenders, or of more than there are keys for, is refused", arguments: [-1, 0, 10_000_001])
    func size(_ offenders: Int) throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        #expect(throws: SampleError.size(offenders)) { try Sample(offenders: offenders).load(into: connection) }
    }

    @Test("a warehouse without the reference areas is refused")
    func withoutAreas() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        try connection.execute("truncate warehouse.area cascade")
        #expect(throws: SampleError.areas("0 of the 42 probation areas have authorities")) {
            try Sample().load(into: connection)
        }
    }

    @Test("every extract is marked as synthetic and says so in its note")
    func synthetic() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let marked: [String] = try connection.query(
            "select kind from warehouse.vintage where synthetic and note ~* 'synthetic' order by kind collate \"C\""
        ).map { try $0.get(0) }
        #expect(marked == ExtractKind.allCases.map(\.rawValue).sorted())
    }
}

@Suite("Areas and targets")
struct AreaTests {
    @Test("each authority lies in one local delivery unit and one partnership, and each of these has a code")
    func hierarchy() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let rows = try connection.query(
            """
            select parent.level, count(*), count(distinct parent.area_id), count(distinct code.code)
            from warehouse.area_parent
            join warehouse.area authority using (area_id)
            join warehouse.area parent on parent.area_id = parent_id
            left join warehouse.area_code code on code.area_id = parent.area_id and code.scheme = 'laa'
            where authority.level = 'local-authority' and parent.level in ('ldu', 'partnership')
            group by parent.level order by parent.level
            """)
        let counts = try rows.map { row in try (1...3).map { try row.get(.index($0), as: Int.self) } }
        #expect(counts == [[174, 174, 174], [174, 35, 35]])
    }

    @Test("Worcestershire's unit lies in West Mercia before and after the trusts, its region and the nation")
    func worcestershire() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let parents: [String] = try connection.query(
            """
            select parent.level || ' ' || parent.name || ' ' || area_parent.valid
            from warehouse.area_parent join warehouse.area using (area_id)
            join warehouse.area parent on parent.area_id = parent_id
            where area.name = 'Worcestershire LDU' order by 1
            """
        ).map { try $0.get(0) }
        #expect(
            parents == [
                "national England and Wales (,)", "region West Midlands (,)",
                "trust West Mercia (,2010-04-01)", "trust West Mercia [2010-04-01,)",
            ])
    }

    @Test("targets are those of the plans and of the published table, each with its source")
    func targets() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let worcestershire: Double = try connection.value(
            """
            select value from reporting.indicator_target join warehouse.area using (area_id)
            where indicator = 'NI18' and kind = 'target' and designated and name = 'Worcestershire'
            and applies = daterange('2010-04-01', '2011-04-01')
            """)
        #expect(worcestershire == -0.0777)
        let published: Int = try connection.value(
            """
            select count(*) from reporting.indicator_target join warehouse.area using (area_id)
            where indicator = 'NI143' and level = 'trust' and applies = daterange('2009-04-01', '2010-04-01')
            and source like '%16 Sep 2009%'
            """)
        #expect(published == 42)
    }

    @Test("every area of every level has an expected change for each cohort, between -38% and -30%")
    func expectedChanges() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.usual.get())
        let row = try connection.query(
            """
            select count(*), min(value), max(value) from reporting.indicator_target where kind = 'expected change'
            """)[0]
        // For each cohort 174 authorities and their units, 35 partnerships, 10 regions and the nation; for the first
        // cohort 42 areas, and for each of the others 35 trusts.
        #expect(try row.get(0, as: Int.self) == 3 * (174 + 174 + 35 + 10 + 1) + 42 + 35 + 35)
        #expect(try row.get(1, as: Double.self) >= -0.38 && row.get(2, as: Double.self) <= -0.30)
    }
}
