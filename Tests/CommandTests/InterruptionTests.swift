import Foundation
import TestSupport
import Testing
import Warehouse

@Suite("Ctrl-C")
struct InterruptionTests {
    /// Starts the program, waits until it is doing something, sends SIGINT, and gives its exit status.
    ///
    /// - Parameter what: what it is to be doing.
    private func interrupt(
        _ words: [String], environment: [String: String] = [:], once what: String, _ ready: () throws -> Bool
    ) throws -> Int32 {
        let started = try Started(
            Built.program, words, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
        try eventually(what, of: started, ready)
        started.kill(SIGINT)
        return try started.waitForEnd()
    }

    @Test("a report that is interrupted ends with 130, and its worker with it")
    func report() throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        try connection.execute(
            "insert into warehouse.vintage (kind, source_system, covers_from, covers_through) "
                + "values ('terminations', 'test', '2000-01-01', '2020-01-01')")
        try Fixture.coverEveryArea(connection)
        func sessions() throws -> Int {
            try connection.query(
                "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            )[0].get(0)
        }
        let status = try interrupt(
            ["report", "TEST2", "--quarter", "2010-11Q1", "--time-limit", "3600", "--database", database],
            environment: ["LAA_MODULES": Built.testModules, "LAA_HOME": Built.home],
            once: "two sessions, the host's and the worker's"
        ) { try sessions() == 2 }
        #expect(status == 130)
        try eventually("the end of both sessions") { try sessions() == 0 }
    }

    @Test("what waits for something that watches no request is ended all the same")
    func deadline() throws {
        let folder = try Folder()
        // Nobody ever writes to the pipe: the program waits for it in the system.
        let pipe = "\(folder.path)/policy"
        mkfifo(pipe, 0o600)
        let started = try Started(
            Built.program,
            [
                "report", "NI18", "--quarter", "2010-11Q4", "--policy", pipe, "--database", SampleWarehouse.database,
            ])
        // Whoever opens the other end without waiting succeeds once the program waits for it.
        try eventually("a program that waits", of: started) {
            let end = open(pipe, O_WRONLY | O_NONBLOCK)
            if end >= 0 { close(end) }
            return end >= 0
        }
        let again = try Started(
            Built.program,
            [
                "report", "NI18", "--quarter", "2010-11Q4", "--policy", pipe, "--database", SampleWarehouse.database,
            ])
        usleep(1_000_000)
        again.kill(SIGTERM)
        #expect(try again.waitForEnd(within: .seconds(300)) == 143)
        #expect(again.output.contains("cancelled. Nothing is left half done."), "\(again.output)")
    }

    @Test("a sample that is interrupted ends with 130 and leaves nothing")
    func sample() throws {
        let database = try SampleWarehouse.empty()
        let connection = try Fixture.connection(to: database)
        // Holds the sample up halfway, since it needs exclusive access to this table.
        let holder = try Fixture.connection(to: database)
        try holder.execute("begin; lock table warehouse.termination in access share mode")
        let status = try interrupt(
            ["warehouse", "sample", "--database", database], once: "a session that waits for a lock"
        ) {
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
