import Foundation
import PrivateCluster
import TestSupport
import Testing
import Warehouse

@Suite("A scratch warehouse")
struct ScratchWarehouseTests {
    private func databases(like pattern: String) throws -> [String] {
        _ = Fixture.cluster
        let connection = try Fixture.connection(to: Fixture.database())
        defer { connection.close() }
        return try connection.query(
            "select datname::text as name from pg_database where datname like $1", [.text(pattern)]
        ).map { try $0.get("name") }
    }

    @Test("is empty, is this program's, lets modules in as their own role, and is gone once it is closed")
    func life() throws {
        // Its server must run with the tests' own settings.
        _ = try Fixture.database()
        let scratch = try ScratchWarehouse(in: Fixture.cluster)
        let connection = try Connection.open(scratch.target, applicationName: "tests")
        try Migrator.current.checkCurrent(on: connection)
        let name: String = try connection.query("select current_database()::text")[0].get(0)
        #expect(try connection.query("select from reporting.area").count > 200)
        #expect(try connection.query("select from reporting.vintage").count == 0)
        #expect(try ModuleAccess(of: connection, environment: [:]).level == .ownSession)
        #expect(try databases(like: name).count == 1)
        // It is removed although somebody is connected to it.
        scratch.close()
        #expect(try databases(like: name).isEmpty)
    }

    @Test("removes what killed processes left behind, and nothing of those that live")
    func leftOvers() throws {
        let server = try Fixture.database()
        let connection = try Fixture.connection(to: server)
        defer { connection.close() }
        let (left, living) = ("laa_scratch_1_\(getpid())", "laa_scratch_2_\(getpid())")
        for name in [left, living] { try connection.execute("create database \(name)") }
        // Its process, which bears its name as long as it lives.
        let holder = try Connection.open(.conninfo(server), applicationName: living)
        let scratch = try ScratchWarehouse(in: Fixture.cluster)
        let own: String = try Connection.open(scratch.target, applicationName: "tests")
            .query("select current_database()::text")[0].get(0)
        #expect(try databases(like: left).isEmpty && databases(like: living).count == 1)
        let another = try ScratchWarehouse(in: Fixture.cluster)
        #expect(try databases(like: own).count == 1 && databases(like: living).count == 1)
        holder.close()
        // The server sees that in a moment.
        _ = try eventually("the end of a session") {
            try connection.query(Self.sessions, [.text(living)]).count == 0 ? true : nil
        }
        another.close()
        scratch.close()
        try ScratchWarehouse(in: Fixture.cluster).close()
        #expect(try databases(like: living).isEmpty)
    }

    private static let sessions = "select from pg_stat_activity where application_name = $1"

    @Test("is copied from one template, which is made once")
    func template() throws {
        _ = try Fixture.database()
        let first = try ScratchWarehouse(in: Fixture.cluster)
        let templates = try databases(like: "laa\\_template\\_%")
        #expect(templates.count == 1)
        let second = try ScratchWarehouse(in: Fixture.cluster)
        #expect(try databases(like: "laa\\_template\\_%") == templates)
        first.close()
        second.close()
    }
}
