import Foundation
import Logging
import Synchronization
import TestSupport
import Testing
import Warehouse

@testable import Portal

@Suite("the log of requests")
struct AccessLogTests {
    @Test("a flood of requests is logged whole, in the warehouse")
    func flood() async throws {
        let desk = try PortalDesk.shared.get()
        let database = PortalDatabase { try PortalRole.open(.conninfo(desk.database), interrupt: .init()) }
        let log = AccessLog(executor: nil, logger: quiet, patience: .seconds(600)) { try await database.log($0) }
        let address = "flood \(UUID())"
        await withTaskGroup { group in
            for client in 0..<50 {
                group.addTask {
                    for number in 0..<600 { await log.note(request(client * 600 + number, from: address)) }
                }
            }
        }
        await log.write()
        let found: Int = try desk.connection().query(
            "select count(distinct path)::integer as n from warehouse.portal_request where address = $1",
            [.text(address)])[0].get("n")
        #expect(found == 30_000)
    }

    @Test("where the warehouse is slow, answers wait for it: no more wait than may")
    func slow() async throws {
        let counts = Counts()
        let log = AccessLog(executor: nil, logger: quiet, patience: .seconds(600)) { requests in
            try await Task.sleep(for: .milliseconds(20))
            counts.written.withLock { $0 += requests.count }
        }
        await withTaskGroup { group in
            for client in 0..<50 {
                group.addTask {
                    for number in 0..<1_000 {
                        await log.note(request(client * 1_000 + number))
                        let all = counts.noted.withLock {
                            $0 += 1
                            return $0
                        }
                        let unwritten = all - counts.written.withLock { $0 }
                        counts.most.withLock { $0 = max($0, unwritten) }
                    }
                }
            }
        }
        await log.write()
        #expect(counts.written.withLock { $0 } == 50_000)
        // What is being written, and what waits meanwhile.
        #expect(counts.most.withLock { $0 } <= 2 * (4_000 + 50), "\(counts.most.withLock { $0 })")
    }

    @Test(
        "while the warehouse is away nobody waits, and the latest requests are written once it is back, in their order")
    func away() async throws {
        struct Away: Error {}
        let isAway = Mutex(true)
        let written = Mutex<[String]>([])
        let log = AccessLog(executor: nil, logger: quiet) { requests in
            let fails = isAway.withLock { $0 }
            if fails { throw Away() }
            written.withLock { $0 += requests.map(\.path) }
        }
        // One request each time: the first attempt tells that it is away.
        await log.note(request(0))
        await log.write()
        for number in 1...30_000 { await log.note(request(number)) }
        await log.write()
        isAway.withLock { $0 = false }
        await log.write()
        let found = written.withLock { $0 }
        #expect(found.count <= 20_000 && found.count > 14_000, "\(found.count)")
        #expect(found == (30_001 - found.count...30_000).map { "/\($0)" })
    }

    @Test(
        "where the warehouse does not answer at all, answers wait for a while, and then no longer")
    func hangs() async throws {
        let log = AccessLog(executor: nil, logger: quiet, patience: .milliseconds(200)) { _ in
            try await Task.sleep(for: .seconds(3_600))
        }
        let began = ContinuousClock.now
        await withTaskGroup { group in
            for _ in 0..<50 { group.addTask { for number in 0..<400 { await log.note(request(number)) } } }
        }
        await log.write()
        #expect(ContinuousClock.now - began >= .milliseconds(200))
    }

    @Test("a flood that begins while the warehouse goes away ends")
    func goesAway() async throws {
        struct Away: Error {}
        let calls = Mutex(0)
        let log = AccessLog(executor: nil, logger: quiet, patience: .seconds(600)) { _ in
            let call = calls.withLock {
                $0 += 1
                return $0
            }
            try await Task.sleep(for: .milliseconds(5))
            if call > 2 { throw Away() }
        }
        await withTaskGroup { group in
            for _ in 0..<100 { group.addTask { for number in 0..<300 { await log.note(request(number)) } } }
        }
        #expect(calls.withLock { $0 } >= 3)
    }

    private final class Counts: Sendable {
        let noted = Mutex(0)
        let written = Mutex(0)
        /// The most that were noted and not yet written.
        let most = Mutex(0)
    }

    private let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
}

private func request(_ number: Int, from address: String = "192.0.2.1") -> LoggedRequest {
    LoggedRequest(
        at: 1_300_000_000_000, access: nil, address: address, method: "GET", path: "/\(number)", status: 200, bytes: 1)
}
