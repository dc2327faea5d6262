import Foundation
import Platform
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("A warehouse's stream")
struct SnapshotWarehouseTests {
    private func rows(
        _ connection: Connection, _ query: Query, _ columns: [ColumnRequirement], capacity: Int = 4096,
        _ consume: (Batch) throws -> Void = { _ in }
    ) throws {
        try connection.readOnlyTransaction {
            try SnapshotWarehouse(connection, batchCapacity: capacity).stream(query, columns: columns, consume)
        }
    }

    @Test(
        "knows the tables that a query reads through views and functions, and not those that it does without",
        arguments: [
            ("select reason from reporting.termination", ["termination"]),
            (
                "select t.reason from reporting.termination t left join reporting.offender p using (offender_id)",
                ["termination"]
            ),
            (
                "select p.sex from reporting.termination t join reporting.offender p using (offender_id)",
                ["offender", "termination"]
            ),
            ("select events from reporting.yearly_area_rate('x', :day, :day)", ["area_count", "area_parent"]),
            ("select 1 as one where exists (select from reporting.caseload)", ["caseload_snapshot"]),
            ("select 'reporting.caseload' as text", []),
        ])
    func tablesRead(_ sql: String, _ tables: [String]) throws {
        let connection = try Fixture.connection(to: SampleWarehouse.database)
        let query = Fixture.query(sql, sql.contains(":day") ? ["day": .day(Day("2011-03-31")!)] : [:])
        let read = try connection.readOnlyTransaction { try SnapshotWarehouse(connection).tables(readBy: query) }
        #expect(read.sorted() == tables)
    }

