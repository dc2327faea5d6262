import Foundation
import Platform
import PrivateCluster
import ReportKit
import Synchronization
import TestSupport
import Testing

@testable import Warehouse

@Suite("A connection")
struct ConnectionTests {
    @Test("a bound value of every kind comes back as it was sent")
    func roundTrip() throws {
        let connection = try Fixture.connection()
        let row = try connection.query(
            "select $1 as i, $2 as r, $3 as b, $4 as t, $5 as d, $6[2] as ds, $7[1] as is, $8[2] as ts, $9 as n, "
                + "cardinality($10) as empty",
            [
                .integer(-5_000_000_000), .real(0.1), .boolean(true), .text("it's \"so\" \\ $1"),
                .day(Day("2010-12-31")!), .days([Day("1969-12-31")!, Day("2000-01-01")!]), .integers([7]),
                .texts(["a", "{\"x\\,"]), .text(nil), .texts([]),
            ])[0]
        #expect(try row.get("i") == -5_000_000_000)
        #expect(try row.get("r") == 0.1)
        #expect(try row.get("b") == true)
        #expect(try row.get("t") == "it's \"so\" \\ $1")
        #expect(try row.get("d") == Day("2010-12-31")!)
        #expect(try row.get("ds") == Day("2000-01-01")!)
        #expect(try row.get("is") == 7)
        #expect(try row.get("ts") == "{\"x\\,")
        #expect(try row.get("n") == String?.none)
        #expect(try row.get("empty") == 0)
    }

