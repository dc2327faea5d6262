import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Returns that are not finished", .serialized, .ownThreads)
struct UnfinishedReturnTests {
    /// Starts a return one of whose modules waits for a locked table, ends it in some way, and gives its exit status
    /// and what it wrote to standard error.
    private func endedMidway(
        into folder: Folder, by end: (Process, _ database: String) throws -> Void
    ) async throws -> (status: Int32, errors: String) {
        let database = try SampleWarehouse.empty()
        let holder = try Fixture.connection(to: database)
        try holder.execute(
            "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                + "values ('terminations', 'test', '2000-01-01', '2020-01-01')")
        try Fixture.coverEveryArea(holder)
        try holder.execute("begin; lock table warehouse.termination in access exclusive mode")
        let observer = try Fixture.connection(to: database)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Built.program)
        process.arguments = [
            "return", "--area", "Lancashire", "--quarter", "2010-11Q4", "--output", "\(folder.path)/return",
            "--database", database,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["LAA_MODULES": Built.folder]) { $1 }
        let errors = "\(folder.path)/errors"
        try Data().write(to: URL(fileURLWithPath: errors))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        func said() -> String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }
        func isWaiting() throws -> Bool {
            try observer.query(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            )[0].get(0, as: Int.self) > 0
        }
        for _ in 0..<4000 where try process.isRunning && !isWaiting() { try await Task.sleep(for: .milliseconds(25)) }
        try #require(process.isRunning, "it ended before its module waited: \(said())")
        try end(process, database)
        for _ in 0..<4000 where process.isRunning { try await Task.sleep(for: .milliseconds(25)) }
        try #require(!process.isRunning, "it did not end: \(said())")
        #expect(process.terminationReason == .exit)
        return (process.terminationStatus, said())
    }

    @Test("a return whose warehouse goes away midway ends with that error, 69, and writes nothing")
    func warehouseGone() async throws {
        let folder = try Folder()
        let ended = try await endedMidway(into: folder) { _, database in
            // Every session ends but the one that holds the lock: without the lock the module would go on, and be done.
            let server = try Fixture.connection()
            let name: String = try Fixture.connection(to: database).query("select current_database()::text")[0].get(0)
            try server.execute("alter database \(name) allow_connections false")
            try server.execute(
                """
                select pg_terminate_backend(pid)
                from pg_stat_activity a
                where datname = '\(name)' and not exists (
                    select from pg_locks l where l.pid = a.pid and l.mode = 'AccessExclusiveLock' and l.granted)
                """)
        }
        #expect(ended.status == 69, "\(ended.errors)")
        #expect(ended.errors.contains("the connection to the warehouse was lost"), "\(ended.errors)")
        #expect(try folder.names() == ["errors"])
    }

    @Test("a return that is interrupted ends with 130, and writes nothing")
    func interrupted() async throws {
        let folder = try Folder()
        let ended = try await endedMidway(into: folder) { process, _ in process.interrupt() }
        #expect(ended.status == 130, "\(ended.errors)")
        #expect(try folder.names() == ["errors"])
    }
}
