import DeclaredModules
import Foundation
import Host
import Platform
import ReportKit
import TestSupport
import Testing
import Warehouse

@Suite("A report from several servers, one of which dies", .serialized, .withCitus)
struct DistributedReportTests {
    @Test("gives the figures of one server, or none: 69 or 75")
    func killed() async throws {
        let servers = try DistributedServers(workers: 2)
        let (undivided, database) = try servers.sample(parts: 4)
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("laa-dying-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let survey = await ModuleSurvey(
            ModuleFolders(
                environment: ["LAA_HOME": home], programFolder: Built.folder, below: [DeclaredModules.folder],
                home: home),
            program: Built.program)
        let modules = survey.modules.filter { ["NI18", "NI143", "M4"].contains($0.indicator.id) }.map(\.subject)
        try #require(modules.count == 3)
        let quarter = Quarter("2010-11Q4")!

        /// The findings of each module, for every authority.
        func report(from database: String) async throws -> [[Finding]] {
            var runner = ModuleRunner(target: .conninfo(database), program: Built.program, timeLimit: .seconds(60))
            runner.trust = ModuleTrust(environment: ["LAA_HOME": home], programFolder: Built.folder)
            runner.runsUncompared = true
            let session = try ReportSession(opening: runner, on: quarter.lastDay)
            defer { session.close() }
            let outcomes = try await session.run(
                modules, AreaSelection(named: [], level: .localAuthority, in: session.areas), period: .quarter(quarter))
            return try outcomes.map { try $0.result.get().findings }
        }

        let expected = try await report(from: undivided)
        #expect(expected.allSatisfy { !$0.isEmpty })
        let begun = Date()
        #expect(try await report(from: database) == expected)
        let took = Date().timeIntervalSince(begun)
        var outcomes: [String: Int] = [:]
        for round in 1...Sweep.size("deaths of a server during a report", short: 4, long: 60) {
            let worker = round % 2 + 1
            let killing = Task.detached {
                try await Task.sleep(for: .seconds(Double.random(in: 0...took)))
                try servers.kill(worker: worker)
            }
            do {
                #expect(try await report(from: database) == expected, "round \(round)")
                outcomes["done", default: 0] += 1
            } catch {
                let code = try #require(error as? any ExitCoded, "\(error)").exitCode
                #expect([.unavailable, .tryAgain].contains(code), "round \(round): \(error)")
                outcomes["\(code)", default: 0] += 1
            }
            try await killing.value
            try servers.start(worker: worker)
        }
        #expect(try await report(from: database) == expected)
        print("killed a server during a report, which ended: \(outcomes)")
    }
}
