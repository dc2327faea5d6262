import Foundation
import Platform
import ReportKit
import TestSupport
import Testing

@testable import Loading
@testable import Warehouse

@Suite("A load into a distributed warehouse", .serialized, .withCitus)
struct DistributedLoadingTests {
    /// Servers for the tests that end some of them.
    private static let disturbed = Result { try DistributedServers(workers: 2) }

    /// Two warehouses that are given the same: one on a server of its own, and one that is distributed.
    struct Pair {
        let local: Desk
        let distributed: Desk

        init(_ servers: DistributedServers = .shared) throws {
            local = try Desk()
            distributed = try Desk(on: servers.warehouse())
            distributed.home = local.home
        }

        /// Loads the same into both.
        func load(
            _ kind: ExtractKind, _ lines: [String], _ change: (inout LoadOptions) throws -> Void = { _ in }
        ) throws {
            let told = try [local, distributed].map { desk -> Result<LoadSummary, LoadError> in
                do throws(any Error) {
                    var summary = try desk.load(kind, lines, change)
                    summary.rejectedFile = nil
                    return .success(summary)
                } catch let error as LoadError where error.stop != nil {
                    return .failure(error)
                }
            }
            switch (told[0], told[1]) {
            case (.success(let here), .success(let there)): #expect(here == there, "\(kind)")
            case (.failure(let here), .failure(let there)): #expect(here.stop! == there.stop!, "\(kind)")
            default: Issue.record("\(kind): \(told)")
            }
        }

        func execute(_ sql: String) throws {
            for desk in [local, distributed] { try desk.connection.execute(sql) }
        }

        /// Expects every table of both to hold the same rows.
        func expectSame(_ place: String) throws {
            let (here, there) = (try Rows.all(in: local), try Rows.all(in: distributed))
            #expect(here.keys.sorted() == there.keys.sorted(), "\(place)")
            for (table, rows) in here where rows != there[table] {
                let others = there[table] ?? []
                Issue.record(
                    """
                    \(place): \(table) has \(rows.count) and \(others.count) rows; here alone: \
                    \(rows.filter { !others.contains($0) }.prefix(3)), there alone: \
                    \(others.filter { !rows.contains($0) }.prefix(3))
                    """)
            }
        }
    }

    /// Every row of the warehouse's tables as text, in order; people are called by their numbers' hashes, as their keys mean nothing.
    enum Rows {
        static func all(in desk: Desk) throws -> [String: [String]] { try rows(in: desk) }

        /// Those about people, without the vintages' numbers: a load that failed has taken one.
        static func people(in desk: Desk) throws -> [String: [String]] {
            try rows(in: desk, besides: ["vintage_id", "superseded_by"]).filter {
                ["offender", "offender_revision", "caseload_snapshot", "identity"].contains($0.key)
            }
        }

        private static func rows(in desk: Desk, besides left: [String] = []) throws -> [String: [String]] {
            let tables = try desk.connection.query(
                """
                select c.relname::text as name, string_agg(case a.attname
                    when 'offender_id' then 'coalesce(i.pseudonym, i.crn_pseudonym)' else 't.' || quote_ident(a.attname) end,
                    ', ' order by a.attname) as columns,
                    bool_or(a.attname = 'offender_id') as has_people
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace = 'warehouse'::regnamespace and c.relkind = 'r'
                    and a.atttypid <> 'timestamptz'::regtype and a.attname <> all ($1)
                group by c.relname
                """, [.texts(left)])
            var rows: [String: [String]] = [:]
            for table in tables {
                let name: String = try table.get("name")
                let people =
                    try table.get("has_people", as: Bool.self)
                    ? "left join warehouse.identity i using (offender_id)" : ""
                let columns: String = try table.get("columns")
                rows[name] = try desk.connection.query(
                    "select row(\(columns))::text as row from warehouse.\(name) t \(people)"
                ).map { try $0.get("row", as: String.self) }.sorted()
            }
            return rows
        }
    }

