import Foundation
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("Migrating a warehouse")
struct MigratorTests {
    private let first = Migration(number: 1, name: "first", sql: "create schema w; create table w.a (n int);")
    private let second = Migration(number: 2, name: "second", sql: "create table w.b (n int);\n-- done")

    @Test("applies each migration once, in order, and says how each stands")
    func applies() throws {
        let connection = try Fixture.connection()
        let migrator = Migrator(migrations: [second, first])
        #expect(try migrator.status(on: connection).map(\.state) == [.pending, .pending])
        #expect(throws: WarehouseError.schemaMissing) { try migrator.checkCurrent(on: connection) }
        #expect(try Migrator(migrations: [first]).apply(on: connection) == [first])
        #expect(throws: WarehouseError.schemaOlder(found: 1, needed: 2)) { try migrator.checkCurrent(on: connection) }
        #expect(try migrator.apply(on: connection) == [second])
        #expect(try migrator.apply(on: connection) == [])
        try migrator.checkCurrent(on: connection)
        let status = try migrator.status(on: connection)
        #expect(status.map(\.number) == [1, 2])
        #expect(status.map(\.state) == [.applied, .applied])
        #expect(status[0].checksum == first.checksum)
        #expect(status[0].appliedAt?.count == 20)
    }

    @Test("refuses a warehouse whose applied file was edited since")
    func edited() throws {
        let connection = try Fixture.connection()
        try Migrator(migrations: [first]).apply(on: connection)
        let edited = Migrator(migrations: [Migration(number: 1, name: "first", sql: first.sql + " "), second])
        #expect(throws: WarehouseError.migrationEdited(number: 1, name: "first")) { try edited.apply(on: connection) }
        #expect(throws: WarehouseError.migrationEdited(number: 1, name: "first")) {
            try edited.checkCurrent(on: connection)
        }
        #expect(try edited.status(on: connection).map(\.state) == [.edited, .pending])
    }

    @Test("refuses a newer warehouse, and a migration numbered before one that is applied")
    func newer() throws {
        let connection = try Fixture.connection()
        try Migrator(migrations: [first, second]).apply(on: connection)
        let older = Migrator(migrations: [first])
        #expect(throws: WarehouseError.schemaNewer(found: 2, known: 1)) { try older.checkCurrent(on: connection) }
        #expect(throws: WarehouseError.schemaNewer(found: 2, known: 1)) { try older.apply(on: connection) }
        #expect(try older.status(on: connection).map(\.state) == [.applied, .unknown])
        try connection.execute("delete from laa.migration where number = 1")
        #expect(throws: WarehouseError.migrationOutOfOrder(number: 1, name: "first", applied: 2)) {
            try Migrator(migrations: [first, second]).apply(on: connection)
        }
    }

    @Test("leaves nothing of a migration that fails, and keeps those before it")
    func failing() throws {
        let connection = try Fixture.connection()
        let broken = Migration(
            number: 2, name: "broken", sql: "create table w.b (n int);\ninsert into w.nowhere values (1);")
        let error = try serverError { try Migrator(migrations: [first, broken]).apply(on: connection) }
        #expect((error.sqlState, error.source, error.line) == ("42P01", "0002_broken.sql", 2))
        #expect(try connection.query("select to_regclass('w.b') is null as gone")[0].get(0) == true)
        #expect(try Migrator(migrations: [first, second]).apply(on: connection) == [second])
    }

    @Test("two at once apply each migration once between them")
    func twoAtOnce() async throws {
        let database = try Fixture.database()
        let slow = Migration(number: 1, name: "slow", sql: "create schema w; select pg_sleep(0.3);")
        let migrator = Migrator(migrations: [slow, second])
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<2 {
                group.addTask { try migrator.apply(on: Fixture.connection(to: database)).count }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts.sorted() == [0, 2])
    }

    @Test("the checksum is SHA-256 in hexadecimal")
    func checksum() {
        #expect(
            Migration(number: 1, name: "x", sql: "abc").checksum
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
