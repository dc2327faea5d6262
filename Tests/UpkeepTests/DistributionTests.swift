import DeclaredModules
import Foundation
import ReportKit
import TestSupport
import Testing
import Upkeep

@testable import Host
@testable import Warehouse

@Suite("A warehouse on several servers", .serialized, .withCitus)
struct DistributionTests {
    private let servers = DistributedServers.shared

    /// A new warehouse on one of the servers that could distribute it.
    private func undivided() throws -> String {
        let database = try servers.database()
        let connection = try Fixture.connection(to: database)
        defer { connection.close() }
        try WarehouseSchema.update(connection)
        return database
    }

    @Test("distributing keeps the rows, and what is done again adds nothing")
    func rowsStay() throws {
        let database = try undivided()
        let connection = try Fixture.connection(to: database)
        try connection.execute(Self.people)
        let before = try counts(connection)
        var steps: [String] = []
        try Distribution.distribute(connection, parts: 4) { step, _ in steps.append(step) }
        #expect(try connection.isDistributed)
        #expect(steps.contains("warehouse.caseload_snapshot") && steps.last == "done")
        #expect(try counts(connection) == before)
        #expect(before["offender"] == 40 && before["area"]! > 100)
        var again: [String] = []
        try Distribution.distribute(connection) { step, _ in again.append(step) }
        #expect(!again.contains { $0.hasPrefix("warehouse.") })
        #expect(try counts(connection) == before)
        let parts: Int = try connection.query(
            """
            select count(distinct p.groupid) as servers
            from pg_dist_placement p join pg_dist_shard s on s.shardid = p.shardid
            where s.logicalrelid = 'warehouse.caseload_snapshot'::regclass
            """)[0].get("servers")
        #expect(parts == 2)
    }

    @Test("a distributed warehouse is brought to the state of the program again, with the areas that it lacks")
    func broughtUpToDate() throws {
        let connection = try Fixture.connection(to: servers.warehouse())
        func areas() throws -> [Int] {
            try ["area", "area_code", "area_parent", "area_succession"].map { table in
                try connection.query("select count(*) from warehouse.\(table)")[0].get(0)
            }
        }
        let before = try areas()
        // A parent, a code and a successor that an earlier program did not know.
        try connection.execute(
            """
            delete from warehouse.area_parent where area_id = 301;
            delete from warehouse.area_code where area_id = 301;
            delete from warehouse.area_succession where area_id = 101
            """)
        #expect(try areas() != before)
        #expect(try WarehouseSchema.update(connection).isEmpty)
        #expect(try areas() == before)
        #expect(try connection.isDistributed)
    }