    /// The lines of a kind's description: a heading and a row; and the same row of another person or indicator.
    private func examples(_ kind: ExtractKind) -> (heading: String, row: String, other: String) {
        let row = Desk.example(of: kind)
        let other = row.replacing("2001/0012345H", with: "2001/0054321J").replacing("X123456", with: "")
            .replacing("NI143,", with: "NI144,")
        return (Desk.heading(of: kind), row, other)
    }

    @Test(
        "leaves the same rows, of every kind, as on one server: new, revised, repeated, turned away, withdrawn, undone")
    func everyKind() throws {
        let pair = try Pair()
        let people = examples(.caseload)
        try pair.load(.caseload, [people.heading, people.row, people.other])
        for kind in ExtractKind.allCases {
            let (heading, row, other) = examples(kind)
            let revised = KindTests.revisions[kind].map { Desk.example(of: kind, $0) } ?? row
            let bad = (KindTests.badRows[kind] ?? []).map { Desk.example(of: kind, $0.changes) }
            try pair.load(kind, [heading, row])
            try pair.load(kind, [heading, revised] + bad) { $0.extractedOn = Day("2011-04-01") }
            if Extract.of(kind).scripts.lacking != nil {
                try pair.load(kind, [heading, other]) { $0.isComplete = true }
            }
            // One kind that adds people, two that need them, and one without: what goes the same way in all.
            guard [.caseload, .reoffences, .ppoCohorts, .targets].contains(kind) else { continue }
            try pair.load(kind, [heading, revised, other] + bad) { $0.isDryRun = true }
            try pair.load(kind, [heading, other])
            try pair.load(kind, [heading, row]) {
                $0.isComplete = true
                $0.covers = Period("1950-01-01..1950-12-31")
            }
            try pair.load(kind, [heading, revised]) {
                $0.extractedOn = Day("2011-03-01")
                $0.olderExtract = "asked for again"
            }
        }
        try pair.expectSame("after every kind")
        #expect(
            try pair.distributed.count(
                "select count(*) from warehouse.caseload_snapshot where superseded_by is not null") > 0)
    }

    @Test("of many people, some of whom are revised, known by another number or left out, leaves the same rows")
    func manyPeople() throws {
        let pair = try Pair()
        let heading = "snapshot_date,pnc,crn,sex,birth_month,ethnicity,trust,authority,tier,pnc_matched"
        func rows(_ people: Range<Int>, day: String, tier: Int, knows crn: Bool = false, sex: String = "male")
            -> [String]
        {
            people.map { number in
                let crn = crn ? "X\(100_000 + number)" : ""
                let trust = number % 3 == 0 ? "PT-CUMBRIA,E10000006" : "PT-LANCASHIRE,E10000017"
                return "\(day),\(PNC.number(number)),\(crn),\(sex),1985-03,,\(trust),\(tier),yes"
            }
        }
        try pair.load(.caseload, [heading] + rows(1..<400, day: "2010-09-30", tier: 2))
        try pair.load(.caseload, [heading] + rows(200..<600, day: "2010-12-31", tier: 1, knows: true, sex: "female"))
        try pair.load(.caseload, [heading] + rows(1..<300, day: "2010-09-30", tier: 3)) { $0.isComplete = true }
        try pair.load(.caseload, [heading] + rows(550..<600, day: "2010-12-31", tier: 4)) {
            $0.isComplete = true
            $0.areas = ["PT-CUMBRIA"]
        }
        // Rows that are turned away, and are right in the next file.
        let wrong = rows(700..<720, day: "2010-12-31", tier: 9)
        try pair.load(.caseload, [heading] + rows(550..<600, day: "2010-12-31", tier: 4) + wrong)
        try pair.load(.caseload, [heading] + rows(700..<710, day: "2010-12-31", tier: 2))
        let offences = "pnc,offence_date,proven_date,offence_code,disposal"
        func proven(_ people: Range<Int>, code: String, in month: String) -> [String] {
            people.map { "\(PNC.number($0)),2011-\(month)-10,2011-\(month)-20,\(code),conviction" }
        }
        try pair.load(.reoffences, [offences] + proven(1..<300, code: "00801", in: "02"))
        try pair.load(
            .reoffences, [offences] + proven(1..<200, code: "00801", in: "02") + proven(1..<9, code: "00802", in: "03")
        ) {
            $0.isComplete = true
            $0.covers = Period("2011-01-01..2011-12-31")
        }
        try pair.expectSame("after all loads")
        let withdrawn = try pair.distributed.count(
            "select count(*) from warehouse.proven_offence where superseded_by is not null")
        #expect(withdrawn == 100)
    }

    @Test("supersedes as many of several rows that are wholly alike as on one server")
    func alike() throws {
        let pair = try Pair()
        let people = examples(.caseload)
        try pair.load(.caseload, [people.heading, people.row, people.other])
        let (heading, row, _) = examples(.reoffences)
        try pair.load(.reoffences, [heading, row])
        // Two more of the same, as were loaded before offences had numbers.
        try pair.execute("insert into warehouse.proven_offence select * from warehouse.proven_offence")
        try pair.execute("insert into warehouse.proven_offence select * from warehouse.proven_offence limit 1")
        let revised = Desk.example(of: .reoffences, ["disposal": "caution"])
        try pair.load(.reoffences, [heading, revised])
        let current = "select count(*) from warehouse.proven_offence where superseded_by is null"
        #expect(try pair.local.count(current) == 3 && pair.distributed.count(current) == 3)
        try pair.expectSame("after one of three is revised")
        try pair.load(.reoffences, [heading, revised]) { $0.isComplete = true }
        #expect(try pair.local.count(current) == 1 && pair.distributed.count(current) == 1)
        try pair.expectSame("after the others are withdrawn")
    }

    @Test(
        "a server that is killed at any moment of a load leaves all of it or nothing; repeated, it leaves the rows of one server"
    )
    func killed() throws {
        let servers = try Self.disturbed.get()
        let pair = try Pair(servers)
        let heading = "snapshot_date,pnc,sex,birth_month,trust,authority,tier,pnc_matched"
        /// Three hundred people, of whom each round revises all, adds twenty and no more has twenty.
        func lines(_ round: Int) -> [String] {
            [heading]
                + (20 * round..<300 + 20 * round).map { number in
                    "2010-12-31,\(PNC.number(number + 1)),male,1985-03,PT-LANCASHIRE,E10000017,\(round % 4 + 1),yes"
                }
        }
        try pair.load(.caseload, lines(0))
        let reader = try Fixture.connection(to: pair.distributed.database)
        /// What a report sees that begins now: people, and the sum of their tiers.
        func pinned() throws -> [Int] {
            let published: Int = try reader.query("select max(vintage_id) as last from warehouse.published_vintage")[0]
                .get("last")
            return try reader.readOnlyTransaction(settings: [.asOf: String(published)]) {
                let row = try reader.query("select count(*) as people, sum(tier) as tiers from reporting.caseload")[0]
                return [published, try row.get("people"), try row.get("tiers")]
            }
        }
        var (before, took, outcomes) = (try pinned(), 0.5, [String: Int]())
        for round in 1...Sweep.size("deaths of a server during a load", short: 5, long: 60) {
            let killing = DispatchGroup()
            let delay = Double.random(in: 0...took)
            DispatchQueue.global().async(group: killing) {
                usleep(UInt32(delay * 1_000_000))
                do { try servers.kill(worker: round % 2 + 1) } catch { Issue.record(error) }
            }
            let begun = Date()
            var outcome = "done"
            do {
                try pair.distributed.load(.caseload, lines(round)) { $0.isComplete = true }
                took = max(0.2, Date().timeIntervalSince(begun) * 1.1)
            } catch {
                let code = try #require(error as? any ExitCoded).exitCode
                #expect([.unavailable, .tryAgain].contains(code), "\(error)")
                outcome = "\(code)"
            }
            outcomes[outcome, default: 0] += 1
            killing.wait()
            try servers.start(worker: round % 2 + 1)
            // The server is back, and nobody has yet ended what it may hold.
            let after = try pinned()
            #expect(
                after[0] == before[0] ? after == before : after[1] == 300 && after[2] == 300 * (round % 4 + 1),
                "round \(round): \(outcome)")
            try pair.distributed.load(.caseload, lines(round)) { $0.isComplete = true }
            try pair.local.load(.caseload, lines(round)) { $0.isComplete = true }
            before = try pinned()
            #expect(before[1] == 300 && before[2] == 300 * (round % 4 + 1), "round \(round): \(outcome)")
            let (here, there) = (try Rows.people(in: pair.local), try Rows.people(in: pair.distributed))
            #expect(here == there, "round \(round): \(outcome)")
        }
        for worker in 1...2 {
            let connection = try Fixture.connection(to: servers.worker(worker, of: pair.distributed.database))
            #expect(try connection.query("select gid from pg_prepared_xacts").isEmpty)
        }
        print("killed a server during a load, which ended: \(outcomes)")
    }

    @Test("a server that is killed while it is read ends the reader with 69 or 75 and a remedy; afterwards it reads on")
    func killedReading() throws {
        let servers = try Self.disturbed.get()
        let desk = try Desk(on: servers.warehouse())
        let people = (1...200).map { "2010-12-31,\(PNC.number($0)),male,1985-03,PT-LANCASHIRE,E10000017,2,yes" }
        try desk.load([Desk.heading] + people)
        let killing = DispatchGroup()
        DispatchQueue.global().async(group: killing) {
            usleep(300_000)
            do { try servers.kill(worker: 2) } catch { Issue.record(error) }
        }
        let error = #expect(throws: WarehouseError.self) {
            // A fiftieth of a second for each person.
            try desk.connection.query("select count(*) from warehouse.offender where pg_sleep(0.02) is not null")
        }
        killing.wait()
        let lost = try #require(error)
        #expect([ExitCode.unavailable, .tryAgain].contains(lost.exitCode), "\(lost)")
        #expect(lost.description.contains("try again"), "\(lost)")
        let down = #expect(throws: WarehouseError.self) { try desk.load([Desk.heading] + people.dropLast()) }
        #expect(down?.exitCode == .unavailable, "\(String(describing: down))")
        try servers.start(worker: 2)
        #expect(try desk.count("select count(*) from reporting.caseload") == 200)
        #expect(try desk.load([Desk.heading] + people.dropLast()).counts == [199, 0, 199, 0])
    }

    @Test(
        "ends what a crash left prepared on a server before it publishes: committed where the coordinator had, else undone"
    )
    func prepared() throws {
        let servers = try Self.disturbed.get()
        let desk = try Desk(on: servers.warehouse())
        let worker = try Fixture.connection(to: servers.worker(2, of: desk.database))
        try worker.execute("create table public.part (number integer)")
        func prepare(_ number: Int) throws {
            try worker.execute(
                "begin; insert into public.part values (\(number)); prepare transaction 'citus_0_7_\(number)_0'")
        }
        let group: Int = try desk.connection.query(
            "select groupid from pg_dist_node order by nodeid desc limit 1")[0].get("groupid")
        try prepare(1)
        try prepare(2)
        try desk.connection.execute("insert into pg_dist_transaction values (\(group), 'citus_0_7_2_0')")
        #expect(try desk.connection.endPreparedTransactions())
        let rows = try worker.query("select number from public.part")
        #expect(try rows.map { try $0.get("number", as: Int.self) } == [2])
        #expect(try worker.query("select gid from pg_prepared_xacts").isEmpty)

        try prepare(3)
        try desk.connection.execute("insert into pg_dist_transaction values (\(group), 'citus_0_7_3_0')")
        try desk.connection.execute("insert into warehouse.vintage (kind, source_system) values ('caseload', 'a load')")
        try servers.kill(worker: 2)
        #expect(throws: WarehouseError.notEverywhere) { try desk.connection.publishVintages(through: 1) }
        #expect(try desk.connection.publishPendingVintages() == 1...1)
        #expect(WarehouseError.notEverywhere.exitCode == .tryAgain)
        try servers.start(worker: 2)
        #expect(try desk.connection.publishPendingVintages() == nil)
        #expect(try desk.count("select count(*) from warehouse.published_vintage") == 1)
        let again = try Fixture.connection(to: servers.worker(2, of: desk.database))
        #expect(try again.query("select number from public.part where number = 3").count == 1)
    }
}
