import CLibPQ
import Foundation
import Platform
import PrivateCluster
import ReportKit
import TestSupport
import Testing

@testable import Warehouse

@Suite("An interrupt")
struct InterruptTests {
    @Test("ends a statement that waits, and refuses the next one")
    func request() throws {
        let interrupt = Interrupt()
        let connection = try Fixture.connection(interrupt: interrupt)
        let (onlooker, session) = try (Fixture.connection(), connection.serverProcess)
        nonisolated(unsafe) let sleeper = onlooker
        Thread.detachNewThread {
            // In vain where the statement has failed, which the test then says.
            try? eventually("a statement that waits") {
                try sleeper.query(
                    "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = \(session)"
                )[0].get(0, as: Int.self) == 1
            }
            interrupt.request()
        }
        #expect(throws: WarehouseError.cancelled) {
            try connection.transaction { try connection.query("select pg_sleep(300)::text") }
        }
        #expect(!connection.isInTransaction)
        #expect(throws: WarehouseError.cancelled) { try connection.query("select 1") }
    }

    @Test("by Ctrl-C cancels the statement, and the process ends as it decides")
    func signal() async throws {
        setenv("LAA_TEST_DATABASE", try Fixture.database(), 1)
        await #expect(processExitsWith: .exitCode(EXIT_SUCCESS)) {
            Interrupt.install()
            let database = try #require(ProcessInfo.processInfo.environment["LAA_TEST_DATABASE"])
            let connection = try Connection.open(.conninfo(database), applicationName: "tests")
            Thread.detachNewThread {
                usleep(200_000)
                kill(getpid(), SIGINT)
            }
            #expect(throws: WarehouseError.cancelled) { try connection.query("select pg_sleep(30)::text") }
            #expect(Interrupt.signal == SIGINT)
            #expect(Interrupt.shared.isRequested)
        }
    }

    @Test("asked for a second time ends the process at once")
    func secondSignal() async {
        await #expect(processExitsWith: .signal(SIGINT)) {
            Interrupt.install()
            for _ in 0..<2 {
                kill(getpid(), SIGINT)
                usleep(200_000)
            }
        }
    }

    @Test("ends the wait for a server that does not answer even to that")
    func frozenServer() throws {
        let interrupt = Interrupt()
        let home = Fixture.freshHome()
        let cluster = PrivateCluster(home: home, isDurable: false)
        defer { Fixture.remove(cluster) }
        let connection = try Connection.open(.privateCluster(cluster), applicationName: "tests", interrupt: interrupt)
        let session = connection.serverProcess
        kill(session, SIGSTOP)
        defer { kill(session, SIGCONT) }
        interrupt.request()
        #expect(throws: WarehouseError.cancelled) {
            try connection.finish(Statement(text: "select 1")) { PQsendQuery($0, "select 1") }
        }
        #expect(throws: WarehouseError.connectionLost(reason: "the server did not answer when cancelled")) {
            try connection.finish(Statement(text: "select 1")) { PQsendQuery($0, "select 1") }
        }
    }
}