    @Test("one that was interrupted is neither loaded into nor read, until it is distributed as a whole")
    func unfinished() throws {
        let database = try undivided()
        let first = try Fixture.connection(to: database)
        let other = try Fixture.connection(to: database)
        let session: Int = try first.query("select pg_backend_pid() as process")[0].get("process")
        #expect(throws: WarehouseError.self) {
            try Distribution.distribute(first, parts: 2) { step, _ in
                guard step == "warehouse.offender" else { return }
                _ = try? other.query("select pg_terminate_backend($1::integer)", [.integer(session)])
            }
        }
        let connection = try Fixture.connection(to: database)
        #expect {
            _ = try connection.isDistributed
        } throws: { error in
            guard case WarehouseError.distributionUnfinished(let tables) = error else { return false }
            return tables.contains("offender") && !tables.contains("extract_kind")
        }
        try Distribution.distribute(connection, parts: 2)
        #expect(try connection.isDistributed)
    }

    @Test("nothing is divided that would lose a guarantee")
    func guarantees() throws {
        let connection = try Fixture.connection(to: undivided())
        try connection.execute(
            """
            create unique index one_place on warehouse.caseload_snapshot (snapshot_date, trust_id);
            create table warehouse.notes (words text);
            create trigger watch after insert on warehouse.termination for each statement execute function suppress_redundant_updates_trigger();
            alter table warehouse.load add offender_id integer references warehouse.offender;
            """)
        #expect {
            try Distribution.distribute(connection)
        } throws: { error in
            guard case WarehouseError.notDistributable(let reasons) = error else { return false }
            return ["one_place", "warehouse.notes", "watch", "load_offender_id_fkey"].allSatisfy { name in
                reasons.contains { $0.contains(name) }
            } && reasons.count == 4
        }
        #expect(try !connection.hasDistributedTables)
    }

    @Test("rows stay that a table of the coordinator may reference, and its references are checked")
    func references() throws {
        let connection = try Fixture.connection(to: servers.warehouse())
        try connection.execute(Self.people)
        for (statement, words) in [
            ("delete from warehouse.vintage", "rows of vintage"),
            (
                "update warehouse.area set area_id = 9999 where area_id = (select max(area_id) from warehouse.area)",
                "area"
            ),
            (
                "insert into warehouse.coverage values (999, null, '2010-01-01', '2010-02-01')",
                "coverage_vintage_id_fkey"
            ),
            (
                "insert into warehouse.caseload_snapshot (snapshot_date, offender_id, trust_id, pnc_matched, vintage_id) select '2010-12-31', 4711, min(area_id), true, 1 from warehouse.area",
                "offender"
            ),
        ] {
            #expect {
                try connection.execute(statement)
            } throws: {
                "\($0)".contains(words)
            }
        }
    }

    @Test("a setting that does not reach a server is an error, and never another state")
    func lostSetting() throws {
        let connection = try Fixture.connection(to: servers.warehouse())
        try connection.execute(Self.people)
        try connection.execute("set citus.propagate_set_commands = 'none'")
        var errors = 0
        for query in [
            "select count(*) as people from reporting.caseload",
            "select count(*) as people from reporting.caseload join reporting.offender using (offender_id)",
            "with c as (select * from reporting.caseload) select count(*) as people from c join reporting.offender using (offender_id)",
            "select count(*) as people from reporting.caseload c where offender_id in (select offender_id from reporting.offender)",
        ] {
            do {
                // Before the first vintage there was nobody.
                let people: Int = try connection.readOnlyTransaction(settings: [.asOf: "0"]) {
                    try connection.query(query)[0].get("people")
                }
                #expect(people == 0, "\(query)")
            } catch {
                #expect("\(error)".contains("nothing says which vintage"), "\(error)")
                errors += 1
            }
        }
        #expect(errors > 0)
    }

    @Test("modules read what the views show of every server, and never by what people are known")
    func rights() throws {
        let connection = try Fixture.connection(to: servers.warehouse())
        try connection.execute(Self.people)
        let access = try ModuleAccess(of: connection, environment: [:])
        let module = try access.open(applicationName: "tests")
        try module.readOnlyTransaction(settings: [.asOf: TransactionSetting.latest]) {
            let row = try module.query(
                "select count(*) as rows, count(p.sex) as known from reporting.caseload join reporting.offender p using (offender_id)"
            )[0]
            #expect(try row.get("rows") == 40 && row.get("known") == 40)
        }
        let parts = try connection.query(
            "select shard_name(logicalrelid, shardid) as part from pg_dist_shard where logicalrelid = 'warehouse.identity'::regclass"
        )
        for name in try ["warehouse.identity", "warehouse.offender", "warehouse.row_account"]
            + parts.map({ try $0.get("part") })
        {
            #expect(throws: WarehouseError.self, "\(name)") {
                try module.readOnlyTransaction(settings: [.asOf: TransactionSetting.latest]) {
                    _ = try module.query("select * from \(name)")
                }
            }
        }
        #expect(throws: WarehouseError.self) {
            _ = try module.query("select run_command_on_workers('select 1')::text")
        }
        #expect(try ModuleRole.excess(of: ModuleRole.name, on: connection).filter(\.isGrave).isEmpty)
    }

    @Test("the plan of a query names the warehouse's tables, and those whose people are brought to one server")
    func plans() throws {
        let connection = try Fixture.connection(to: servers.warehouse())
        try connection.readOnlyTransaction {
            let warehouse = SnapshotWarehouse(connection)
            let columns: [ColumnRequirement] = []
            let plain = try warehouse.inspect(
                Query(
                    file: "plain.sql",
                    sql:
                        "select c.trust_id, count(*) as n from reporting.caseload c join reporting.offender p using (offender_id) group by 1",
                    parameters: [:]),
                columns: columns)
            #expect(plain.tables == ["caseload_snapshot", "offender"] && plain.pulledTables.isEmpty)
            let pulling = try warehouse.inspect(
                Query(
                    file: "pulling.sql",
                    sql:
                        "with c as materialized (select * from reporting.caseload) select count(*) as n from c join reporting.termination t using (offender_id)",
                    parameters: [:]),
                columns: columns)
            #expect(pulling.pulledTables.contains("caseload_snapshot"))
            // Those who have the rows put the people of a place together.
            let people = try warehouse.inspect(
                Query(
                    file: "people.sql",
                    sql:
                        "select c.trust_id, c.authority_id, p.sex as breakdown, c.offender_id, c.predicted from reporting.caseload c left join reporting.offender p using (offender_id)",
                    parameters: [:]),
                columns: [
                    ColumnRequirement("trust_id", .integer),
                    ColumnRequirement("authority_id", .integer, nullable: true),
                    ColumnRequirement("breakdown", .label, nullable: true), ColumnRequirement("offender_id", .integer),
                    ColumnRequirement("predicted", .real, nullable: true),
                ])
            #expect(people.tables == ["caseload_snapshot", "offender"] && people.pulledTables.isEmpty)
        }
    }

    @Test("modules run once their figures were compared; one that is answered wrongly never does")
    func comparison() async throws {
        let database = try servers.warehouse()
        let connection = try Fixture.connection(to: database)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("laa-compared-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let wrong = folder.appendingPathComponent("WRONG.sql")
        try Self.wrong.write(to: wrong, atomically: true, encoding: .utf8)
        let home = ["LAA_HOME": folder.path]
        _ = try ModuleTrust(environment: home, programFolder: Built.folder).trust(wrong.path)
        let trust = ModuleTrust(environment: home, programFolder: Built.folder)
        let survey = await ModuleSurvey(
            ModuleFolders(
                environment: home, programFolder: Built.folder, below: [DeclaredModules.folder], home: folder.path),
            program: Built.program)
        let ids = Sweep.size("modules compared on several servers", short: 6, long: survey.modules.count)
        let some = ["NI18", "NI30", "NI143", "NI15", "OM02", "OM06"]
        let modules = survey.modules.filter {
            $0.indicator.id == "WRONG" || ids > some.count || some.contains($0.indicator.id)
        }
        #expect(modules.count > some.count)
        var runner = ModuleRunner(target: .conninfo(database), program: Built.program, timeLimit: .seconds(120))
        runner.trust = trust
        let before = try await run(modules, runner)
        #expect(before.allSatisfy { $0?.contains("were not compared") == true })

        let compared = try await QueryVerification(of: modules, on: connection, runner: runner)
        #expect(compared.differing.map(\.module.indicator.id) == ["WRONG"])
        #expect(compared.agreeing.count == modules.filter { $0.kind != .sameAs }.count - 1)
        let after = try await run(modules, runner)
        for (module, message) in zip(modules, after) {
            if module.indicator.id == "WRONG" {
                #expect(message?.contains("gives other figures than on one server") == true)
            } else {
                // This warehouse has no rows.
                #expect(message?.contains("compared") != true, "\(module.indicator.id)")
            }
        }
        let left: Int = try connection.query(
            "select count(*) as left from pg_database where datname like 'laa_compared_%'")[0].get("left")
        #expect(left == 0)
    }

    @Test(
        "reports during which areas or people were changed are refused, and to be made again",
        arguments: [
            "update warehouse.area_code set valid = daterange(lower(valid), '2013-03-31') where code = 'E10000017'",
            "insert into warehouse.erasure (people, rows_removed, rows_in_quarter, kept_out, reason) values (1, 2, 0, false, 'asked')",
        ])
    func changedMeanwhile(statement: String) async throws {
        let database = try servers.warehouse()
        let connection = try Fixture.connection(to: database)
        var runner = ModuleRunner(target: .conninfo(database), program: Built.program, timeLimit: .seconds(120))
        runner.runsUncompared = true
        let session = try ReportSession(opening: runner, on: Quarter("2010-11Q4")!.lastDay)
        defer { session.close() }
        func run() async throws -> Int { try await session.run([]).count }
        #expect(try await run() == 0)
        // A load is no such change: it has a vintage.
        try connection.execute("insert into warehouse.vintage (kind, source_system) values ('caseload', 'a load')")
        #expect(try await run() == 0)
        try connection.execute(statement)
        let error = try #require(await #expect(throws: HostError.self) { try await run() })
        #expect(error.exitCode == .tryAgain && error.description.contains("try again"))
    }

    /// What is said of each module; nil where it reports.
    private func run(_ modules: [DescribedModule], _ runner: ModuleRunner) async throws -> [String?] {
        let quarter = Quarter("2010-11Q4")!
        let session = try ReportSession(opening: runner, on: quarter.lastDay)
        defer { session.close() }
        let outcomes = try await session.run(
            modules.map(\.subject), AreaSelection(named: [], level: .trust, in: session.areas),
            period: .quarter(quarter))
        return outcomes.map { outcome in
            if case .failure(let failure) = outcome.result { failure.message } else { nil }
        }
    }

    @Test("a dump, which would not be of one moment, is refused")
    func dump() throws {
        let place = try Place()
        let connection = try Fixture.connection(to: servers.warehouse())
        #expect {
            try Backup(home: place.home, settings: place.settings).make(.file(place.home + "/b.laa"), of: connection)
        } throws: { error in
            guard case WarehouseError.distributed = error else { return false }
            return true
        }
        #expect(!FileManager.default.fileExists(atPath: place.home + "/b.laa"))
    }

    /// How many rows each table has.
    private func counts(_ connection: Connection) throws -> [String: Int] {
        let tables = TablePlacement.byPerson + TablePlacement.everywhere + TablePlacement.coordinator
        return Dictionary(
            uniqueKeysWithValues: try tables.map { table in
                (table, try connection.query("select count(*) as rows from warehouse.\(table)")[0].get("rows"))
            })
    }

    /// 40 people of one caseload.
    private static let people = """
        insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, synthetic)
        values ('caseload', 'tests', '2010-12-31', '2010-12-31', '2011-01-10', true);
        insert into warehouse.offender (offender_id, sex, birth_month, vintage_id)
        select number, case number % 5 when 0 then 'female' else 'male' end, '1980-01-01', (select max(vintage_id) from warehouse.vintage)
        from generate_series(1, 40) number;
        insert into warehouse.identity (offender_id, crn_pseudonym)
        select number, sha256(number::text::bytea) from generate_series(1, 40) number;
        insert into warehouse.caseload_snapshot (snapshot_date, offender_id, trust_id, pnc_matched, vintage_id)
        select '2010-12-31', number, (select min(area_id) from warehouse.area where level = 'trust'), true,
            (select max(vintage_id) from warehouse.vintage)
        from generate_series(1, 40) number;
        insert into warehouse.published_vintage (vintage_id) select vintage_id from warehouse.vintage;
        """

    /// Citus 12.1 answers its query with every order times the number of parts.
    private static let wrong = """
        /*
        id: WRONG
        title: Orders without enforcement
        definition: Orders begun in a quarter on which nothing was enforced.
        family: proportion-target
        unit: "%"
        polarity: higher
        decimals: 1
        frequency: quarterly
        levels: [national, trust, local-authority]
        source-system: case management system
        supplier: probation
        extracts: [commencements, enforcement]
        version: "1"
        */
        with reached as (
            select c.offender_id, c.trust_id, c.authority_id, c.kind
            from reporting.commencement c
            where c.commenced_on between :period_start and :period_end
        ),
        enforced as (
            select r.offender_id, r.kind
            from reached r
            join reporting.enforcement e on e.offender_id = r.offender_id and e.failed_on <= :period_end
        )
        select
            r.trust_id, r.authority_id, reporting.person_group(:breakdown, p, :period_end) as breakdown,
            count(*) filter (where (r.offender_id, r.kind) not in (select * from enforced)) as observed, count(*) as n,
            0 as not_recorded
        from reached r
        left join reporting.offender p using (offender_id)
        group by 1, 2, 3
        """
}

@Suite("Where the tables of a distributed warehouse lie")
struct TablePlacementTests {
    @Test("every table has a place, and every place is of a table")
    func places() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        let tables: [String] = try connection.query(
            "select relname::text as name from pg_class where relnamespace = 'warehouse'::regnamespace and relkind = 'r' order by 1"
        ).map { try $0.get("name") }
        let placed = TablePlacement.byPerson + TablePlacement.everywhere + TablePlacement.coordinator
        #expect(placed.sorted() == tables)
        let ofPeople: [String] = try connection.query(
            """
            select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'warehouse'::regnamespace and c.relkind = 'r' and a.attname = 'offender_id' order by 1
            """
        ).map { try $0.get("name") }
        #expect(ofPeople == (TablePlacement.byPerson + ["identity"]).sorted())
    }

    @Test("one server has nothing to divide, and says what is lacking")
    func oneServer() throws {
        let connection = try Fixture.connection(to: SampleWarehouse.empty())
        #expect(try !connection.isDistributed)
        #expect {
            try Distribution.distribute(connection)
        } throws: { error in
            guard case WarehouseError.notDistributable(let reasons) = error else { return false }
            return reasons.count == 1 && reasons[0].contains("Citus") || reasons[0].contains("citus")
        }
    }
}