    /// By query, the numbers that several queries return, read by so many sessions on one snapshot.
    private func numbers(_ texts: [String], sessions: Int) throws -> [[Int]] {
        let database = try Fixture.database()
        let main = try Fixture.connection(to: database)
        return try main.readOnlyTransaction {
            let snapshot = try main.exportSnapshot()
            func reading(_ aides: [Connection]) throws -> [[Int]] {
                guard aides.count + 1 < sessions else {
                    var numbers = texts.map { _ in [Int]() }
                    try SnapshotWarehouse(main, aidedBy: aides, batchCapacity: 7).stream(
                        texts.map { Fixture.query($0) }, columns: [ColumnRequirement("n", .integer)]
                    ) { query, batch in
                        numbers[query] += (0..<batch.rowCount).map { batch.columns[0].integers[$0] }
                    }
                    // Every session can be used again.
                    for session in [main] + aides { #expect(try session.query("select 1")[0].get(0) == 1) }
                    return numbers
                }
                let aide = try Fixture.connection(to: database)
                return try aide.readOnlyTransaction(snapshot: snapshot) { try reading(aides + [aide]) }
            }
            return try reading([])
        }
    }

    @Test("reads several queries with one session or with more, each in its order", arguments: [1, 2, 3, 9])
    func sideBySide(sessions: Int) throws {
        let ends = [0, 1, 7, 20_000, 8, 0, 100]
        let texts = ends.map { "select n from generate_series(1, \($0)) n order by n" }
        #expect(try numbers(texts, sessions: sessions) == ends.map { $0 == 0 ? [] : Array(1...$0) })
        #expect(try numbers([], sessions: sessions).isEmpty)
    }

    @Test("one of several queries that fails ends all, and says which", arguments: [1, 2])
    func oneFails(sessions: Int) throws {
        let long = "select n from generate_series(1, 500000) n"
        for (text, words) in [
            ("select 1 / (n - 5000) as n from generate_series(1, 9000) n", "division by zero"),
            ("select 1 as m", "'n'"),
        ] {
            let error = #expect(throws: (any Error).self) { try numbers([long, text, long], sessions: sessions) }
            #expect("\(try #require(error))".contains(words))
        }
    }

    @Test("reads every kind of column, nulls and repeated labels, across batches, and passes over other columns")
    func decodes() throws {
        let connection = try Fixture.connection()
        let sql = """
            select i::smallint as small, i as whole, i::bigint * 5000000000 as big, i % 3 = 0 as flag,
                i / 4.0::real as single, i / 8.0::float8 as double, date '2000-01-01' - i as day,
                'label ' || i % 5 as label, 'x'::varchar as fixed, now() as passed_over, null as nothing,
                case when i % 2 = 0 then i end as sometimes, case when i % 2 = 0 then 'a' end as word
            from generate_series(1, 1000) as i
            """
        let columns = [
            ColumnRequirement("label", .label), ColumnRequirement("small", .integer),
            ColumnRequirement("whole", .integer), ColumnRequirement("big", .integer),
            ColumnRequirement("flag", .boolean), ColumnRequirement("single", .real),
            ColumnRequirement("double", .real), ColumnRequirement("day", .day), ColumnRequirement("fixed", .label),
            ColumnRequirement("sometimes", .integer, nullable: true),
            ColumnRequirement("word", .label, nullable: true),
        ]
        var (i, batches) = (0, 0)
        try rows(connection, Fixture.query(sql), columns, capacity: 300) { batch in
            batches += 1
            let c = batch.columns
            for row in 0..<batch.rowCount {
                i += 1
                #expect(c[0].labels[c[0].integers[row]] == "label \(i % 5)")
                #expect((c[1].integers[row], c[2].integers[row], c[3].integers[row]) == (i, i, i * 5_000_000_000))
                #expect(c[4].integers[row] == (i % 3 == 0 ? 1 : 0))
                #expect((c[5].reals[row], c[6].reals[row]) == (Double(i) / 4, Double(i) / 8))
                #expect(Day(number: c[7].integers[row]) == Day("2000-01-01")!.adding(days: -i))
                #expect(c[8].labels == ["x"])
                #expect((c[9].isNull[row], c[9].integers[row]) == (i % 2 != 0, i % 2 == 0 ? i : 0))
                #expect(c[10].isNull[row] == (i % 2 != 0))
            }
        }
        #expect((i, batches) == (1000, 4))
    }

    @Test("people's rows that several servers would pack by place are the same rows", arguments: [7, 4096])
    func packed(capacity: Int) throws {
        let sql = """
            select i % 7 = 0 as known, (i % 3)::smallint as trust_id, case when i % 5 > 0 then i % 4 end as authority_id,
                case when i % 2 = 0 then 'group ' || i % 3 end as breakdown, now() as passed_over, i as offender_id,
                case when i % 7 > 0 then i / 8.0::float8 end as predicted, i % 6 as whole, date '2010-01-01' + i as day,
                case when i % 4 > 0 then 'label ' || i % 5 end as "la""bel"
            from generate_series(1, 1000) as i where i <= :last -- all
            """
        let columns = [
            ColumnRequirement("trust_id", .integer), ColumnRequirement("authority_id", .integer, nullable: true),
            ColumnRequirement("breakdown", .label, nullable: true), ColumnRequirement("offender_id", .integer),
            ColumnRequirement("known", .boolean), ColumnRequirement("predicted", .real, nullable: true),
            ColumnRequirement("whole", .real), ColumnRequirement("day", .day),
            ColumnRequirement("la\"bel", .label, nullable: true),
        ]
        func read(_ columns: [ColumnRequirement], through last: Int, packed: Bool) throws -> [String] {
            let connection = try Fixture.connection()
            connection.knownParts = packed ? ["caseload_snapshot_102008": "caseload_snapshot"] : [:]
            var read: [String] = []
            try rows(connection, Fixture.query(sql, ["last": .integer(last)]), columns, capacity: capacity) { batch in
                #expect(batch.rowCount <= capacity)
                for row in 0..<batch.rowCount {
                    read.append(
                        batch.columns.map { column in
                            switch column.requirement.kind {
                            case _ where column.isNull[row]: "null"
                            case .real: "\(column.reals[row])"
                            case .label: column.labels[column.integers[row]]
                            case .integer, .boolean, .day: "\(column.integers[row])"
                            }
                        }.joined(separator: " "))
                }
            }
            return read
        }
        for last in [0, 1, 1000] {
            for columns in [columns, [columns[3]], [columns[3], columns[4], columns[0]]] {
                let (apart, packed) = try (
                    read(columns, through: last, packed: false), read(columns, through: last, packed: true)
                )
                #expect(apart.count == last && packed.sorted() == apart.sorted())
            }
        }
        // A null that may not be is named, whether the column is packed or not.
        for column in [ColumnRequirement("predicted", .real), ColumnRequirement("authority_id", .integer)] {
            let required = [columns[0], columns[3], column]
            #expect(
                throws: ReportError.badValue(
                    file: "test.sql", column: column.name, value: "null", problem: "which it may not")
            ) {
                _ = try read(required, through: 1000, packed: true)
            }
        }
    }