    @Test("a column of another type, a null and a column that is not there are refused by name")
    func mismatches() throws {
        let row = try Fixture.connection().query("select 1.5 as amount, null::int as missing, 'x' as word")[0]
        #expect(throws: WarehouseError.self) { try row.get("amount", as: Int.self) }
        #expect(throws: WarehouseError.result(column: "missing", problem: "is null")) {
            try row.get("missing", as: Int.self)
        }
        #expect(throws: WarehouseError.result(column: "word", problem: "is text, but was to be read as Int")) {
            try row.get("word", as: Int.self)
        }
        #expect(throws: WarehouseError.self) { try row.get("other", as: Int.self) }
        #expect(throws: WarehouseError.self) { try row.get(3, as: Int.self) }
        #expect(try row.get("missing", as: Int?.self) == nil)
    }

    @Test("a server's error carries its SQLSTATE, detail, hint, constraint, file and line")
    func serverErrors() throws {
        let connection = try Fixture.connection()
        try connection.execute("create schema laa; create table laa.t (id int primary key); insert into t values (1)")
        let duplicate = try serverError { try connection.execute("insert into t values (1)") }
        #expect(duplicate.sqlState == "23505")
        #expect(duplicate.detail == "Key (id)=(1) already exists.")
        #expect(duplicate.constraint == "t_pkey")
        let unknown = try serverError {
            _ = try connection.query("select id\nfrom t\nwhere idd = 1", source: "q.sql")
        }
        #expect(unknown.sqlState == "42703")
        #expect(unknown.hint?.contains("t.id") == true)
        #expect((unknown.source, unknown.line) == ("q.sql", 3))
        #expect(unknown.description.hasPrefix("q.sql:3: column \"idd\" does not exist (SQLSTATE 42703)\n  Hint: "))
        #expect(try connection.query("select 1")[0].get(0) == 1)
    }

    @Test("a transaction that throws leaves nothing, one whose statement failed unheeded does not commit")
    func transactions() throws {
        let connection = try Fixture.connection()
        try connection.execute("create schema laa; create table t (id int)")
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.execute("insert into t values (1)")
                throw Stop()
            }
        }
        let unheeded = try serverError {
            try connection.transaction {
                try connection.execute("insert into t values (1)")
                _ = try? connection.execute("select 1/0")
            }
        }
        #expect(unheeded.sqlState == "25P02")
        #expect(try connection.query("select count(*) from t")[0].get(0) == 0)
        let written = try serverError {
            _ = try connection.readOnlyTransaction { try connection.execute("insert into t values (1)") }
        }
        #expect(written.sqlState == "25006")
        try connection.transaction { _ = try connection.execute("insert into t values (1)") }
        #expect(try connection.query("select count(*) from t")[0].get(0) == 1)
    }

    @Test("a statement that takes longer than allowed is a timeout, and the next transaction is not limited")
    func statementTimeout() throws {
        let connection = try Fixture.connection()
        #expect(throws: WarehouseError.statementTimeout(limit: .milliseconds(50))) {
            try connection.readOnlyTransaction(statementTimeout: .milliseconds(50)) {
                try connection.query("select pg_sleep(5)::text")
            }
        }
        #expect(try connection.query("select pg_sleep(0.1)::text").count == 1)
    }

    @Test("a statement cancelled from another thread is cancelled, not timed out, and the connection lives on")
    func cancelFromAnotherThread() throws {
        let connection = try Fixture.connection()
        let canceller = connection.canceller
        let isCancelled = Mutex(false)
        let ended = DispatchSemaphore(value: 0)
        // Repeatedly, since a machine under load may not have sent the statement yet.
        Thread.detachNewThread {
            while !isCancelled.withLock({ $0 }) {
                canceller.cancel()
                usleep(100_000)
            }
            ended.signal()
        }
        #expect(throws: WarehouseError.cancelled) {
            try connection.readOnlyTransaction(statementTimeout: .seconds(600)) {
                try connection.query("select pg_sleep(300)::text")
            }
        }
        isCancelled.withLock { $0 = true }
        ended.wait()
        #expect(try connection.query("select 1")[0].get(0) == 1)
    }

    @Test("an exported snapshot sees the same rows after another session's insert")
    func exportedSnapshot() throws {
        let database = try Fixture.database()
        let (holder, writer, reader) = try (
            Fixture.connection(to: database), Fixture.connection(to: database), Fixture.connection(to: database)
        )
        try writer.execute("create schema laa; create table t (id int); insert into t values (1)")
        try holder.readOnlyTransaction {
            let snapshot = try holder.exportSnapshot()
            try writer.execute("insert into t values (2)")
            let count = try reader.readOnlyTransaction(snapshot: snapshot) {
                try reader.query("select count(*) from t")[0].get(0, as: Int.self)
            }
            #expect(count == 1)
        }
        #expect(throws: WarehouseError.self) { try reader.readOnlyTransaction(snapshot: "x'; drop table t") { 0 } }
        #expect(try reader.query("select count(*) from t")[0].get(0) == 2)
    }

    @Test("a server that cannot be reached is named without the password")
    func unavailable() throws {
        let target = ConnectionTarget.conninfo("host=/nowhere dbname=x user=y password=secret")
        do {
            _ = try Connection.open(target, applicationName: "tests", interrupt: Interrupt())
            Issue.record("a connection to nowhere was opened")
        } catch let error as WarehouseError {
            #expect(error.description.contains("host=/nowhere"))
            #expect(!error.description.contains("secret"))
        }
        #expect(throws: WarehouseError.self) {
            try Connection.open(.conninfo("nonsense"), applicationName: "tests", interrupt: Interrupt())
        }
    }

    @Test("a server that never answers is given up after connect_timeout")
    func silentServer() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                try #require(bind(listener, raw, length) == 0 && listen(listener, 1) == 0)
                try #require(getsockname(listener, raw, &length) == 0)
            }
        }
        let port = UInt16(bigEndian: address.sin_port)
        #expect(throws: WarehouseError.self) {
            try Connection.open(
                .conninfo("host=127.0.0.1 port=\(port) dbname=x user=y connect_timeout=1"),
                applicationName: "tests", interrupt: Interrupt())
        }
    }

    @Test("the target follows --database, then libpq's variables, then the private cluster")
    func targets() throws {
        func place(_ database: String?, _ environment: [String: String]) -> String {
            switch ConnectionTarget.resolve(database: database, environment: environment) {
            case .conninfo(let text): text
            case .environment: "environment"
            case .onDemand(let server): (server as? PrivateCluster)?.home ?? "another server"
            }
        }
        #expect(place("dbname=x", ["PGHOST": "h"]) == "dbname=x")
        for name in ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE", "PGUSER"] {
            #expect(place(nil, [name: "v", "LAA_HOME": "/l"]) == "environment")
        }
        #expect(place(nil, ["PGHOST": "", "LAA_HOME": "/l", "XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/l")
        #expect(place(nil, ["XDG_DATA_HOME": "/d", "HOME": "/h"]) == "/d/laa")
        #expect(place(nil, ["XDG_DATA_HOME": "d", "HOME": "/h"]) == "/h/.local/share/laa")
    }
}

/// The server error that the closure throws.
func serverError(_ body: () throws -> Void) throws -> ServerError {
    do {
        try body()
    } catch WarehouseError.server(let error) {
        return error
    }
    throw WarehouseError.result(column: "-", problem: "came where an error was expected")
}
