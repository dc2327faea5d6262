import Foundation
import ReportKit
import TestSupport
import Testing
import Warehouse

@testable import Host

@Suite("A compiled module is kept in its worker", .serialized, .ownThreads)
struct ConfinementTests {
    private let quarter = ReportPeriod.quarter(Quarter(containing: Day(number: 14_600)))

    private func failure(of module: String, memoryLimit: Int? = nil) async throws -> WorkerFailure {
        var runner = ModuleRunner(
            target: .conninfo(SampleWarehouse.database), program: Built.program, timeLimit: .seconds(60))
        runner.trust = Built.trust
        if let memoryLimit { runner.memoryLimit = memoryLimit }
        let session = try ReportSession(opening: runner, on: quarter.lastDay)
        let outcomes = try await session.run(
            [.init(file: "\(Built.testModules)/lib\(module).so")],
            try AreaSelection(named: [], level: .trust, in: session.areas), period: quarter)
        guard case .failure(let failure) = outcomes[0].result else { throw HostError.noModules(problems: []) }
        return failure
    }

    @Test("it opens no socket, writes no file, starts and touches no process, and finds no password")
    func prying() async throws {
        let bait = "/tmp/laa-bait-\(getpid())"
        try FileManager.default.createDirectory(atPath: bait, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: bait) }
        try Data("untouched".utf8).write(to: URL(fileURLWithPath: bait + "/file"))
        setenv("PGPASSWORD", "hunter2", 1)
        setenv("LAA_TEST_SECRET", "hunter2", 1)
        defer {
            unsetenv("PGPASSWORD")
            unsetenv("LAA_TEST_SECRET")
        }
        let lines = try await failure(of: "Prying").message.split(separator: "\n").map(String.init)
        #expect(lines.count > 30)
        let reading = ["read a file: done", "read the accounts: done", "list a home: done", "host's environment: done"]
        let done = lines.filter { $0.hasSuffix(": done") && (Confinement.canLimitReading || !reading.contains($0)) }
        #expect(done == [])
        #expect(lines.filter { $0.hasPrefix("environment") } == [])
        #expect(lines.suffix(2) == ["thread: works", "reading /usr: works"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: bait) == ["file"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: bait + "/file")) == Data("untouched".utf8))
    }

    @Test("one that takes more memory than it may says so, and how to allow it more")
    func greedy() async throws {
        let message = try await failure(of: "Greedy").message
        #expect(message.contains("1024 MB of memory") && message.contains("--memory-limit"), "\(message)")
        let less = try await failure(of: "Greedy", memoryLimit: 256 << 20).message
        #expect(less.contains("256 MB of memory"), "\(less)")
    }

    @Test("a crash that is not for want of memory is still told as the crash it is")
    func crashing() async throws {
        let message = try await failure(of: "Crashing", memoryLimit: 256 << 20).message
        #expect(message.contains("crashed") && message.contains("a broken assumption"), "\(message)")
    }
}
