import Foundation
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse
import WarehouseSQL

@testable import Loading

@Suite("A vintage is published once its load has ended")
struct PublishedVintageTests {
    private static let revised = Desk.row.replacing(",2,yes", with: ",3,yes")

    /// The vintages that are there, and those of them that are published.
    private func vintages(_ desk: Desk) throws -> [[Int]] {
        try ["vintage", "published_vintage"].map { table in
            try desk.connection.query("select vintage_id from warehouse.\(table) order by 1").map { try $0.get(0) }
        }
    }

    /// Lets a statement run whenever a vintage is published.
    private func whenPublishing(_ statement: String, _ desk: Desk) throws {
        try desk.connection.execute(
            """
            create function warehouse.meddle() returns trigger language plpgsql as
            $f$ begin \(statement); return new; end $f$;
            create trigger meddle before insert on warehouse.published_vintage
                for each row execute function warehouse.meddle();
            """)
    }

    private func stopMeddling(_ desk: Desk) throws {
        try desk.connection.execute("drop function warehouse.meddle() cascade")
    }

    @Test("and one that brings nothing new, is stopped or only tried has none to publish")
    func usual() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        try desk.load([Desk.heading, Desk.row])
        try desk.load([Desk.heading, Self.revised]) { $0.isDryRun = true }
        #expect(try vintages(desk) == [[1], [1]])
        #expect(throws: LoadError.self) { try desk.load([Desk.heading, Desk.row.replacing("2010-12-31", with: "x")]) }
        try desk.load([Desk.heading, Self.revised])
        #expect(try vintages(desk) == [[1, 2], [1, 2]])
    }

    @Test("where that fails the load is done, it is said that reports lack it, and the next load publishes it")
    func fails() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        try whenPublishing("raise exception 'not now'", desk)
        let error = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Self.revised]) }
        guard case .notPublished(_, 2, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("not now"))
        #expect(error?.exitCode == .tryAgain)
        #expect(try vintages(desk) == [[1, 2], [1]])
        try stopMeddling(desk)
        // As where the role may not.
        try whenPublishing("raise exception 'no' using errcode = 'insufficient_privilege'", desk)
        let again = #expect(throws: LoadError.self) { try desk.load([Desk.heading, Self.revised]) }
        #expect(again?.exitCode == .tryAgain, "nothing is new, and reports lack it still")
        try stopMeddling(desk)
        // The same file again: nothing is new, and what was left is published.
        #expect(try desk.load([Desk.heading, Self.revised]).vintage == nil)
        #expect(try vintages(desk) == [[1, 2], [1, 2]])
    }

    @Test(
        "where the program is killed between the two, the next run of it publishes what it left",
        arguments: [false, true])
    func killed(byFolder: Bool) throws {
        let desk = try Desk()
        try whenPublishing("perform pg_sleep(600)", desk)
        let folder = desk.folder + "/extracts"
        mkdir(folder, 0o700)
        let path = try desk.write("\(Desk.heading)\n\(Desk.row)\n".utf8, as: "extracts/caseload.csv")
        let words = byFolder ? ["load", "--all", folder] : ["load", "caseload", path]
        func start() throws -> Started {
            try Started(
                Built.program, words + ["--database", desk.database],
                environment: ProcessInfo.processInfo.environment.merging(["LAA_HOME": desk.folder + "/home"]) { $1 })
        }
        let first = try start()
        let publishing = """
            select count(*) from pg_stat_activity
            where datname = current_database() and query like '%into warehouse.published_vintage%' and wait_event = 'PgSleep'
            """
        try eventually("the load to publish", of: first) { try desk.count(publishing) == 1 }
        first.kill()
        _ = try first.waitForEnd()
        try eventually("its session to end", within: .seconds(30)) { try desk.count(publishing) == 0 }
        #expect(try vintages(desk) == [[1], []])
        try stopMeddling(desk)
        let second = try start()
        #expect(try second.waitForEnd() == 0, "\(second.output)")
        #expect(try vintages(desk) == [[1], [1]])
        #expect(try desk.count("select count(*) from warehouse.caseload_snapshot") == 1)
    }

    @Test("a load that holds everything up is not waited for")
    func large() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        try desk.connection.execute("delete from warehouse.published_vintage")
        let large = try Fixture.connection(to: desk.database)
        try large.execute("begin; lock table warehouse.vintage in access exclusive mode")
        #expect(try desk.connection.publishPendingVintages() == nil)
        try large.execute("rollback")
        #expect(try vintages(desk) == [[1], []])
        #expect(try desk.connection.publishPendingVintages() == nil)
        #expect(try vintages(desk) == [[1], [1]])
    }

    @Test("roles that could load and report before migration 57 still can")
    func roles() throws {
        let desk = try Desk()
        let (loader, reader) = ("loader_\(getpid())", "reader_\(getpid())")
        let connection = desk.connection
        try connection.execute("create role \(loader); create role \(reader)")
        defer {
            for role in [loader, reader] { _ = try? connection.execute("drop owned by \(role); drop role \(role)") }
        }
        try connection.execute(
            "grant select, insert on warehouse.vintage, warehouse.offender to \(loader); "
                + "grant select on warehouse.vintage to \(reader)")
        let migrations = WarehouseSQL.migrations.filter { (56...57).contains($0.number) }
        for migration in migrations {
            // The part that gives the rights, once more.
            let start = try #require(migration.sql.range(of: "do $$"))
            let end = try #require(migration.sql.range(of: "end $$;"))
            try connection.execute(String(migration.sql[start.lowerBound..<end.upperBound]))
        }
        func may(_ role: String, _ table: String, _ right: String) throws -> Bool {
            try connection.query(
                "select has_table_privilege($1, $2, $3)", [.text(role), .text("warehouse.\(table)"), .text(right)])[0]
                .get(0)
        }
        for right in ["select", "insert"] { #expect(try may(loader, "published_vintage", right), "\(right)") }
        for right in ["select", "insert", "update"] { #expect(try may(loader, "identity", right), "\(right)") }
        #expect(try may(reader, "published_vintage", "select") && !may(reader, "published_vintage", "insert"))
        #expect(try !may(reader, "identity", "select"))
    }

    @Test("what another load left is not published while one is merging, nor by whoever may only read")
    func busy() throws {
        let desk = try Desk()
        try desk.load([Desk.heading, Desk.row])
        try desk.connection.execute("delete from warehouse.published_vintage")
        let merging = try Fixture.connection(to: desk.database)
        try merging.execute("begin; lock table warehouse.vintage in share row exclusive mode")
        #expect(try desk.connection.publishPendingVintages() == 1...1)
        try merging.execute("rollback")
        try desk.connection.execute("set default_transaction_read_only = on")
        #expect(try desk.connection.publishPendingVintages() == 1...1)
        try desk.connection.execute("set default_transaction_read_only = off")
        #expect(try desk.connection.publishPendingVintages() == nil)
        #expect(try vintages(desk) == [[1], [1]])
    }
}