    @Test("of no rows consumes nothing")
    func empty() throws {
        try rows(Fixture.connection(), Fixture.query("select 1 as n where false"), [ColumnRequirement("n", .integer)]) {
            _ in Issue.record("a batch of no rows")
        }
    }

    @Test(
        "binds values of every kind as they are, with the warehouse's functions and without", arguments: [true, false])
    func binds(migrated: Bool) throws {
        let connection = try Fixture.connection()
        if migrated { try Migrator(migrations: []).apply(on: connection) }
        let hostile = "'); drop table x; -- \\ \" ${} é"
        let query = Fixture.query(
            """
            select :hostile = E'\\'); drop table x; -- \\\\ " ${} \\u00e9' as same, :number + 1 as next,
                :rate = 0.1::float8 as exact, not :flag as denied, :day + 1 as tomorrow, :nothing is null as none,
                cardinality(:days) + cardinality(:numbers) + cardinality(:none) as many,
                (:areas)[2] as area, :nothing as nothing;
            -- :commented
            """,
            [
                "hostile": .text(hostile), "number": .integer(41), "rate": .real(0.1), "flag": .boolean(false),
                "day": .day(Day("2010-12-31")!), "nothing": .text(nil),
                "days": .days([Day("2010-01-01")!]), "numbers": .integers([1, 2]), "none": .texts([]),
                "areas": .texts(["a,b", hostile]),
            ])
        let columns = [
            ColumnRequirement("same", .boolean), ColumnRequirement("next", .integer),
            ColumnRequirement("exact", .boolean), ColumnRequirement("denied", .boolean),
            ColumnRequirement("tomorrow", .day), ColumnRequirement("none", .boolean),
            ColumnRequirement("many", .integer), ColumnRequirement("area", .label),
            ColumnRequirement("nothing", .label, nullable: true),
        ]
        var count = 0
        try rows(connection, query, columns) { batch in
            count += batch.rowCount
            let values = batch.columns.map { $0.integers[0] }
            #expect(values == [1, 42, 1, 1, Day("2011-01-01")!.number, 1, 3, 0, 0])
            #expect(batch.columns[7].labels == [hostile])
            #expect(batch.columns[8].isNull[0])
        }
        #expect(count == 1)
    }

    @Test("keeps a value out of the text")
    func valuesStayOut() throws {
        let query = Fixture.query("select :a as a", ["a": .text("'); drop table x; --")])
        for hasFunctions in [true, false] {
            #expect(try !BoundQuery(query, hasFunctions: hasFunctions).sql.contains("drop"))
        }
    }

    @Test("lets the planner see the values that are bound, as if they were written in the text")
    func plannerSeesValues() throws {
        let connection = try Fixture.connection()
        try Migrator(migrations: []).apply(on: connection)
        try connection.execute("create table laa.t as select i from generate_series(1, 10000) as i; analyze laa.t")
        let bound = try BoundQuery(
            Fixture.query("select i from t where i > :low", ["low": .integer(9000)]), hasFunctions: true)
        let plan = try connection.readOnlyTransaction {
            _ = try connection.query("select set_config('laa.low', '9000', true)")
            return try connection.query("explain \(bound.sql)").map { try $0.get(0, as: String.self) }
        }
        #expect(plan.joined().contains("(i > '9000'::bigint)"))
    }

