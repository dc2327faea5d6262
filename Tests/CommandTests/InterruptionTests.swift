import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Ctrl-C")
struct InterruptionTests {
    /// Starts the program, waits until `ready`, sends SIGINT, and returns its exit status.
    private func interrupt(
        _ words: [String], environment: [String: String] = [:], when ready: () throws -> Bool
    ) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Built.program)
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for _ in 0..<4000 where try process.isRunning && !ready() { try await Task.sleep(for: .milliseconds(25)) }
        try #require(process.isRunning, "it ended before it could be interrupted")
        process.interrupt()
        for _ in 0..<4000 where process.isRunning { try await Task.sleep(for: .milliseconds(25)) }
        try #require(!process.isRunning, "it did not end")
        #expect(process.terminationReason == .exit)
        return process.terminationStatus
    }

    @Test("a report that is interrupted ends with 130, and its worker with it")
    func report() async throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        try connection.execute(
            "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                + "values ('terminations', 'test', '2000-01-01', '2020-01-01')")
        func sessions() throws -> Int {
            try connection.query(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            )[0].get(0)
        }
        let status = try await interrupt(
            ["report", "TEST2", "--quarter", "2010-11Q1", "--database", database],
            environment: ["LAA_MODULES": Built.testModules, "LAA_HOME": Built.home]
        ) { try sessions() == 2 }
        #expect(status == 130)
        for _ in 0..<4000 where try sessions() > 0 { try await Task.sleep(for: .milliseconds(25)) }
        #expect(try sessions() == 0)
    }

    @Test("a sample that is interrupted ends with 130 and leaves nothing")
    func sample() async throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        // Holds the sample up halfway, since it needs exclusive access to this table.
        let holder = try Fixture.connection(to: database)
        try holder.execute("begin; lock table warehouse.termination in access share mode")
        let status = try await interrupt(["warehouse", "sample", "--database", database]) {
            let waiting: Int = try connection.query(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            )[0].get(0)
            return waiting > 0
        }
        #expect(status == 130)
        holder.close()
        for table in ["vintage", "offender", "caseload_snapshot"] {
            #expect(try connection.query("select count(*) from warehouse.\(table)")[0].get(0, as: Int.self) == 0)
        }
    }
}