    @Test("refuses a parameter without a value, one that is not used, and a positional one, before asking the server")
    func parameters() throws {
        #expect(throws: ReportError.parameter(file: "test.sql", name: "aera", problem: "has no value; is :area meant"))
        {
            try BoundQuery(Fixture.query("select :aera", ["area": .integer(1)]), hasFunctions: true)
        }
        #expect(
            throws: ReportError.parameter(
                file: "test.sql", name: "b", problem: "has a value, but the query does not use it")
        ) {
            try BoundQuery(Fixture.query("select ':b'", ["b": .integer(1)]), hasFunctions: true)
        }
        #expect(throws: ReportError.self) { try BoundQuery(Fixture.query("select $1"), hasFunctions: true) }
        // It would show the module another state of the warehouse.
        #expect(throws: ReportError.self) {
            try BoundQuery(Fixture.query("select :as_of", ["as_of": .text("latest")]), hasFunctions: true)
        }
    }

    @Test("names a missing column with the nearest one, a column of another type, and one that is there twice")
    func columns() throws {
        let connection = try Fixture.connection()
        let area = [ColumnRequirement("area", .label)]
        func problem(_ sql: String) throws -> String {
            do {
                try rows(connection, Fixture.query(sql), area)
            } catch let error as ReportError {
                return error.description
            }
            return ""
        }
        #expect(
            try problem("select 'x' as aera, 1 as n")
                == "test.sql: column 'area' (text or character varying) is not returned by the query, which returns aera, n; is 'aera' meant."
        )
        #expect(
            try problem("select 1.5 as area")
                == "test.sql: column 'area' must be text or character varying, but is numeric; cast it, as in area::text."
        )
        #expect(try problem("select 'x' as area, 'y' as area").contains("returned 2 times"))
    }

    @Test("refuses null where it may not be, naming the column, and the connection lives on")
    func nulls() throws {
        let connection = try Fixture.connection()
        let query = Fixture.query("select case when i < 200000 then i end as n from generate_series(1, 300000) as i")
        #expect(throws: ReportError.badValue(file: "test.sql", column: "n", value: "null", problem: "which it may not"))
        {
            try rows(connection, query, [ColumnRequirement("n", .integer)])
        }
        #expect(throws: ReportError.self) {
            try rows(connection, Fixture.query("select date 'infinity' as d"), [ColumnRequirement("d", .day)])
        }
        #expect(try connection.query("select 1")[0].get(0) == 1)
    }

    @Test("gives the file and line of a mistake in the query, and the server's error half way through the rows")
    func serverErrors() throws {
        let connection = try Fixture.connection()
        let n = [ColumnRequirement("n", .integer)]
        let mistake = try serverError {
            try rows(connection, Fixture.query("select :a\n  as n,\n  nope", ["a": .integer(1)]), n)
        }
        #expect((mistake.sqlState, mistake.source, mistake.line) == ("42703", "test.sql", 3))
        let two = try serverError { try rows(connection, Fixture.query("select 1 as n; select 2 as n"), n) }
        #expect(two.sqlState == "42601")
        var seen = 0
        let late = try serverError {
            try rows(
                connection, Fixture.query("select 10000 / (20000 - i) as n from generate_series(1, 30000) as i"), n
            ) {
                seen += $0.rowCount
            }
        }
        #expect(late.sqlState == "22012")
        #expect(seen > 0)
        #expect(try connection.query("select 1")[0].get(0) == 1)
    }

    @Test("stops where its consumer throws, at once, and the connection lives on")
    func consumerThrows() throws {
        let connection = try Fixture.connection()
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try rows(
                connection, Fixture.query("select generate_series(1, 1000000000) as n"),
                [ColumnRequirement("n", .integer)]
            ) { _ in throw Stop() }
        }
        #expect(try connection.query("select 1")[0].get(0) == 1)
    }

    @Test("stops half way where the interrupt is requested")
    func interrupted() throws {
        let interrupt = Interrupt()
        let connection = try Fixture.connection(interrupt: interrupt)
        #expect(throws: WarehouseError.cancelled) {
            try rows(
                connection, Fixture.query("select generate_series(1, 1000000000) as n"),
                [ColumnRequirement("n", .integer)]
            ) { _ in interrupt.request() }
        }
        #expect(throws: WarehouseError.cancelled) { try connection.query("select 1") }
        #expect(!connection.isInTransaction)
    }
}
